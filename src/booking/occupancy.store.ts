/**
 * Occupied time. The key of the table (no overlap for one resource) is the proof that nothing is double-booked;
 * the locks, always taken in the order of ids, keep bookings that want the same from waiting on each other in a ring.
 */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { instantFrom } from '#platform/time'
import type { Interval } from './pure/index.ts'

/** A stretch of a resource that the n-th visit of a course takes, counted from 1. */
export type Taking = { readonly visit: number; readonly resource: string; readonly during: Interval }

export type BusyTime = Interval & { readonly resource: string }

/** Occupied time that touches the window, without holds that have run out. */
export async function listBusy(
  trx: ClinicTransaction,
  { window, now }: { readonly window: Interval; readonly now: Temporal.Instant },
): Promise<BusyTime[]> {
  return trx
    .selectFrom('occupancy')
    .select([
      'resource_id as resource',
      sql<number>`floor(extract(epoch from lower(during)) / 60)::int`.as('start'),
      sql<number>`ceil(extract(epoch from upper(during)) / 60)::int`.as('end'),
    ])
    .where('clinic_id', '=', trx.clinic)
    .where(sql<boolean>`during && ${rangeFrom(window)}`)
    .where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '>', now)]))
    .execute()
}

/** The first visit, if any, of which a stretch is occupied or unavailable now. */
export async function findTakenVisit(
  trx: ClinicTransaction,
  { takings, now }: { readonly takings: readonly Taking[]; readonly now: Temporal.Instant },
): Promise<number | undefined> {
  const at = now.toString()
  const found = await sql<{ visit: number }>`
    with wanted as (${wantedRows(takings)})
    select min(visit)::int as visit from (
      select w.visit from wanted w join occupancy o
        on o.clinic_id = ${trx.clinic} and o.resource_id = w.resource and o.during && w.during
        where o.held_until is null or o.held_until > ${at}
      union all
      select w.visit from wanted w join unavailable u
        on u.clinic_id = ${trx.clinic} and (u.resource_id is null or u.resource_id = w.resource) and u.during && w.during
      union all
      select w.visit from wanted w join resource r
        on r.clinic_id = ${trx.clinic} and r.resource_id = w.resource and r.retired
    ) taken`.execute(trx)
  return found.rows[0]?.visit ?? undefined
}

/** Held until the transaction ends. A statement of its own: what is checked next must see what came before. */
export async function lockResources(trx: ClinicTransaction, resources: readonly string[]): Promise<void> {
  await trx
    .selectFrom('resource')
    .select('resource_id')
    .where('clinic_id', '=', trx.clinic)
    .where('resource_id', 'in', [...new Set(resources)])
    .orderBy('resource_id')
    .forNoKeyUpdate()
    .execute()
}

/** Frees what holds that have run out still occupy of these resources. */
export async function freeExpired(
  trx: ClinicTransaction,
  { takings, now }: { readonly takings: readonly Taking[]; readonly now: Temporal.Instant },
): Promise<void> {
  await sql`
    with wanted as (${wantedRows(takings)})
    delete from occupancy o using wanted w
    where o.clinic_id = ${trx.clinic} and o.resource_id = w.resource and o.during && w.during
      and o.held_until <= ${now.toString()}`.execute(trx)
}

/** Throws 23P01 (`isOverlap`) when somebody else has any of it. */
export async function occupy(
  trx: ClinicTransaction,
  {
    visit,
    takings,
    until,
  }: { readonly visit: string; readonly takings: readonly Taking[]; readonly until: Temporal.Instant },
): Promise<void> {
  const values = takings.map(
    ({ resource, during }) =>
      sql`(${trx.clinic}::uuid, ${resource}::uuid, ${rangeFrom(during)}, ${visit}::uuid, ${until.toString()}::timestamptz)`,
  )
  await sql`insert into occupancy (clinic_id, resource_id, during, visit_id, held_until)
    values ${sql.join(values)}`.execute(trx)
}

/** Sets or lifts the time limit of what these visits occupy; returns how many stretches there were. */
export async function holdUntil(
  trx: ClinicTransaction,
  visits: readonly string[],
  until: Temporal.Instant | null,
): Promise<number> {
  const changed = await trx
    .updateTable('occupancy')
    .set({ held_until: until })
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', 'in', visits)
    .executeTakeFirst()
  return Number(changed.numUpdatedRows)
}

export async function freeVisits(trx: ClinicTransaction, visits: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('occupancy')
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', 'in', visits)
    .execute()
}

function wantedRows(takings: readonly Taking[]) {
  const rows = takings.map(
    ({ visit, resource, during }) =>
      sql`select ${visit}::int as visit, ${resource}::uuid as resource, ${rangeFrom(during)} as during`,
  )
  return sql.join(rows, sql` union all `)
}

function rangeFrom({ start, end }: Interval) {
  return sql`tstzrange(${instantFrom(start).toString()}, ${instantFrom(end).toString()})`
}
