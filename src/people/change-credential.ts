import type { Temporal } from 'temporal-polyfill'
import { addAudit } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Localised } from '#platform/language'
import { setCredential } from './people.store.ts'

export type ChangeCredential = {
  readonly person: string
  readonly credential: Localised | null
  readonly by: string
  readonly now: Temporal.Instant
}

/** An owner vouches for what somebody is certified as. Approvals keep the credential that they were given with. */
export async function changeCredential(
  trx: ClinicTransaction,
  { person, credential, by, now }: ChangeCredential,
): Promise<{ readonly changed: boolean } | Refusal<'unknown-person'>> {
  if (!(await setCredential(trx, person, credential))) return { refused: 'unknown-person' }
  const detail = { credential: credential?.sv ?? '' }
  await addAudit(trx, { at: now, actor: `staff:${by}`, act: 'credential-changed', subject: person, detail })
  return { changed: true }
}
