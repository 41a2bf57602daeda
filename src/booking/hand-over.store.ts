import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'

/** A therapist's visits that begin at or after a moment and still stand: their ids and courses, in order. */
export async function listStandingVisits(
  trx: ClinicTransaction,
  { therapist, from }: { readonly therapist: string; readonly from: Temporal.Instant },
): Promise<{ readonly id: string; readonly course: string }[]> {
  return trx
    .selectFrom('visit')
    .select(['visit_id as id', 'course_id as course'])
    .where('clinic_id', '=', trx.clinic)
    .where('therapist_id', '=', therapist)
    .where('state', '=', 'booked')
    .where('starts', '>=', from)
    .orderBy('starts')
    .orderBy('visit_id')
    .execute()
}

/** Courses before resources, as whoever cancels does, so that nobody waits in a ring. */
export async function lockCourses(trx: ClinicTransaction, courses: readonly string[]): Promise<void> {
  if (courses.length === 0) return
  await trx
    .selectFrom('course')
    .select('course_id')
    .where('clinic_id', '=', trx.clinic)
    .where('course_id', 'in', [...new Set(courses)])
    .orderBy('course_id')
    .forUpdate()
    .execute()
}

/** The visit keeps its row, time and room; it has another therapist. */
export async function setTherapist(
  trx: ClinicTransaction,
  visit: { readonly id: string; readonly to: string },
): Promise<void> {
  await trx
    .updateTable('visit')
    .set((eb) => ({ therapist_id: visit.to, sequence: eb('sequence', '+', 1) }))
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', '=', visit.id)
    .execute()
}

/** How many visits each therapist has from a moment on; one who has none is not in it. */
export async function countStandingVisits(
  trx: ClinicTransaction,
  from: Temporal.Instant,
): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('visit')
    .select(['therapist_id', sql<number>`count(*)::int`.as('visits')])
    .where('clinic_id', '=', trx.clinic)
    .where('state', '=', 'booked')
    .where('starts', '>=', from)
    .groupBy('therapist_id')
    .execute()
  return new Map(rows.flatMap((row) => (row.therapist_id === null ? [] : [[row.therapist_id, row.visits]])))
}
