/**
 * Occupied time. The key of the table (no overlap for one resource) is the proof that nothing is double-booked;
 * the locks, always taken in the order of ids, keep bookings that want the same from waiting on each other in a ring.
 * Only held-time.ts writes here: it writes the bitmaps with it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { planOnce } from '#platform/plan-once'
import type { Interval, Occupied } from './pure/index.ts'

/** A stretch of a resource that the n-th visit takes, counted from 0. */
export type Taking = { readonly visit: number; readonly resource: string; readonly during: Interval }

const starts = sql<number>`floor(extract(epoch from lower(o.during)) / 60)::int`
const ends = sql<number>`ceil(extract(epoch from upper(o.during)) / 60)::int`
/** That a row meets what is wanted: `starts` is looked up, the range then decides (migrations/0011). */
const meets = sql`o.starts < w.ends and o.starts > w.day_before and o.during && w.during`
const stretch = sql`o.resource_id as resource, ${starts} as start, ${ends} as end`

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
    with w as materialized (${wantedRows(takings)})
    delete from occupancy o using w
    where o.clinic_id = ${trx.clinic} and o.resource_id = w.resource and ${meets}
      and o.held_until <= ${now.toString()}::timestamptz`.execute(trx)
}

export type TimeToTake = {
  readonly visit: string
  readonly stretches: readonly { readonly resource: string; readonly during: Interval }[]
}

export type Take = {
  readonly times: readonly TimeToTake[]
  /** Until when; null is for good. */
  readonly until: Temporal.Instant | null
  readonly now: Temporal.Instant
  /** A person has decided that an absence or a closure does not count. */
  readonly evenIfAway?: boolean
}

/**
 * Frees what has run out, takes what is free, and answers the index of the first visit that does not have all of its
 * time, or whose time is somebody's absence or of what is no longer in use. One statement, since whoever wants the
 * same waits for it; whether it is free is asked of the table's key alone, which decides in any case.
 */
export async function take(
  trx: ClinicTransaction,
  { times, until, now, evenIfAway = false }: Take,
): Promise<number | undefined> {
  const takings = times.flatMap(({ stretches }, visit) => stretches.map((one) => ({ visit, ...one })))
  const ids = planOnce(sql`${listOf(times.map(({ visit }) => visit))}::uuid[]`)
  const lost = await sql<{ visit: number | null }>`/* take */
    with w as materialized (${wantedRows(takings)}),
    expired as (
      delete from occupancy o using w
      where o.clinic_id = ${trx.clinic} and o.resource_id = w.resource and ${meets}
        and o.held_until <= ${planOnce(sql`${now.toString()}::timestamptz`)}
      returning 1),
    away as materialized (
      select resource_id, during from unavailable where clinic_id = ${trx.clinic} and not ${evenIfAway}::boolean
        and during && (select tstzrange(min(starts), max(ends)) from w)),
    taken as (
      insert into occupancy (clinic_id, resource_id, during, visit_id, held_until)
      select ${trx.clinic}::uuid, resource, during, (${ids})[visit + 1], ${until?.toString() ?? null}::timestamptz
      from w where (select count(*) from expired) >= 0 -- what ran out is gone before it is taken anew
      on conflict do nothing returning resource_id, lower(during) as starts, visit_id)
    select min(visit)::int as visit from (
      select visit from w where not exists (select from taken t
        where t.resource_id = w.resource and t.starts = w.starts and t.visit_id = (${ids})[visit + 1])
      union all
      select visit from w join away a on (a.resource_id is null or a.resource_id = w.resource) and a.during && w.during
      union all
      select visit from w join resource r
        on r.clinic_id = ${trx.clinic} and r.resource_id = w.resource and r.retired
    ) lost`.execute(trx)
  return lost.rows[0]?.visit ?? undefined
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
    where clinic_id = ${trx.clinic} and visit_id = any (${planOnce(sql`${listOf(visits)}::uuid[]`)}::uuid[])
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

/** As columns of their own: an expression in a comparison would not be looked up in an index (see `meets`). */
function wantedRows(takings: readonly Taking[]): RawBuilder<unknown> {
  return sql`select visit, resource, at_minute.starts, at_minute.ends, at_minute.starts - interval '24 hours' as day_before,
      tstzrange(at_minute.starts, at_minute.ends) as during
    from unnest(
      ${planOnce(sql`${listOf(takings.map(({ visit }) => visit))}::int[]`)},
      ${planOnce(sql`${listOf(takings.map(({ resource }) => resource))}::uuid[]`)},
      ${planOnce(sql`${listOf(takings.map(({ during }) => during.start))}::int[]`)},
      ${planOnce(sql`${listOf(takings.map(({ during }) => during.end))}::int[]`)}) as row (visit, resource, begins, over),
    lateral (select to_timestamp(begins * 60::float8) as starts, to_timestamp(over * 60::float8) as ends) at_minute`
}

/** An array as Postgres writes it; of ids, numbers and instants, in which nothing must be quoted. */
function listOf(values: Iterable<string | number>): string {
  return `{${[...values].join(',')}}`
}
