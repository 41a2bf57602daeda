import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'
import type { SegmentRow } from '#platform/tables'
import { instantFrom } from '#platform/time'
import type { VisitState } from './contract.ts'
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

export async function addHeldCourse(
  trx: ClinicTransaction,
  course: {
    readonly service: string
    readonly heldUntil: Temporal.Instant
    readonly heldFor: string
    readonly priceMinor: number
    readonly currency: string
    readonly vatPercent: number
    readonly now: Temporal.Instant
  },
): Promise<string> {
  const row = await trx
    .insertInto('course')
    .values({
      clinic_id: trx.clinic,
      service_id: course.service,
      state: 'held',
      held_until: course.heldUntil,
      held_for: course.heldFor,
      price_minor: course.priceMinor,
      currency: course.currency,
      vat_percent: course.vatPercent,
      created_at: course.now,
    })
    .returning('course_id')
    .executeTakeFirstOrThrow()
  return row.course_id
}

export type NewVisit = {
  readonly place: VisitPlace
  readonly clientLeaves: number
  readonly end: number
  readonly segments: readonly SegmentRow[]
}

/** Returns the visits' ids in their order. */
export async function addHeldVisits(
  trx: ClinicTransaction,
  course: string,
  visits: readonly NewVisit[],
): Promise<string[]> {
  const rows = await trx
    .insertInto('visit')
    .values(
      visits.map((visit, index) => ({
        clinic_id: trx.clinic,
        course_id: course,
        position: index + 1,
        therapist_id: visit.place.therapist ?? null,
        room_id: visit.place.room ?? null,
        device_id: visit.place.device ?? null,
        starts: instantFrom(visit.place.start),
        client_leaves: instantFrom(visit.clientLeaves),
        ends: instantFrom(visit.end),
        segments: JSON.stringify(visit.segments),
        state: 'held',
      })),
    )
    .returning(['visit_id', 'position'])
    .execute()
  return rows.toSorted((a, b) => a.position - b.position).map((row) => row.visit_id)
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
  await trx
    .updateTable('course')
    .set({
      state: 'booked',
      held_until: null,
      held_for: null,
      client_id: booked.client,
      language: booked.language,
      booked_at: booked.now,
    })
    .where('clinic_id', '=', trx.clinic)
    .where('course_id', '=', booked.course)
    .execute()
  await setState(trx, booked.course, 'booked')
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
  return trx.selectFrom('course').selectAll().where('clinic_id', '=', trx.clinic).where('course_id', '=', id)
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

async function setState(trx: ClinicTransaction, course: string, state: VisitState): Promise<void> {
  await trx
    .updateTable('visit')
    .set({ state })
    .where('clinic_id', '=', trx.clinic)
    .where('course_id', '=', course)
    .execute()
}
