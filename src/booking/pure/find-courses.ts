/**
 * A course is a row of visits that must stand apart: skin needs rest between sessions, and the effect fades
 * if the next one comes too late. Find where one visit fits; count from the end which starts can still go on
 * (the earliest first visit is not always part of an answer: its partner may fall on a holiday); complete
 * each possible beginning in the best way; choose a handful that differ, and say what is good about each.
 *
 * No clock: what is past is kept out by the wish's `notBefore`.
 */
import { chooseCourses } from './choose-courses.ts'
import { type CourseVisit, completeCourse, courseCost, planCourses } from './complete-course.ts'
import { type CourseCount, type CourseRule, countCourses } from './count-courses.ts'
import { findPlaces, type PlaceSearch, placeAt } from './find-places.ts'
import type { Minute } from './interval.ts'
import { listCourses } from './list-courses.ts'
import { totalMinutes } from './protocol.ts'
import type { VisitPlace } from './visit-place.ts'

/** Each is a true statement about the offer; `soonest`: no course at all begins earlier. */
export type Reason = 'soonest' | 'same-therapist' | 'ideal-rest' | 'same-weekday' | 'same-time'

/** `restDays` are the calendar days between neighbouring visits. */
export type CourseOffer = {
  readonly visits: readonly VisitPlace[]
  readonly restDays: readonly number[]
  readonly reasons: readonly Reason[]
}

export type CourseSearch = PlaceSearch & { readonly rule: CourseRule; readonly limit: number }

/**
 * Up to `limit` courses, the best first, no two with the same starts and therapists. As many as that are
 * returned whenever so many exist. `more`: there is at least one further course (other starts or therapists;
 * another room or pen alone does not count).
 * @throws RangeError for a rule without visits, or of several visits without rest.
 */
export function findCourses(search: CourseSearch): {
  readonly courses: readonly CourseOffer[]
  readonly more: boolean
} {
  const { segments, wish, rule } = search
  const limit = Math.max(0, search.limit)
  const lastingMinutes = totalMinutes(segments)
  const count = countCourses(findPlaces(search), { rule, lastingMinutes, cap: limit + 1 })
  const basis = { ...(rule.rest && { rest: rule.rest }), lastingMinutes, near: wish.near ?? [] }
  const plan = planCourses(count, basis)
  const begun = (plan.stages[0] ?? []).flat()
  const best = begun.flatMap((cell) => cell.options.map((start) => completeCourse(plan, cell, start)))
  const enough = best.length < limit ? withOthers(best, count, limit) : best
  const priced = enough.map((visits) => ({ visits, cost: courseCost(visits, basis) }))
  const soonest = Math.min(...begun.map(({ options }) => options[0]?.start ?? Number.POSITIVE_INFINITY))
  const courses = chooseCourses(priced, { limit, alsoSoonest: basis.near.length === 0 }).map(({ visits }) =>
    offerOf(visits, { rule, soonest }),
  )
  return { courses, more: count.total > courses.length }
}

type Row = readonly CourseVisit[]

function withOthers(best: readonly Row[], count: CourseCount, limit: number): Row[] {
  const rows = new Map(best.map((row) => [keyOf(row), row]))
  for (const row of listCourses(count)) {
    if (rows.size >= limit) break
    rows.set(keyOf(row), row)
  }
  return [...rows.values()]
}

function keyOf(row: Row): string {
  return JSON.stringify(row.map(({ at, therapist }) => [at.start, therapist]))
}

function offerOf(row: Row, { rule, soonest }: { rule: CourseRule; soonest: Minute }): CourseOffer {
  const days = row.map(({ at }) => at.day)
  const restDays = days.slice(1).map((day, before) => day - (days[before] ?? day))
  return {
    visits: row.map(({ at, therapist }) => placeAt(at, therapist)),
    restDays,
    reasons: reasonsFor(row, { rule, restDays, soonest }),
  }
}

function reasonsFor(
  row: Row,
  { rule, restDays, soonest }: { rule: CourseRule; restDays: readonly number[]; soonest: Minute },
): Reason[] {
  const [first, second] = row
  const reasons: Reason[] = []
  if (!first) return reasons
  if (first.at.start === soonest) reasons.push('soonest')
  if (!second || !rule.rest) return reasons
  const { idealDays } = rule.rest
  const alike = (of: (visit: CourseVisit) => number | string | undefined): boolean =>
    row.every((visit) => of(visit) === of(first))
  if (first.therapist !== undefined && alike(({ therapist }) => therapist)) reasons.push('same-therapist')
  if (restDays.every((days) => Math.abs(days - idealDays) <= 1)) reasons.push('ideal-rest')
  if (alike(({ at }) => at.weekday)) reasons.push('same-weekday')
  if (alike(({ at }) => at.minuteOfDay)) reasons.push('same-time')
  return reasons
}
