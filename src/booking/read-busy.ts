import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { askForBusy, type BitmapRow, type BusyAnswer, listBooked } from './busy-bitmaps.store.ts'
import { copies, keyOf } from './busy-copies.ts'
import { type Bits, bitsOfPeriod, type Interval, type Occupied, periodsIn } from './pure/index.ts'

export type Busy = {
  /** What is booked of a resource in one of the window's periods, a bit a tick. Changed by nobody. */
  readonly booked: (resource: string, period: number) => Bits
  readonly periods: readonly number[]
  readonly held: readonly (Occupied & { readonly visit: string })[]
  /** Absences and closures; a closure is nobody's and everybody's. */
  readonly away: BusyAnswer['away']
}

/**
 * What these resources are taken for. One statement asks what has changed since this process last looked, what is
 * held right now and who is away; only changed bitmaps come over. It is what is offered, never what decides.
 */
export async function readBusy(
  trx: ClinicTransaction,
  ask: {
    readonly window: Interval
    readonly resources: readonly string[]
    readonly now: Temporal.Instant
  },
): Promise<Busy> {
  const periods = periodsIn(ask.window)
  const { held, away, rows } = await latestRows(trx, { ...ask, periods })
  const missing = ask.resources
    .flatMap((resource) => periods.map((period) => ({ resource, period })))
    .filter((one) => !rows.has(keyOf(one)))
  for (const row of await computed(trx, missing)) rows.set(keyOf(row), row.bits)
  return {
    periods,
    held,
    away,
    booked: (resource, period) => {
      const bits = rows.get(keyOf({ resource, period }))
      if (!bits) throw new Error(`Nothing was read of ${resource} in the period ${period}.`)
      return bits
    },
  }
}

type Ask = {
  readonly window: Interval
  readonly periods: readonly number[]
  readonly resources: readonly string[]
  readonly now: Temporal.Instant
}

async function latestRows(trx: ClinicTransaction, { window, periods, resources, now }: Ask) {
  const [first, last] = [periods[0] ?? 0, periods.at(-1) ?? 0]
  const wanted = new Set(resources)
  const known = copies
    .of(trx.clinic)
    .filter(({ resource, period }) => wanted.has(resource) && first <= period && period <= last)
  const ask = { window, periods: { first, last }, resources, now }
  const answer = await askForBusy(trx, { ...ask, known: known.map(({ version }) => version) })
  if (isWhole(answer, known)) {
    copies.keep(trx.clinic, answer.changed)
    return { ...answer, rows: bitsByKey([...known, ...answer.changed]) }
  }
  // A row that we had is gone: the database is another one than we thought, or was put back.
  copies.forget(trx.clinic)
  const anew = await askForBusy(trx, { ...ask, known: [] })
  copies.keep(trx.clinic, anew.changed)
  return { ...anew, rows: bitsByKey(anew.changed) }
}

/** Whether each row that we knew either still stands or came anew. */
function isWhole({ changed, standing }: BusyAnswer, known: readonly BitmapRow[]): boolean {
  const had = new Set(known.map(keyOf))
  return standing + changed.filter((row) => had.has(keyOf(row))).length === known.length
}

function bitsByKey(rows: readonly BitmapRow[]): Map<string, Bits> {
  return new Map(rows.map((row) => [keyOf(row), row.bits]))
}

/** A period that nobody has written down yet is reckoned from what is occupied: it never reads as free. */
async function computed(
  trx: ClinicTransaction,
  missing: readonly { readonly resource: string; readonly period: number }[],
) {
  if (missing.length === 0) return []
  const booked = Map.groupBy(await listBooked(trx, missing), keyOf)
  return missing.map((one) => ({ ...one, bits: bitsOfPeriod(one.period, booked.get(keyOf(one)) ?? []) }))
}
