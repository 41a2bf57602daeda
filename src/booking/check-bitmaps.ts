/** For the person who runs Lyster: are the bitmaps what `occupancy` says, and if not, write them anew. */
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { instantFrom, minuteFrom } from '#platform/time'
import { listHeldAgainst, listPeriods } from './busy-bitmaps.store.ts'
import { lockResources } from './occupancy.store.ts'
import {
  type Bits,
  bitsOfPeriod,
  countTicks,
  hasTick,
  PERIOD_TICKS,
  TICK_MINUTES,
  wholePeriod,
} from './pure/index.ts'
import { writeRuns } from './write-busy.ts'

/** A bitmap that is not what it should be. */
export type BitmapFault = {
  readonly resource: string
  readonly name: string
  /** The first five minutes that differ. */
  readonly at: Temporal.Instant
  /** There: the bitmap says that it is booked, and it is not; or the other way round. */
  readonly says: 'booked' | 'free'
  /** How many five minutes of this bitmap differ. */
  readonly ticks: number
}

export type Checked = { readonly bitmaps: number; readonly faults: readonly BitmapFault[] }

/** Takes no lock and disturbs nobody. A period that has no bitmap yet is no fault: it is read from the rows. */
export async function checkBitmaps(trx: ClinicTransaction): Promise<Checked> {
  const rows = await listHeldAgainst(trx)
  const faults = rows.flatMap(({ resource, name, period, bits, stretches }) => {
    const differs = difference(bits, bitsOfPeriod(period, stretches))
    const ticks = countTicks(differs, 0, PERIOD_TICKS)
    if (ticks === 0) return []
    const tick = firstOf(differs)
    const at = instantFrom((period * PERIOD_TICKS + tick) * TICK_MINUTES)
    return [
      { resource, name, at, says: hasTick(bits, tick) ? ('booked' as const) : ('free' as const), ticks },
    ]
  })
  return { bitmaps: rows.length, faults }
}

/** How far ahead a bitmap is written before anything is booked there: whoever looks finds it in one statement. */
export const aheadDays = 400

/** Writes every bitmap anew, under the locks of the clinic's resources; bookings wait for the moment it takes. */
export async function rebuildBitmaps(
  trx: ClinicTransaction,
  now: Temporal.Instant,
): Promise<{ readonly written: number }> {
  const start = minuteFrom(now)
  const window = { start, end: start + aheadDays * 24 * 60 }
  // Once to know what to lock, and again under the locks.
  await lockResources(
    trx,
    (await listPeriods(trx, window)).map(({ resource }) => resource),
  )
  const periods = await listPeriods(trx, window)
  await writeRuns(
    trx,
    periods.map(({ resource, period }) => wholePeriod(resource, period)),
  )
  return { written: periods.length }
}

function difference(some: Bits, others: Bits): Bits {
  return some.map((word, index) => word ^ (others[index] ?? 0))
}

function firstOf(bits: Bits): number {
  let tick = 0
  while (tick < PERIOD_TICKS && !hasTick(bits, tick)) tick += 1
  return tick
}
