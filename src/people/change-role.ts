import type { Temporal } from 'temporal-polyfill'
import { addAudit } from '#clinic'
import type { Role } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { lockOwners, lockPerson, setRole } from './people.store.ts'

export type ChangeRole = {
  readonly person: string
  readonly role: Role
  readonly by: string
  readonly now: Temporal.Instant
}

/** The last owner who stays and can sign in remains one. */
export async function changeRole(
  trx: ClinicTransaction,
  { person: id, role, by, now }: ChangeRole,
): Promise<{ readonly changed: boolean } | Refusal<'unknown-person' | 'last-owner'>> {
  if (role !== 'owner' && (await isLastOwner(trx, id))) return { refused: 'last-owner' }
  const person = await lockPerson(trx, id)
  if (!person) return { refused: 'unknown-person' }
  if (person.role === role) return { changed: false }
  await setRole(trx, id, role)
  const detail = { from: person.role, to: role }
  await addAudit(trx, { at: now, actor: `staff:${by}`, act: 'role-changed', subject: id, detail })
  return { changed: true }
}

/** Locks all owners, so that the answer holds until the transaction ends. */
export async function isLastOwner(trx: ClinicTransaction, person: string): Promise<boolean> {
  const owners = await lockOwners(trx)
  const staying = owners.filter(({ user, leftOn }) => user !== null && leftOn === null)
  return owners.some(({ id }) => id === person) && !staying.some(({ id }) => id !== person)
}
