/** Rows of busy_bitmap. Who writes them holds the locks of their resources (held-time.ts). */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { planOnce } from '#platform/plan-once'
import { instantFrom } from '#platform/time'
import {
  type Bits,
  type Interval,
  type Occupied,
  PERIOD_TICKS,
  type Run,
  TICK_MINUTES,
} from './pure/index.ts'

export type BitmapRow = {
  readonly resource: string
  readonly period: number
  readonly version: string
  readonly bits: Bits
}

const starts = sql<number>`floor(extract(epoch from lower(o.during)) / 60)::int`
const ends = sql<number>`ceil(extract(epoch from upper(o.during)) / 60)::int`
const periodMinutes = PERIOD_TICKS * TICK_MINUTES
const periodSeconds = periodMinutes * 60
/** No stretch is longer: `starts` is looked up, which is quick under row-level security (migrations/0011). */
const DAY_TICKS = (24 * 60) / TICK_MINUTES

export type AskForBusy = {
  readonly window: Interval
  readonly periods: { readonly first: number; readonly last: number }
  readonly resources: readonly string[]
  /** Versions of these resources that the caller has a copy of: their rows are not sent again. */
  readonly known: readonly string[]
  readonly now: Temporal.Instant
}

export type BusyAnswer = {
  /** Rows that the caller does not have. */
  readonly changed: readonly BitmapRow[]
  /** How many of the known ones still stand. */
  readonly standing: number
  /** What is held now, in the window. */
  readonly held: readonly (Occupied & { readonly visit: string })[]
  /** Absences in the window, and closures, which are of no resource. */
  readonly away: readonly (Interval & { readonly resource: string | null })[]
}

/** Bitmaps that are not known yet, what is held, and who is away: one statement, so all are of the same moment. */
export async function askForBusy(trx: ClinicTransaction, ask: AskForBusy): Promise<BusyAnswer> {
  const { first, last } = ask.periods
  const resources = planOnce(sql`${listOf(ask.resources)}::uuid[]`)
  const known = planOnce(sql`${listOf(ask.known)}::uuid[]`)
  const window = planOnce(rangeOf(ask.window))
  const { rows } = await sql<BusyRow>`/* ask-for-busy */
    with b as materialized (
      select resource_id, period, b.version, case when k.version is null then bits end as bits
      from busy_bitmap b left join unnest(${known}) as k (version) on k.version = b.version
      where clinic_id = ${trx.clinic} and resource_id = any (${resources}::uuid[])
        and period between ${first}::int and ${last}::int)
    select 'changed' as what, resource_id, period, version, bits, null::int as starts, null::int as ends
      from b where bits is not null
    union all
    select 'standing', null, count(*)::int, null, null, null, null from b where bits is null
    union all
    select 'held', resource_id, null, visit_id, null, ${starts}, ${ends} from occupancy o
      where clinic_id = ${trx.clinic} and held_until > ${planOnce(sql`${ask.now.toString()}::timestamptz`)}
      and resource_id = any (${resources}::uuid[]) and during && ${window}
    union all
    select 'away', resource_id, null, null, null, ${starts}, ${ends} from unavailable o
      where clinic_id = ${trx.clinic} and during && ${window}`.execute(trx)
  const of = Object.groupBy(rows, ({ what }) => what)
  const during = (row: BusyRow) => ({ start: row.starts ?? 0, end: row.ends ?? 0 })
  return {
    changed: (of.changed ?? []).map((row) => ({
      resource: row.resource_id ?? '',
      period: row.period ?? 0,
      version: row.version ?? '',
      bits: bitsFrom(row.bits ?? new Uint8Array()),
    })),
    standing: of.standing?.[0]?.period ?? 0,
    held: (of.held ?? []).map((row) => ({
      resource: row.resource_id ?? '',
      visit: row.version ?? '',
      ...during(row),
    })),
    away: (of.away ?? []).map((row) => ({ resource: row.resource_id, ...during(row) })),
  }
}

type BusyRow = {
  readonly what: 'changed' | 'standing' | 'held' | 'away'
  readonly resource_id: string | null
  /** Of those that stand it is how many. */
  readonly period: number | null
  /** Of a bitmap; of held time it is the visit. */
  readonly version: string | null
  readonly bits: Buffer | null
  readonly starts: number | null
  readonly ends: number | null
}

