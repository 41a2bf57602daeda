import type { ClinicTransaction } from '#platform/db'
import {
  addToBitmaps,
  type BitmapRow,
  type ChangedBitmap,
  readRuns,
  writeBitmaps,
} from './busy-bitmaps.store.ts'
import { copies, keyOf } from './busy-copies.ts'
import {
  type Bits,
  bitsOfPeriod,
  type Occupied,
  PERIOD_TICKS,
  periodsIn,
  rewriteRun,
  type Run,
  runsTouchedBy,
  setTicks,
  TICK_MINUTES,
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

/**
 * The same for what was only taken: bits are switched on and none off, so a copy that this process has of what still
 * stands is enough to know them, and nothing is read. Where it has none, or another one wrote since, as above.
 */
export async function addBusy(trx: ClinicTransaction, taken: readonly Occupied[]): Promise<void> {
  const copied = new Map(copies.of(trx.clinic).map((row) => [keyOf(row), row]))
  const touched = [...Map.groupBy(runsTouchedBy(taken), keyOf)]
  const changed = touched.flatMap(([key, runs]) => {
    const row = copied.get(key)
    return row ? [withTaken(row, runs, taken)] : []
  })
  const written = changed.length === touched.length ? await addToBitmaps(trx, changed) : []
  if (written.length === touched.length) copies.keep(trx.clinic, written)
  else await writeBusy(trx, taken)
}

/** The copy with these stretches in it, and the words of it that they may have changed. */
function withTaken(row: BitmapRow, runs: readonly Run[], taken: readonly Occupied[]): ChangedBitmap {
  const bits = row.bits.slice()
  const zero = row.period * PERIOD_TICKS
  for (const { resource, start, end } of taken) {
    const [from, until] = [Math.floor(start / TICK_MINUTES), Math.ceil(end / TICK_MINUTES)]
    if (resource === row.resource) setTicks(bits, from - zero, until - zero)
  }
  const [from, until] = [runs[0]?.from ?? zero, runs.at(-1)?.until ?? zero]
  return { ...row, bits, words: { from: (from - zero) / 32, until: (until - zero) / 32 } }
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
