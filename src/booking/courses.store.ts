import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'
import type { SegmentRow } from '#platform/tables'
import type { VisitTime } from './contract.ts'
import type { VisitPlace } from './pure/index.ts'

export type CourseRow = {
  readonly id: string
  readonly service: string
  readonly client: string | null
  readonly state: 'held' | 'booked' | 'cancelled'
  readonly heldUntil: Temporal.Instant | null
  readonly heldFor: string | null
  readonly language: Language | undefined
  readonly priceMinor: number
  readonly currency: string
  readonly vatPercent: number
  readonly createdAt: Temporal.Instant
  readonly secretVersion: number
}

/** Waits for whoever is changing the course; what is read then holds until the transaction ends. */
export async function lockCourse(trx: ClinicTransaction, id: string): Promise<CourseRow | undefined> {
  return courseFrom(await courseQuery(trx, id).forUpdate().executeTakeFirst())
}

export async function findCourse(trx: ClinicTransaction, id: string): Promise<CourseRow | undefined> {
  return courseFrom(await courseQuery(trx, id).executeTakeFirst())
}

export type NewVisit = {
  readonly id: string
  readonly place: VisitPlace
  readonly time: Pick<VisitTime, 'clientLeaves' | 'end'>
}

/** Held until a moment by somebody at an address (a keyed hash of it), or a client's at once. */
export type HeldOrBooked =
  | { readonly heldUntil: Temporal.Instant; readonly heldFor: string }
  | { readonly client: string; readonly language: Language }

export type NewCourse = {
  readonly id: string
  readonly service: string
  readonly priceMinor: number
  readonly currency: string
  readonly vatPercent: number
  readonly now: Temporal.Instant
  /** In their order; they all follow the same protocol. */
  readonly visits: readonly NewVisit[]
  readonly segments: readonly SegmentRow[]
}

/** One statement, since others may wait for the locks meanwhile. */
export async function addCourse(trx: ClinicTransaction, course: NewCourse, as: HeldOrBooked): Promise<void> {
  const { state, held, booked } =
    'client' in as
      ? { state: 'booked', held: undefined, booked: as }
      : { state: 'held', held: as, booked: undefined }
  const at = course.now.toString()
  const visits = course.visits.map(({ id, place, time }, index) => ({
    id,
    position: index + 1,
    therapist: place.therapist,
    room: place.room,
    device: place.device,
    starts: place.start,
    client_leaves: time.clientLeaves,
    ends: time.end,
  }))
  await sql`/* add-course */
    with new_course as (
      insert into course (clinic_id, course_id, service_id, state, held_until, held_for, client_id, language, booked_at,
        price_minor, currency, vat_percent, created_at)
      values (${trx.clinic}, ${course.id}, ${course.service}, ${state}, ${held?.heldUntil.toString() ?? null},
        ${held?.heldFor ?? null}, ${booked?.client ?? null}, ${booked?.language ?? null}, ${booked ? at : null},
        ${course.priceMinor}, ${course.currency}, ${course.vatPercent}, ${at}))
    insert into visit (clinic_id, visit_id, course_id, position, therapist_id, room_id, device_id, starts, client_leaves,
      ends, segments, state)
    select ${trx.clinic}::uuid, id, ${course.id}::uuid, position, therapist, room, device,
      to_timestamp(starts * 60::float8), to_timestamp(client_leaves * 60::float8), to_timestamp(ends * 60::float8),
      ${JSON.stringify(course.segments)}::jsonb, ${state}::text
    from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as record (id uuid, position int, therapist uuid,
      room uuid, device uuid, starts int, client_leaves int, ends int)`.execute(trx)
}

export async function extendCourse(
  trx: ClinicTransaction,
  id: string,
  until: Temporal.Instant,
): Promise<void> {
  await trx
    .updateTable('course')
    .set({ held_until: until })
    .where('clinic_id', '=', trx.clinic)
    .where('course_id', '=', id)
    .execute()
}

