import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { instantFrom } from '#platform/time'
import type { BookedVisit } from './contract.ts'
import { windowInterval } from './pure/index.ts'
import {
  type DayVisit,
  findDayVisit,
  listCourseVisits,
  listVisitsBetween,
  listVisitsOfClients,
} from './visits.store.ts'

export type { DayVisit }

/** Everything booked (and cancelled) on one day of the clinic's calendar; holds are not shown. */
export async function readDay(
  trx: ClinicTransaction,
  { day, zone }: { readonly day: Temporal.PlainDate; readonly zone: string },
): Promise<readonly DayVisit[]> {
  const { start, end } = windowInterval({ zone, from: day, days: 1 })
  return listVisitsBetween(trx, { from: instantFrom(start), until: instantFrom(end) })
}

/** One visit, and its whole course in order with the visit itself among them. */
export async function readVisit(
  trx: ClinicTransaction,
  visit: string,
): Promise<
  { readonly visit: DayVisit; readonly courseVisits: readonly BookedVisit[] } | Refusal<'unknown-visit'>
> {
  const found = await findDayVisit(trx, visit)
  if (!found) return { refused: 'unknown-visit' }
  return { visit: found, courseVisits: await listCourseVisits(trx, found.course) }
}

/** Everything that these clients have had and will have, the earliest first; holds are nobody's yet. */
export async function readVisitsOf(
  trx: ClinicTransaction,
  clients: readonly string[],
): Promise<readonly DayVisit[]> {
  return listVisitsOfClients(trx, clients)
}
