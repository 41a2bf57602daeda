import type { Temporal } from 'temporal-polyfill'
import { addAudit, readClinic } from '#clinic'
import type { Role } from '#clinic/contract'
import type { Auth } from '#platform/auth'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Localised } from '#platform/language'
import { dayIn } from '#platform/time'
import type { OpenInvitation } from './contract.ts'
import { findOpenInvitation, useInvitation } from './invitations.store.ts'
import { hashOf } from './invite-person.ts'
import { addPerson } from './people.store.ts'
import { type PasswordFault, passwordFault } from './pure/index.ts'
import { addTherapist } from './therapists.store.ts'

/** What the link opens; looking changes nothing, since mail programs and scanners look. */
export async function findInvitation(
  trx: ClinicTransaction,
  { secret, now }: { readonly secret: string; readonly now: Temporal.Instant },
): Promise<OpenInvitation | undefined> {
  return findOpenInvitation(trx, { secretHash: hashOf(secret), now })
}

export type AcceptInvitation = {
  readonly secret: string
  readonly name: string
  readonly password: string
  readonly titles: Readonly<Record<Role, Localised>>
  readonly auth: Pick<Auth, 'join'>
  readonly now: Temporal.Instant
}

export type WeakPassword = Refusal<'weak-password'> & { readonly why: PasswordFault }

/**
 * The person is made on another connection, in a schema of its own. Should our transaction then break, she can
 * sign in and has no place here, and the link still works with the password that she chose.
 */
export async function acceptInvitation(
  trx: ClinicTransaction,
  { secret, name, password, titles, auth, now }: AcceptInvitation,
): Promise<
  { readonly joined: string } | WeakPassword | Refusal<'invitation-gone' | 'wrong-password' | 'already-here'>
> {
  const invitation = await useInvitation(trx, { secretHash: hashOf(secret), now })
  if (!invitation) return { refused: 'invitation-gone' }
  const { email, role } = invitation
  const why = passwordFault(password, { name, email })
  if (why) return { refused: 'weak-password', why }
  const person = await auth.join({ name, email, password })
  if ('refused' in person) return person
  const { zone } = await readClinic(trx)
  const today = dayIn(zone, now).toString()
  const staff = await addPerson(trx, { user: person.user, name, title: titles[role], role, today })
  if (!staff) return { refused: 'already-here' }
  if (invitation.treats) await addTherapist(trx, { staff, name })
  await addAudit(trx, {
    at: now,
    actor: `staff:${staff}`,
    act: 'person-joined',
    subject: staff,
    detail: { role },
  })
  return { joined: staff }
}