export async function bookHeldCourse(
  trx: ClinicTransaction,
  booked: {
    readonly course: string
    readonly client: string
    readonly language: Language
    readonly now: Temporal.Instant
  },
): Promise<void> {
  await sql`/* book-held-course */
    with visits as (
      update visit set state = 'booked' where clinic_id = ${trx.clinic} and course_id = ${booked.course})
    update course set state = 'booked', held_until = null, held_for = null, client_id = ${booked.client},
      language = ${booked.language}, booked_at = ${booked.now.toString()}
    where clinic_id = ${trx.clinic} and course_id = ${booked.course}`.execute(trx)
}

/** The rows of a hold that was let go, or that has run out; nothing was promised, so nothing is kept. */
export async function removeHeldCourse(trx: ClinicTransaction, id: string): Promise<void> {
  await trx.deleteFrom('visit').where('clinic_id', '=', trx.clinic).where('course_id', '=', id).execute()
  await trx
    .deleteFrom('course')
    .where('clinic_id', '=', trx.clinic)
    .where('course_id', '=', id)
    .where('state', '=', 'held')
    .execute()
}

export async function markVisitsCancelled(
  trx: ClinicTransaction,
  cancelled: {
    readonly visits: readonly string[]
    readonly by: string
    readonly reason: string | undefined
    readonly now: Temporal.Instant
  },
): Promise<void> {
  await trx
    .updateTable('visit')
    .set((eb) => ({
      state: 'cancelled',
      cancelled_at: cancelled.now,
      cancelled_by: cancelled.by,
      cancel_reason: cancelled.reason ?? null,
      sequence: eb('sequence', '+', 1),
    }))
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', 'in', cancelled.visits)
    .execute()
}

export async function markCourseCancelled(trx: ClinicTransaction, id: string): Promise<void> {
  await trx
    .updateTable('course')
    .set({ state: 'cancelled' })
    .where('clinic_id', '=', trx.clinic)
    .where('course_id', '=', id)
    .execute()
}

/**
 * Lets those of one address count one after another, or all at once would each find room under the cap. The nodes
 * of a cluster lock apart, which a cap can bear; what may never happen twice rests on the key of `occupancy`.
 */
export async function lockHolder(trx: ClinicTransaction, heldFor: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${trx.clinic} ${heldFor}`}, 0))`.execute(trx)
}

export async function countLiveHolds(
  trx: ClinicTransaction,
  { heldFor, now }: { readonly heldFor: string; readonly now: Temporal.Instant },
): Promise<number> {
  const { live } = await trx
    .selectFrom('course')
    .select(sql<number>`count(*)`.as('live'))
    .where('clinic_id', '=', trx.clinic)
    .where('held_for', '=', heldFor)
    .where('held_until', '>', now)
    .executeTakeFirstOrThrow()
  return live
}

/** Locks and returns holds that ran out before a moment; those that somebody works on are left for the next time. */
export async function lockExpiredHolds(
  trx: ClinicTransaction,
  { before, limit }: { readonly before: Temporal.Instant; readonly limit: number },
): Promise<string[]> {
  const rows = await trx
    .selectFrom('course')
    .select('course_id')
    .where('clinic_id', '=', trx.clinic)
    .where('held_until', '<=', before)
    .orderBy('held_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map((row) => row.course_id)
}

function courseQuery(trx: ClinicTransaction, id: string) {
  return trx
    .selectFrom('course')
    .select(['course_id', 'service_id', 'client_id', 'state', 'held_until', 'held_for', 'language'])
    .select(['price_minor', 'currency', 'vat_percent', 'created_at', 'secret_version'])
    .where('clinic_id', '=', trx.clinic)
    .where('course_id', '=', id)
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof courseQuery>['executeTakeFirst']>>>

function courseFrom(row: Row | undefined): CourseRow | undefined {
  return (
    row && {
      id: row.course_id,
      service: row.service_id,
      client: row.client_id,
      state: row.state === 'held' || row.state === 'cancelled' ? row.state : 'booked',
      heldUntil: row.held_until,
      heldFor: row.held_for,
      language: isLanguage(row.language ?? undefined) ? (row.language as Language) : undefined,
      priceMinor: row.price_minor,
      currency: row.currency,
      vatPercent: row.vat_percent,
      createdAt: row.created_at,
      secretVersion: row.secret_version,
    }
  )
}
