import { createContext } from 'react-router'
import type { Clinic, StaffMember } from '#clinic/contract'
import type { Language } from '#platform/language'

/** Who is at work, where, and the language she reads: found once for a request, by the gate in staff.page.tsx. */
export type AtWork = {
  readonly staff: StaffMember
  /** With whom she signs in. */
  readonly user: string
  readonly clinic: Clinic
  readonly language: Language
}

export const staffContext = createContext<AtWork>()
