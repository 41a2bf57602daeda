import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { removeHold } from './change-hold.ts'
import { lockExpiredHolds } from './courses.store.ts'

/**
 * Clears away holds that ran out over an hour ago. Their time was free from the second they ran out; the rows are
 * kept for a while so that whoever comes late is offered something near to what she had.
 */
export async function sweepHolds(
  trx: ClinicTransaction,
  now: Temporal.Instant,
): Promise<{ readonly swept: number }> {
  const expired = await lockExpiredHolds(trx, { before: now.subtract({ hours: 1 }), limit: 100 })
  for (const course of expired) await removeHold(trx, course)
  return { swept: expired.length }
}
