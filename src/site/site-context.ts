import { createContext } from 'react-router'
import type { Clinic } from '#clinic/contract'
import type { Language } from '#platform/language'

/** Whose page it is and in which language: found once for a request, in site.page.tsx. */
export type Site = { readonly clinic: Clinic; readonly language: Language }

export const siteContext = createContext<Site>()
