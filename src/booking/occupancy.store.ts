/**
 * Occupied time. The key of the table (no overlap for one resource) is the proof that nothing is double-booked;
 * the locks, always taken in the order of ids, keep bookings that want the same from waiting on each other in a ring.
 * Only held-time.ts writes here: it writes the bitmaps with it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { instantFrom } from '#platform/time'
import type { Interval, Occupied } from './pure/index.ts'

/** A stretch of a resource that the n-th visit of a course takes, counted from 1. */
export type Taking = { readonly visit: number; readonly resource: string; readonly during: Interval }

/** No stretch is longer. */
const dayMinutes = 24 * 60

const starts = sql<number>`floor(extract(epoch from lower(o.during)) / 60)::int`
const ends = sql<number>`ceil(extract(epoch from upper(o.during)) / 60)::int`
/** That a row meets what is wanted: `starts` is looked up, the range then decides (migrations/0011). */
const meets = sql`o.starts < w.ends and o.starts > w.day_before and o.during && w.during`
const stretch = sql`o.resource_id as resource, ${starts} as start, ${ends} as end`

/** The first visit, if any, of which a stretch is occupied or unavailable now, or whose resource is retired. */
export async function findTakenVisit(
  trx: ClinicTransaction,
  look: {
    readonly takings: readonly Taking[]
    readonly now: Temporal.Instant
    /** A person has decided that an absence or a closure does not count. */
    readonly evenIfAway?: boolean
  },
): Promise<number | undefined> {
  const { takings, now, evenIfAway = false } = look
  const at = now.toString()
  const found = await sql<{ visit: number }>`/* find-taken-visit */
    with wanted as materialized (select * from ${wantedRows(takings)}),
    expired as (
      delete from occupancy o using wanted w
      where o.clinic_id = ${trx.clinic} and o.resource_id = w.resource and ${meets}
        and o.held_until <= ${at}::timestamptz)
    select min(visit)::int as visit from (
      select w.visit from wanted w join occupancy o
        on o.clinic_id = ${trx.clinic} and o.resource_id = w.resource and ${meets}
        where o.held_until is null or o.held_until > ${at}::timestamptz
      union all
      select w.visit from wanted w join unavailable u
        on u.clinic_id = ${trx.clinic} and (u.resource_id is null or u.resource_id = w.resource) and u.during && w.during
        where not ${evenIfAway}::boolean
      union all
      select w.visit from wanted w join resource r
        on r.clinic_id = ${trx.clinic} and r.resource_id = w.resource and r.retired
    ) taken`.execute(trx)
  return found.rows[0]?.visit ?? undefined
}

/** Held until the transaction ends. A statement of its own: what is checked next must see what came before. */
export async function lockResources(trx: ClinicTransaction, resources: readonly string[]): Promise<void> {
  await sql`/* lock-resources */
    select from resource where clinic_id = ${trx.clinic} and resource_id = any (${listOf(new Set(resources))}::uuid[])
    order by resource_id for no key update`.execute(trx)
}

/** Frees what holds that have run out still occupy of these resources. */
export async function freeExpired(
  trx: ClinicTransaction,
  { takings, now }: { readonly takings: readonly Taking[]; readonly now: Temporal.Instant },
): Promise<void> {
  await sql`/* free-expired */
    delete from occupancy o using ${wantedRows(takings)}
    where o.clinic_id = ${trx.clinic} and o.resource_id = w.resource and ${meets}
      and o.held_until <= ${now.toString()}::timestamptz`.execute(trx)
}

export type TimeToTake = {
  readonly visit: string
  readonly stretches: readonly { readonly resource: string; readonly during: Interval }[]
}

/** For the visits in their order, or up to the first of which somebody else has a part: its index is returned. */
export async function occupy(
  trx: ClinicTransaction,
  visits: readonly TimeToTake[],
  until: Temporal.Instant | null,
): Promise<number | undefined> {
  const rows = visits.flatMap(({ visit, stretches }) => stretches.map((one) => ({ visit, ...one })))
  const taken = await sql<{ visit_id: string }>`/* occupy */
    insert into occupancy (clinic_id, resource_id, during, visit_id, held_until)
    select ${trx.clinic}::uuid, resource, tstzrange(starts, ends), visit, ${until?.toString() ?? null}::timestamptz
    from unnest(${listOf(rows.map(({ resource }) => resource))}::uuid[],
      ${listOf(rows.map(({ visit }) => visit))}::uuid[],
      ${listOf(rows.map(({ during }) => instantFrom(during.start).toString()))}::timestamptz[],
      ${listOf(rows.map(({ during }) => instantFrom(during.end).toString()))}::timestamptz[])
      as w (resource, visit, starts, ends)
    on conflict do nothing returning visit_id`.execute(trx)
  if (taken.rows.length === rows.length) return undefined
  const had = Map.groupBy(taken.rows, (row) => row.visit_id)
  return visits.findIndex(({ visit, stretches }) => (had.get(visit)?.length ?? 0) < stretches.length)
}

