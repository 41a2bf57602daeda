import { createHash, randomBytes } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { addAudit } from '#clinic'
import type { Auth } from '#platform/auth'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { NewInvitation } from './contract.ts'
import { addInvitation, withdrawInvitations } from './invitations.store.ts'
import { listPeople } from './people.store.ts'

export type InvitePerson = {
  readonly invitation: NewInvitation
  /** The id of the staff member who invites. */
  readonly by: string
  readonly auth: Pick<Auth, 'listWaysIn'>
  readonly now: Temporal.Instant
}

const livesHours = 7 * 24

/** Makes the secret of a link, which is seen here and never again; an earlier link for the same e-mail is withdrawn. */
export async function invitePerson(
  trx: ClinicTransaction,
  { invitation, by, auth, now }: InvitePerson,
): Promise<{ readonly secret: string } | Refusal<'already-here'>> {
  const staying = (await listPeople(trx)).filter(({ leftOn }) => leftOn === undefined)
  const ways = await auth.listWaysIn(staying.flatMap(({ user }) => user ?? []))
  if ([...ways.values()].some(({ email }) => email === invitation.email)) return { refused: 'already-here' }
  await withdrawInvitations(trx, { email: invitation.email }, now)
  const secret = randomBytes(32).toString('base64url')
  const until = now.add({ hours: livesHours })
  const id = await addInvitation(trx, { ...invitation, secretHash: hashOf(secret), by, now, until })
  const { role } = invitation
  await addAudit(trx, { at: now, actor: `staff:${by}`, act: 'person-invited', subject: id, detail: { role } })
  return { secret }
}

/** Nothing happens when it has been used or withdrawn already. */
export async function withdrawInvitation(
  trx: ClinicTransaction,
  { id, by, now }: { readonly id: string; readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  for (const subject of await withdrawInvitations(trx, { id }, now))
    await addAudit(trx, { at: now, actor: `staff:${by}`, act: 'invitation-withdrawn', subject })
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
