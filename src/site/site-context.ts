import { createContext } from 'react-router'
import type { Clinic } from '#clinic/contract'
import type { Language } from '#platform/language'
import type { Look } from '#set-up/contract'

/** Whose page it is and in which language: found once for a request, in site.page.tsx. */
export type Site = { readonly clinic: Clinic; readonly language: Language; readonly look: Look }

export const siteContext = createContext<Site>()
