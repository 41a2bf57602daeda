import { z } from 'zod'
import type { Role } from '#clinic/contract'
import type { Localised } from '#platform/language'

/** Somebody who works here, or has worked here. Instants as RFC 3339, days as YYYY-MM-DD. */
export type Person = {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** With what she signs in; nobody signs in without. */
  readonly user: string | undefined
  /** What stands for her in the calendar, if she treats or has treated. */
  readonly therapist: string | undefined
  /** Her last day. */
  readonly leftOn: string | undefined
  readonly signedInAt: string | undefined
  /** What she is certified as; whoever is may review the guide's texts. */
  readonly credential: Localised | undefined
}

/** An invitation that can still be used. */
export type OpenInvitation = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly treats: boolean
  readonly expiresAt: string
}

export const role = z.enum(['owner', 'therapist', 'desk'])

/** What an owner fills in to invite somebody; nothing beside it is read. */
export const newInvitation = z.object({
  name: z.string().trim().min(2).max(100),
  email: z.string().trim().toLowerCase().pipe(z.email().max(254)),
  role,
  treats: z.boolean(),
})

export type NewInvitation = z.infer<typeof newInvitation>

/** In both languages, or in none: what she is certified as. */
export const newCredential = z
  .object({ sv: z.string().trim().max(80), en: z.string().trim().max(80) })
  .refine(({ sv, en }) => (sv === '') === (en === ''))
  .transform(({ sv, en }) => (sv === '' ? null : { sv, en }))
