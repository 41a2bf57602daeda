import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'

export type AnsweredKey = {
  readonly requestHash: string
  readonly course: string
  /** When the request came that was answered. */
  readonly at: Temporal.Instant
}

/**
 * Claims a key for this request. When another request has it, waits until that one has ended, and returns what
 * it answered; a request that was refused leaves no claim behind. The row holds ids only.
 */
export async function claimKey(
  trx: ClinicTransaction,
  claim: {
    readonly key: string
    readonly requestHash: string
    readonly course: string
    readonly now: Temporal.Instant
  },
): Promise<AnsweredKey | undefined> {
  const claimed = await trx
    .insertInto('idempotency')
    .values({
      clinic_id: trx.clinic,
      key: claim.key,
      request_hash: claim.requestHash,
      course_id: claim.course,
      created_at: claim.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (claimed) return undefined
  const answered = await findAnswered(trx, claim.key)
  if (!answered) throw new Error('A key that somebody else has claimed is not there.')
  return answered
}

async function findAnswered(trx: ClinicTransaction, key: string): Promise<AnsweredKey | undefined> {
  const row = await trx
    .selectFrom('idempotency')
    .select(['request_hash', 'course_id', 'created_at'])
    .where('clinic_id', '=', trx.clinic)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && { requestHash: row.request_hash, course: row.course_id, at: row.created_at }
}
