import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import type { BookedVisit } from './contract.ts'
import { lockExpiredHolds, removeHeldCourse } from './courses.store.ts'
import { freeTime } from './held-time.ts'
import { listCourseVisits } from './visits.store.ts'

/**
 * Clears away holds that ran out over an hour ago. Their time was free from the second they ran out; the rows are
 * kept for a while so that whoever comes late is offered something near to what she had.
 */
export async function sweepHolds(
  trx: ClinicTransaction,
  now: Temporal.Instant,
): Promise<{ readonly swept: number }> {
  const expired = await lockExpiredHolds(trx, { before: now.subtract({ hours: 1 }), limit: 100 })
  const visits: BookedVisit[] = []
  for (const course of expired) visits.push(...(await listCourseVisits(trx, course)))
  await freeTime(trx, visits)
  for (const course of expired) await removeHeldCourse(trx, course)
  return { swept: expired.length }
}
