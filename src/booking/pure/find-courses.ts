/**
 * A course is a row of visits that must stand apart: skin needs rest between sessions, and the effect fades
 * if the next one comes too late. Find where one visit fits; count from the end which days can still go on
 * (the earliest first visit is not always part of an answer: its partner may fall on a holiday); settle how each
 * possible beginning goes on best; choose a handful that differ, and say what is good about each.
 *
 * No clock: what is past is kept out by the wish's `notBefore`.
 */
import { chooseCourses, soonestStarts } from './choose-courses.ts'
import { type Completing, type Course } from './complete-course.ts'
import { type CourseRule, countCourses } from './count-courses.ts'
import { openStarts, placeAt, type TherapistStarts } from './find-places.ts'
import { minuteOfDayAt, minuteOfTick } from './horizon.ts'
import { planCourses } from './plan-courses.ts'
import { ticksOf, tickStretchesOf, totalMinutes } from './protocol.ts'
import type { PlaceSearch } from './suitable-starts.ts'
import { TICK_MINUTES } from './ticks.ts'
import type { VisitPlace } from './visit-place.ts'

/** Each is a true statement about the offer; `soonest`: no course at all begins earlier. */
export type Reason = 'soonest' | 'same-therapist' | 'ideal-rest' | 'same-weekday' | 'same-time'

/** `restDays` are the calendar days between neighbouring visits. */
export type CourseOffer = {
  readonly visits: readonly VisitPlace[]
  readonly restDays: readonly number[]
  readonly reasons: readonly Reason[]
}

export type CourseSearch = PlaceSearch & {
  readonly rule: CourseRule
  readonly limit: number
  /** The clinic's shortest visit; without it, this one. A start that leaves a shorter gap ranks below an equal one. */
  readonly shortestMinutes?: number
}

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
  const { segments, wish, rule, calendar } = search
  const { horizon } = calendar
  const limit = Math.max(0, search.limit)
  const lastingTicks = ticksOf(totalMinutes(segments))
  const open = openStarts(search)
  const count = countCourses(open, { horizon, rule, lastingTicks })
  if (limit === 0 || count.total === 0) return { courses: [], more: count.total > 0 }
  const near = (wish.near ?? []).map((minute) => minute / TICK_MINUTES - horizon.firstWord * 32)
  const completing: Completing = {
    plan: planCourses(count, { horizon, rest: rule.rest, lastingTicks, near }),
    free: open.map(({ therapist }) => therapist?.free),
    stretches: tickStretchesOf(segments, 'therapist'),
    shortestTicks: ticksOf(search.shortestMinutes ?? totalMinutes(segments)),
  }
  const chosen = chooseCourses({ count, completing, limit, alsoSoonest: near.length === 0 })
  const soonest = soonestStarts(completing)[0]?.tick
  const courses = chosen.map((course) => offerOf(course, { search, open, soonest }))
  return { courses, more: count.total > courses.length }
}

type Asked = {
  readonly search: CourseSearch
  readonly open: readonly TherapistStarts[]
  readonly soonest: number | undefined
}

function offerOf({ visits }: Course, asked: Asked): CourseOffer {
  const { search, open } = asked
  const days = visits.map(({ day }) => day)
  const restDays = days.slice(1).map((day, before) => day - (days[before] ?? day))
  return {
    visits: visits.map(({ tick, therapist }) =>
      placeAt(search, minuteOfTick(search.calendar.horizon, tick), open[therapist]?.therapist?.id),
    ),
    restDays,
    reasons: reasonsFor({ visits, restDays }, asked),
  }
}

function reasonsFor(
  { visits, restDays }: Pick<Course, 'visits'> & { readonly restDays: readonly number[] },
  { search, open, soonest }: Asked,
): Reason[] {
  const { rest } = search.rule
  const { horizon } = search.calendar
  const [first, second] = visits
  const reasons: Reason[] = []
  if (!first) return reasons
  if (first.tick === soonest) reasons.push('soonest')
  if (!second || !rest) return reasons
  const alike = (of: (visit: (typeof visits)[number]) => number): boolean =>
    visits.every((visit) => of(visit) === of(first))
  if (open[first.therapist]?.therapist && alike(({ therapist }) => therapist)) reasons.push('same-therapist')
  if (restDays.every((days) => Math.abs(days - rest.idealDays) <= 1)) reasons.push('ideal-rest')
  if (alike(({ day }) => day % 7)) reasons.push('same-weekday')
  if (alike((visit) => minuteOfDayAt(horizon, visit))) reasons.push('same-time')
  return reasons
}
