import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import type { SegmentRow } from '#platform/tables'
import { minuteFrom } from '#platform/time'
import type { BookedVisit, Named, VisitState } from './contract.ts'
import type { Minute } from './pure/index.ts'

/** The visits of a course in their order, cancelled ones among them. */
export async function listCourseVisits(trx: ClinicTransaction, course: string): Promise<BookedVisit[]> {
  const rows = await visitQuery(trx).where('visit.course_id', '=', course).orderBy('visit.position').execute()
  return rows.map(visitFrom)
}

export type DayVisit = BookedVisit & {
  readonly course: string
  readonly service: string
  readonly visitsInCourse: number
  readonly client: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly phone: string
  }
}

type Between = { readonly from: Temporal.Instant; readonly until: Temporal.Instant }

/** Booked visits (no holds) that touch a stretch of time, in the order of their starts. */
export async function listVisitsBetween(
  trx: ClinicTransaction,
  { from, until }: Between,
): Promise<DayVisit[]> {
  const rows = await dayQuery(trx)
    .where('visit.starts', '<', until)
    .where('visit.ends', '>', from)
    .orderBy('visit.starts')
    .orderBy('visit.visit_id')
    .execute()
  return rows.map(dayVisitFrom)
}

export type HeldVisit = BookedVisit & { readonly heldUntil: Minute }

/** Visits that somebody is about to book and has not yet: whose they are is not known, only until when. */
export async function listHeldBetween(
  trx: ClinicTransaction,
  { from, until, now }: Between & { readonly now: Temporal.Instant },
): Promise<HeldVisit[]> {
  const rows = await visitQuery(trx)
    .innerJoin('course', (join) =>
      join
        .onRef('course.clinic_id', '=', 'visit.clinic_id')
        .onRef('course.course_id', '=', 'visit.course_id'),
    )
    .select('course.held_until')
    .where('visit.state', '=', 'held')
    .where('course.held_until', '>', now)
    .where('visit.starts', '<', until)
    .where('visit.ends', '>', from)
    .orderBy('visit.starts')
    .execute()
  return rows.map((row) => ({
    ...visitFrom(row),
    heldUntil: row.held_until === null ? 0 : minuteFrom(row.held_until),
  }))
}

/**
 * A few letters that are others as soon as something on these days' board is: a visit, a hold, a closing, an absence.
 * It costs one look at the rows of those days, and tells nothing about them.
 */
export async function versionOf(
  trx: ClinicTransaction,
  { from, until, now }: Between & { readonly now: Temporal.Instant },
): Promise<string> {
  const found = await sql<{ version: string }>`
    select md5(concat(
      (select string_agg(concat_ws(' ', visit_id, state, sequence, starts, ends, therapist_id, room_id, device_id),
          ',' order by visit_id) from visit
        where clinic_id = ${trx.clinic} and starts < ${until} and ends > ${from}
          and (state != 'held' or exists (select from course where course.clinic_id = visit.clinic_id
            and course.course_id = visit.course_id and course.held_until > ${now}))),
      ';',
      (select string_agg(concat_ws(' ', resource_id, during), ',' order by resource_id, during) from unavailable
        where clinic_id = ${trx.clinic} and during && tstzrange(${from}, ${until}))
    )) as version`.execute(trx)
  return found.rows[0]?.version ?? ''
}

/** Everything booked for these clients, the earliest first, cancelled visits among them. */
export async function listVisitsOfClients(
  trx: ClinicTransaction,
  clients: readonly string[],
): Promise<DayVisit[]> {
  if (clients.length === 0) return []
  const rows = await dayQuery(trx).where('course.client_id', 'in', clients).orderBy('visit.starts').execute()
  return rows.map(dayVisitFrom)
}

export async function findDayVisit(trx: ClinicTransaction, visit: string): Promise<DayVisit | undefined> {
  const row = await dayQuery(trx).where('visit.visit_id', '=', visit).executeTakeFirst()
  return row && dayVisitFrom(row)
}