/** However many, in one text. Throws 23P01 when somebody else has any of it. */
export async function occupyForGood(
  trx: ClinicTransaction,
  rows: readonly (Occupied & { readonly visit: string })[],
): Promise<void> {
  await sql`
    insert into occupancy (clinic_id, resource_id, during, visit_id)
    select ${trx.clinic}::uuid, resource, tstzrange(to_timestamp("start" * 60::float8), to_timestamp("end" * 60::float8)), visit
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as record (resource uuid, visit uuid, "start" int, "end" int)`.execute(trx)
}

/** Sets or lifts the time limit of what these visits occupy; returns the stretches that there were. */
export async function holdUntil(
  trx: ClinicTransaction,
  visits: readonly string[],
  until: Temporal.Instant | null,
): Promise<readonly Occupied[]> {
  const changed = await sql<Occupied>`/* hold-until */
    update occupancy o set held_until = ${until?.toString() ?? null}::timestamptz
    where clinic_id = ${trx.clinic} and visit_id = any (${listOf(visits)}::uuid[])
    returning ${stretch}`.execute(trx)
  return changed.rows
}

/** Returns what of it was occupied for good, not only held. */
export async function freeVisits(
  trx: ClinicTransaction,
  visits: readonly string[],
): Promise<readonly Occupied[]> {
  const freed = await sql<Occupied & { held: boolean }>`/* free-visits */
    delete from occupancy o where clinic_id = ${trx.clinic} and visit_id = any (${listOf(visits)}::uuid[])
    returning ${stretch}, o.held_until is not null as held`.execute(trx)
  return freed.rows.filter(({ held }) => !held)
}

/** What is only held of a therapist's visits that begin then or later loses her. */
export async function freeHeldOf(
  trx: ClinicTransaction,
  { therapist, from }: { readonly therapist: string; readonly from: Temporal.Instant },
): Promise<void> {
  await sql`delete from occupancy o using visit v
    where o.clinic_id = ${trx.clinic} and v.clinic_id = o.clinic_id and v.visit_id = o.visit_id
      and o.resource_id = ${therapist}::uuid and v.state = 'held' and v.starts >= ${from.toString()}::timestamptz`.execute(
    trx,
  )
}

/** What a visit occupies of one resource it occupies of another; returns the stretches, as the other's. */
export async function giveTo(
  trx: ClinicTransaction,
  { visit, from, to }: { readonly visit: string; readonly from: string; readonly to: string },
): Promise<readonly Occupied[]> {
  const given = await sql<Occupied>`
    update occupancy o set resource_id = ${to}::uuid
    where clinic_id = ${trx.clinic} and visit_id = ${visit}::uuid and resource_id = ${from}::uuid
    returning ${stretch}`.execute(trx)
  return given.rows
}

/** What these visits occupy, and what of others touches the same five minutes. */
export async function listTimeOf(
  trx: ClinicTransaction,
  visits: readonly string[],
): Promise<readonly (Occupied & { readonly own: boolean })[]> {
  const found = await sql<Occupied & { own: boolean }>`
    with w as materialized (
      select resource_id as resource, upper(during) + interval '5 minutes' as ends,
        lower(during) - interval '5 minutes 1 day' as day_before,
        tstzrange(lower(during) - interval '5 minutes', upper(during) + interval '5 minutes') as during
      from occupancy where clinic_id = ${trx.clinic} and visit_id = any (${listOf(visits)}::uuid[]))
    select distinct ${stretch}, o.visit_id = any (${listOf(visits)}::uuid[]) as own
    from w join occupancy o on o.clinic_id = ${trx.clinic} and o.resource_id = w.resource
      and o.held_until is null and ${meets}`.execute(trx)
  return found.rows
}

function wantedRows(takings: readonly Taking[]): RawBuilder<unknown> {
  const at = (minute: (during: Interval) => number) =>
    listOf(takings.map(({ during }) => instantFrom(minute(during)).toString()))
  return sql`(select visit, resource, ends, day_before, tstzrange(starts, ends) as during from unnest(
      ${listOf(takings.map(({ visit }) => visit))}::int[],
      ${listOf(takings.map(({ resource }) => resource))}::uuid[],
      ${at(({ start }) => start)}::timestamptz[],
      ${at(({ end }) => end)}::timestamptz[],
      ${at(({ start }) => start - dayMinutes)}::timestamptz[])
    as row (visit, resource, starts, ends, day_before)) as w`
}

/** An array as Postgres writes it; of ids, numbers and instants, in which nothing must be quoted. */
function listOf(values: Iterable<string | number>): string {
  return `{${[...values].join(',')}}`
}
