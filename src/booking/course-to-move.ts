/** A booked course as a move looks at it: which visits stand, which of them may move, and what binds them. */
import type { Temporal } from 'temporal-polyfill'
import { readClinic } from '#clinic'
import type { Clinic, Rest } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { minuteFrom } from '#platform/time'
import type { BookedVisit } from './contract.ts'
import { type CourseRow, findCourse } from './courses.store.ts'
import { findRest } from './moves.store.ts'
import { isTooLate } from './pure/index.ts'
import { listCourseVisits } from './visits.store.ts'

export type CourseToMove = {
  readonly course: CourseRow
  readonly clinic: Clinic
  readonly rest: Rest | undefined
  /** All rows, in order, cancelled and missed ones among them. */
  readonly all: readonly BookedVisit[]
  /** Those that were held or are to be held: they bind each other by the rest. */
  readonly standing: readonly BookedVisit[]
}

/** Undefined where there is no such booked course. */
export async function readCourseToMove(
  trx: ClinicTransaction,
  id: string,
): Promise<CourseToMove | undefined> {
  const course = await findCourse(trx, id)
  return course && openCourseToMove(trx, course)
}

export async function openCourseToMove(
  trx: ClinicTransaction,
  course: CourseRow,
): Promise<CourseToMove | undefined> {
  if (course.state === 'held') return undefined
  const all = await listCourseVisits(trx, course.id)
  return {
    course,
    clinic: await readClinic(trx),
    rest: await findRest(trx, course.service),
    all,
    standing: all.filter(({ state }) => state === 'booked' || state === 'arrived' || state === 'done'),
  }
}

export type Mover = { readonly by: 'client' | 'desk'; readonly now: Temporal.Instant }

/** Still to come, and early enough for whoever asks. */
export function mayMove(visit: BookedVisit, { clinic }: Pick<CourseToMove, 'clinic'>, mover: Mover): boolean {
  return isToCome(visit, mover.now) && (mover.by === 'desk' || !isTooLateFor(visit, clinic, mover.now))
}

export function isToCome(visit: BookedVisit, now: Temporal.Instant): boolean {
  return visit.state === 'booked' && visit.start > minuteFrom(now)
}

/** By the clinic's own rule, which is so many hours before the visit. */
export type TooLate = Refusal<'too-late'> & { readonly noticeHours: number }

/** By the clinic's own notice. */
export function isTooLateFor(
  visit: { readonly start: number },
  clinic: Pick<Clinic, 'changeNoticeHours'>,
  now: Temporal.Instant,
): boolean {
  return isTooLate(visit.start, { now: minuteFrom(now), noticeHours: clinic.changeNoticeHours })
}

/** Which visit cannot be asked about, and why not; undefined: it can. */
export function refusalFor(
  visit: BookedVisit | undefined,
  now: Temporal.Instant,
): { readonly refused: 'unknown-visit' | 'already-begun' } | undefined {
  if (!visit || visit.state === 'cancelled' || visit.state === 'held') return { refused: 'unknown-visit' }
  return isToCome(visit, now) ? undefined : { refused: 'already-begun' }
}