/** What is occupied for good of these resources in these periods, by resource and period. */
export async function listBooked(
  trx: ClinicTransaction,
  wanted: readonly { readonly resource: string; readonly period: number }[],
): Promise<readonly (Occupied & { readonly period: number })[]> {
  const at = (tick: number) => instantFrom(tick * TICK_MINUTES).toString()
  const { rows } = await sql<Occupied & { period: number }>`
    select w.resource, w.period, ${starts} as start, ${ends} as end
    from unnest(${listOf(wanted.map(({ resource }) => resource))}::uuid[],
      ${listOf(wanted.map(({ period }) => period))}::int[],
      ${listOf(wanted.map(({ period }) => at(period * PERIOD_TICKS)))}::timestamptz[],
      ${listOf(wanted.map(({ period }) => at((period + 1) * PERIOD_TICKS)))}::timestamptz[],
      ${listOf(wanted.map(({ period }) => at(period * PERIOD_TICKS - DAY_TICKS)))}::timestamptz[])
      as w (resource, period, starts, ends, day_before)
    join occupancy o on o.clinic_id = ${trx.clinic} and o.resource_id = w.resource and o.held_until is null
      and o.starts < w.ends and o.starts > w.day_before and o.during && tstzrange(w.starts, w.ends)`.execute(
    trx,
  )
  return rows
}

export type RunToWrite = {
  /** What stands there; undefined where nobody has written the period down yet. */
  readonly bits: Bits | undefined
  /** All that is occupied for good in the run; in the whole period, where there are no bits. */
  readonly stretches: readonly Interval[]
}

/** For each run, in their order: what its row holds, and what it should hold there. */
export async function readRuns(trx: ClinicTransaction, runs: readonly Run[]): Promise<RunToWrite[]> {
  const at = (tick: number) => instantFrom(tick * TICK_MINUTES).toString()
  const { rows } = await sql<{ bits: Buffer | null; stretches: [number, number][] | null }>`/* read-runs */
    select b.bits, (
      select json_agg(json_build_array(${starts}, ${ends})) from occupancy o
      where o.clinic_id = ${trx.clinic} and o.resource_id = r.resource_id and o.held_until is null
        and o.starts < case when b.bits is null then r.period_ends else r.ends end
        and o.starts > case when b.bits is null then r.period_before else r.before end
        and upper(o.during) > case when b.bits is null then r.period_starts else r.starts end) as stretches
    from unnest(${listOf(runs.map(({ resource }) => resource))}::uuid[],
      ${listOf(runs.map(({ period }) => period))}::int[],
      ${listOf(runs.map(({ from }) => at(from)))}::timestamptz[],
      ${listOf(runs.map(({ until }) => at(until)))}::timestamptz[],
      ${listOf(runs.map(({ from }) => at(from - DAY_TICKS)))}::timestamptz[],
      ${listOf(runs.map(({ period }) => at(period * PERIOD_TICKS)))}::timestamptz[],
      ${listOf(runs.map(({ period }) => at((period + 1) * PERIOD_TICKS)))}::timestamptz[],
      ${listOf(runs.map(({ period }) => at(period * PERIOD_TICKS - DAY_TICKS)))}::timestamptz[])
      with ordinality as r (resource_id, period, starts, ends, before, period_starts, period_ends, period_before, n)
    left join busy_bitmap b on b.clinic_id = ${trx.clinic} and b.resource_id = r.resource_id and b.period = r.period
    order by r.n`.execute(trx)
  return rows.map(({ bits, stretches }) => ({
    bits: bits === null ? undefined : bitsFrom(bits),
    stretches: (stretches ?? []).map(([start, end]) => ({ start, end })),
  }))
}

/** A copy as it is to be, still with the version of the row that it was made from, and which of its words are others. */
export type ChangedBitmap = BitmapRow & { readonly words: { readonly from: number; readonly until: number } }

/** Writes those words where the row still is what the copy was made from; returns what was written, as copies. */
export async function addToBitmaps(
  trx: ClinicTransaction,
  changed: readonly ChangedBitmap[],
): Promise<BitmapRow[]> {
  const bytes = changed.map(({ bits, words }) =>
    Buffer.from(bits.buffer, bits.byteOffset + words.from * 4, (words.until - words.from) * 4),
  )
  const { rows } = await sql<{ n: number; version: string }>`/* add-to-bitmaps */
    update busy_bitmap b set bits = overlay(b.bits placing w.bytes from w.first_byte), version = uuidv7()
    from unnest(${listOf(changed.map(({ resource }) => resource))}::uuid[],
      ${listOf(changed.map(({ period }) => period))}::int[],
      ${listOf(changed.map(({ version }) => version))}::uuid[],
      ${listOf(changed.map(({ words }) => words.from * 4 + 1))}::int[],
      ${bytes}::bytea[]) with ordinality as w (resource, period, version, first_byte, bytes, n)
    where b.clinic_id = ${trx.clinic} and b.resource_id = w.resource and b.period = w.period and b.version = w.version
    returning w.n::int, b.version`.execute(trx)
  return rows.flatMap(({ n, version }) => {
    const row = changed[n - 1]
    return row ? [{ resource: row.resource, period: row.period, bits: row.bits, version }] : []
  })
}