function dayQuery(trx: ClinicTransaction) {
  return visitQuery(trx)
    .innerJoin('course', (join) =>
      join
        .onRef('course.clinic_id', '=', 'visit.clinic_id')
        .onRef('course.course_id', '=', 'visit.course_id'),
    )
    .innerJoin('client', (join) =>
      join
        .onRef('client.clinic_id', '=', 'course.clinic_id')
        .onRef('client.client_id', '=', 'course.client_id'),
    )
    .select(['course.course_id', 'course.service_id', 'client.client_id', 'client.name as client_name'])
    .select(['client.email', 'client.phone'])
    .select(
      sql<number>`(select count(*)::int from visit sibling
        where sibling.clinic_id = visit.clinic_id and sibling.course_id = visit.course_id)`.as('in_course'),
    )
    .where('visit.state', '!=', 'held')
}

function visitQuery(trx: ClinicTransaction) {
  return trx
    .selectFrom('visit')
    .leftJoin('resource as therapist', (join) =>
      join
        .onRef('therapist.clinic_id', '=', 'visit.clinic_id')
        .onRef('therapist.resource_id', '=', 'visit.therapist_id'),
    )
    .leftJoin('resource as room', (join) =>
      join.onRef('room.clinic_id', '=', 'visit.clinic_id').onRef('room.resource_id', '=', 'visit.room_id'),
    )
    .leftJoin('resource as device', (join) =>
      join
        .onRef('device.clinic_id', '=', 'visit.clinic_id')
        .onRef('device.resource_id', '=', 'visit.device_id'),
    )
    .select(['visit.visit_id', 'visit.position', 'visit.state', 'visit.sequence', 'visit.cancel_reason'])
    .select('visit.override_reason')
    .select(['visit.starts', 'visit.client_leaves', 'visit.ends', 'visit.segments'])
    .select(['visit.therapist_id', 'visit.room_id', 'visit.device_id'])
    .select(['therapist.name as therapist_name', 'room.name as room_name', 'device.name as device_name'])
    .where('visit.clinic_id', '=', trx.clinic)
}

type VisitRow = Awaited<ReturnType<ReturnType<typeof visitQuery>['execute']>>[number]
type DayRow = Awaited<ReturnType<ReturnType<typeof dayQuery>['execute']>>[number]

function visitFrom(row: VisitRow): BookedVisit {
  const start = minuteFrom(row.starts)
  return {
    id: row.visit_id,
    position: row.position,
    state: stateFrom(row.state),
    sequence: row.sequence,
    ...(row.cancel_reason !== null && { cancelReason: row.cancel_reason }),
    ...(row.override_reason !== null && { overrideReason: row.override_reason }),
    start,
    clientLeaves: minuteFrom(row.client_leaves),
    end: minuteFrom(row.ends),
    ...named('therapist', row.therapist_id, row.therapist_name),
    ...named('room', row.room_id, row.room_name),
    ...named('device', row.device_id, row.device_name),
    segments: row.segments.map((segment: SegmentRow) => ({
      name: segment.name,
      start: start + segment.from,
      end: start + segment.until,
      holds: segment.holds,
    })),
  }
}

function dayVisitFrom(row: DayRow): DayVisit {
  return {
    ...visitFrom(row),
    course: row.course_id,
    service: row.service_id,
    visitsInCourse: row.in_course,
    client: { id: row.client_id, name: row.client_name, email: row.email, phone: row.phone },
  }
}

function named<K extends string>(kind: K, id: string | null, name: string | null) {
  return id !== null && name !== null ? ({ [kind]: { id, name } } as Record<K, Named>) : {}
}

function stateFrom(text: string): VisitState {
  const states: readonly VisitState[] = ['held', 'booked', 'arrived', 'done', 'cancelled', 'missed']
  const state = states.find((one) => one === text)
  if (!state) throw new Error(`A visit in an unknown state: ${text}`)
  return state
}
