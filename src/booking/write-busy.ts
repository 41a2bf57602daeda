import type { ClinicTransaction } from '#platform/db'
import { readRuns, writeBitmaps } from './busy-bitmaps.store.ts'
import {
  type Bits,
  bitsOfPeriod,
  type Occupied,
  periodsIn,
  rewriteRun,
  type Run,
  runsTouchedBy,
  wholePeriod,
} from './pure/index.ts'

/** With more of them it is less work to write the periods whole. */
const mostRuns = 100

/** As many rows as go over at once. */
const batch = 500

/**
 * Writes the bitmaps anew where these stretches were taken or freed, from the rows that `occupancy` has now. The
 * locks of the resources are held; only called by who has just written those rows, and by the rebuild.
 */
export async function writeBusy(trx: ClinicTransaction, changed: readonly Occupied[]): Promise<void> {
  const runs = runsTouchedBy(changed)
  await writeRuns(trx, runs.length > mostRuns ? wholePeriodsOf(changed) : runs)
}

export async function writeRuns(trx: ClinicTransaction, runs: readonly Run[]): Promise<void> {
  for (let from = 0; from < runs.length; from += batch) {
    await writeBatch(trx, runs.slice(from, from + batch))
  }
}

async function writeBatch(trx: ClinicTransaction, runs: readonly Run[]): Promise<void> {
  const there = await readRuns(trx, runs)
  const rows = new Map<string, { resource: string; period: number; bits: Bits }>()
  for (const [index, run] of runs.entries()) {
    const { bits, stretches } = there[index] ?? { bits: undefined, stretches: [] }
    const { resource, period } = run
    const key = `${resource} ${period}`
    const row = rows.get(key) ?? { resource, period, bits: bits ?? bitsOfPeriod(period, stretches) }
    if (bits) rewriteRun(row.bits, run, stretches)
    rows.set(key, row)
  }
  if (rows.size > 0) await writeBitmaps(trx, [...rows.values()])
}

function wholePeriodsOf(changed: readonly Occupied[]): Run[] {
  const whole = new Map<string, Run>()
  for (const { resource, ...during } of changed) {
    for (const period of periodsIn(during)) whole.set(`${resource} ${period}`, wholePeriod(resource, period))
  }
  return [...whole.values()]
}