export async function writeBitmaps(
  trx: ClinicTransaction,
  rows: readonly Omit<BitmapRow, 'version'>[],
): Promise<void> {
  const bytes = rows.map(({ bits }) => Buffer.from(bits.buffer, bits.byteOffset, bits.byteLength))
  await sql`/* write-bitmaps */
    insert into busy_bitmap (clinic_id, resource_id, period, bits)
    select ${trx.clinic}::uuid, resource, period, bits
    from unnest(${listOf(rows.map(({ resource }) => resource))}::uuid[],
      ${listOf(rows.map(({ period }) => period))}::int[],
      ${bytes}::bytea[]) as w (resource, period, bits)
    on conflict (clinic_id, resource_id, period) do update set bits = excluded.bits, version = excluded.version`.execute(
    trx,
  )
}

export type HeldAgainst = Omit<BitmapRow, 'version'> & {
  readonly name: string
  /** What it should hold. */
  readonly stretches: readonly Interval[]
}

/** Every bitmap with what is occupied then: one statement, so that nobody who books meanwhile is a fault. */
export async function listHeldAgainst(trx: ClinicTransaction): Promise<HeldAgainst[]> {
  const { rows } = await sql<{
    resource: string
    name: string
    period: number
    bits: Buffer
    stretches: [number, number][] | null
  }>`
    with b as materialized (
      select *, to_timestamp(period * ${periodSeconds}::float8) as starts,
        to_timestamp((period + 1) * ${periodSeconds}::float8) as ends,
        to_timestamp(period * ${periodSeconds}::float8 - 86400) as day_before
      from busy_bitmap where clinic_id = ${trx.clinic})
    select b.resource_id as resource, r.name, b.period, b.bits, (
      select json_agg(json_build_array(${starts}, ${ends})) from occupancy o
      where o.clinic_id = ${trx.clinic} and o.resource_id = b.resource_id and o.held_until is null
        and o.starts < b.ends and o.starts > b.day_before and upper(o.during) > b.starts) as stretches
    from b join resource r on r.clinic_id = ${trx.clinic} and r.resource_id = b.resource_id
    order by r.kind, r.position, r.name, b.period`.execute(trx)
  return rows.map((row) => ({
    ...row,
    bits: bitsFrom(row.bits),
    stretches: (row.stretches ?? []).map(([start, end]) => ({ start, end })),
  }))
}

/** The periods for which there should be a row: of all that is booked, and up to a day to come. */
export async function listPeriods(
  trx: ClinicTransaction,
  window: Interval,
): Promise<readonly { readonly resource: string; readonly period: number }[]> {
  const [first, last] = [window.start / periodMinutes, window.end / periodMinutes].map(Math.floor)
  const { rows } = await sql<{ resource: string; period: number }>`
    select resource_id as resource, period from resource, generate_series(${first}::int, ${last}::int) as period
      where clinic_id = ${trx.clinic} and not retired
    union select resource_id, period from busy_bitmap where clinic_id = ${trx.clinic}
    union select resource_id, generate_series(
        floor(extract(epoch from lower(during)) / ${periodMinutes * 60}::int)::int,
        floor(extract(epoch from upper(during)) / ${periodMinutes * 60}::int)::int)
      from occupancy where clinic_id = ${trx.clinic} and held_until is null
    order by 1, 2`.execute(trx)
  return rows
}

/** Those of the coming periods that nobody has written down yet. */
export async function listUnwritten(
  trx: ClinicTransaction,
  window: Interval,
): Promise<readonly { readonly resource: string; readonly period: number }[]> {
  const [first, last] = [window.start / periodMinutes, window.end / periodMinutes].map(Math.floor)
  const { rows } = await sql<{ resource: string; period: number }>`
    select r.resource_id as resource, period from resource r, generate_series(${first}::int, ${last}::int) as period
    where r.clinic_id = ${trx.clinic} and not r.retired and not exists (
      select from busy_bitmap b where b.clinic_id = r.clinic_id and b.resource_id = r.resource_id and b.period = period.period)
    order by 1, 2`.execute(trx)
  return rows
}

/** The bytes are words of the machine's own order (all that Node runs on begin with the lowest byte), 4-aligned. */
function bitsFrom(bytes: Uint8Array): Bits {
  return new Uint32Array(new Uint8Array(bytes).buffer)
}

function rangeOf({ start, end }: Interval) {
  return sql`tstzrange(${instantFrom(start).toString()}::timestamptz, ${instantFrom(end).toString()}::timestamptz)`
}

/** An array as Postgres writes it; of ids, numbers and instants, in which nothing must be quoted. */
function listOf(values: readonly (string | number)[]): string {
  return `{${values.join(',')}}`
}
