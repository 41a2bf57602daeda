import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { minuteFrom } from '#platform/time'
import { listUnwritten } from './busy-bitmaps.store.ts'
import { aheadDays } from './check-bitmaps.ts'
import { lockResources } from './occupancy.store.ts'
import { wholePeriod } from './pure/index.ts'
import { writeRuns } from './write-busy.ts'

/**
 * Writes down the coming periods that have no bitmap yet: of a new room, of the year that has come a day nearer, of
 * a database from before there were bitmaps. Nothing depends on it but how quickly the calendar is read.
 */
export async function fillBitmaps(
  trx: ClinicTransaction,
  now: Temporal.Instant,
): Promise<{ readonly written: number }> {
  const start = minuteFrom(now)
  const unwritten = await listUnwritten(trx, { start, end: start + aheadDays * 24 * 60 })
  if (unwritten.length === 0) return { written: 0 }
  await lockResources(
    trx,
    unwritten.map(({ resource }) => resource),
  )
  await writeRuns(
    trx,
    unwritten.map(({ resource, period }) => wholePeriod(resource, period)),
  )
  return { written: unwritten.length }
}
