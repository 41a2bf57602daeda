/**
 * Many booked courses at once. The rows go over as one JSON text a table, so that their number sets neither the
 * number of statements nor the size of a statement.
 */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import type { SegmentRow } from '#platform/tables'

type CourseRecordRow = {
  readonly course_id: string
  readonly service_id: string
  readonly client_id: string
  readonly language: Language
  readonly price_minor: number
  readonly currency: string
  readonly vat_percent: number
  readonly booked_at: Temporal.Instant
}

type VisitRecordRow = {
  readonly visit_id: string
  readonly course_id: string
  readonly position: number
  readonly therapist_id: string | null
  readonly room_id: string | null
  readonly device_id: string | null
  readonly starts: Temporal.Instant
  readonly client_leaves: Temporal.Instant
  readonly ends: Temporal.Instant
  readonly segments: readonly SegmentRow[]
  readonly state: string
}

/** New ids, each later than the one before, as the tables themselves would give them. */
export async function listNewIds(trx: ClinicTransaction, count: number): Promise<string[]> {
  const made = await sql<{
    id: string
  }>`select uuidv7() as id from generate_series(1, ${count}::int)`.execute(trx)
  return made.rows.map((row) => row.id)
}

export async function addBookedCourses(
  trx: ClinicTransaction,
  rows: readonly CourseRecordRow[],
): Promise<void> {
  await sql`
    insert into course (clinic_id, course_id, service_id, client_id, state, language, price_minor, currency,
      vat_percent, created_at, booked_at)
    select ${trx.clinic}::uuid, course_id, service_id, client_id, 'booked', language, price_minor, currency,
      vat_percent, booked_at, booked_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as record (course_id uuid, service_id uuid,
      client_id uuid, language text, price_minor int, currency text, vat_percent numeric,
      booked_at timestamptz)`.execute(trx)
}

export async function addBookedVisits(
  trx: ClinicTransaction,
  rows: readonly VisitRecordRow[],
): Promise<void> {
  await sql`
    insert into visit (clinic_id, visit_id, course_id, position, therapist_id, room_id, device_id, starts,
      client_leaves, ends, segments, state)
    select ${trx.clinic}::uuid, visit_id, course_id, position, therapist_id, room_id, device_id, starts,
      client_leaves, ends, segments, state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as record (visit_id uuid, course_id uuid,
      position int, therapist_id uuid, room_id uuid, device_id uuid, starts timestamptz,
      client_leaves timestamptz, ends timestamptz, segments jsonb, state text)`.execute(trx)
}
