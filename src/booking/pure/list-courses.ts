/**
 * All courses, counted and paged without ever being listed. The ways on of each step say how many courses begin
 * before it, so the k-th is found by walking to the step in which k falls, and again from there for each later visit.
 * The order is that of nested loops: by the first visit's start and therapist, then by the second's, and so on.
 */
import { type CourseCount, type CourseRule, countCourses, type Steps, therapistsAt } from './count-courses.ts'
import { openStarts, placeAt } from './find-places.ts'
import { dayOfTick, type Horizon, minuteOfTick } from './horizon.ts'
import { ticksOf, totalMinutes } from './protocol.ts'
import type { PlaceSearch } from './suitable-starts.ts'
import { nextTick } from './ticks.ts'
import type { VisitPlace } from './visit-place.ts'

/** A visit of a course as the search has it: its tick, and whose starts it is one of (a place in the list). */
export type CourseVisit = { readonly tick: number; readonly day: number; readonly therapist: number }

/** Courses that differ in starts or therapists; another room or pen alone does not count. */
export type Sequences = {
  /** Exact, however many they are. */
  readonly total: bigint
  /** The days on which a course can begin, counted from the calendar's first. */
  readonly begins: readonly number[]
  /** The k-th from 0, with rooms and pens that are free for it; undefined where there are not so many. */
  readonly sequenceAt: (k: bigint | number) => readonly VisitPlace[] | undefined
}

/** @throws RangeError for a rule without visits, or of several visits without rest. */
export function countSequences(search: PlaceSearch & { readonly rule: CourseRule }): Sequences {
  const { segments, rule } = search
  const { horizon } = search.calendar
  const open = openStarts(search)
  const count = countCourses(open, { horizon, rule, lastingTicks: ticksOf(totalMinutes(segments)) })
  const { total, courseAt } = pagesOf(count, horizon)
  return {
    total,
    begins: beginsOf(count, horizon),
    sequenceAt: (k) =>
      courseAt(BigInt(k))?.map(({ tick, therapist }) =>
        placeAt(search, minuteOfTick(horizon, tick), open[therapist]?.therapist?.id),
      ),
  }
}

/** Every course by its number. */
export function pagesOf(
  count: CourseCount,
  horizon: Horizon,
): {
  readonly total: bigint
  readonly courseAt: (k: bigint) => CourseVisit[] | undefined
} {
  const { steps } = count
  const large = count.exact ? undefined : countLarge(count)
  const waysAfter = (visit: number, step: number): bigint =>
    large ? (large[visit]?.[step] ?? 0n) : BigInt(count.ways[visit]?.[step] ?? 0)
  const weightOf = (step: number): bigint => BigInt(steps.weights[step] ?? 0)
  const total = large
    ? [...steps.weights.keys()].reduce((sum, step) => sum + weightOf(step) * waysAfter(0, step), 0n)
    : BigInt(count.total)
  const courseAt = (k: bigint): CourseVisit[] | undefined => {
    if (k < 0n || k >= total) return undefined
    let left = k
    let [from, until] = [0, steps.weights.length]
    return count.ways.map((_, visit) => {
      let step = from
      for (; step < until; step += 1) {
        const here = weightOf(step) * waysAfter(visit, step)
        if (left < here) break
        left -= here
      }
      const onwards = waysAfter(visit, step)
      const which = Number(left / onwards)
      left %= onwards
      from = steps.from[step] ?? 0
      until = steps.until[step] ?? 0
      const standing = standingAt(count, step, which)
      return { ...standing, day: dayOfTick(horizon, standing.tick) }
    })
  }
  return { total, courseAt }
}

/** The same counts where they are too large for a number: ten visits can stand in 10^25 ways. */
function countLarge({ steps, ways }: CourseCount): bigint[][] {
  const large = [Array.from(steps.weights, () => 1n)]
  for (let later = large[0]; later && large.length < ways.length; later = large[0]) {
    const sums = [0n]
    for (const [step, after] of later.entries())
      sums.push((sums[step] ?? 0n) + BigInt(steps.weights[step] ?? 0) * after)
    large.unshift(later.map((_, step) => sumBetween(sums, steps, step)))
  }
  return large
}

function sumBetween(sums: readonly bigint[], { from, until }: Steps, step: number): bigint {
  const [first, end] = [from[step] ?? 0, until[step] ?? 0]
  return end > first ? (sums[end] ?? 0n) - (sums[first] ?? 0n) : 0n
}

/** Of the starts and therapists of a step, in order, the one at this place. */
function standingAt(
  { open, any, steps }: CourseCount,
  step: number,
  which: number,
): Omit<CourseVisit, 'day'> {
  const end = steps.ticks[step + 1] ?? 0
  let left = which
  for (
    let tick = nextTick(any, steps.ticks[step] ?? 0, end);
    tick >= 0;
    tick = nextTick(any, tick + 1, end)
  ) {
    const therapists = therapistsAt(open, tick)
    const therapist = therapists[left]
    if (therapist !== undefined) return { tick, therapist }
    left -= therapists.length
  }
  throw new Error(`step ${step} was counted to have more than ${which} starts`)
}

function beginsOf({ steps, ways }: CourseCount, horizon: Horizon): number[] {
  const begun = [...steps.weights.keys()].filter((step) => steps.weights[step] && ways[0]?.[step])
  const days = begun.map((step) => (steps.startsOfDays ? step : dayOfTick(horizon, steps.ticks[step] ?? 0)))
  return [...new Set(days)]
}
