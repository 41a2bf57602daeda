/**
 * In how many ways a course can go on from each start. Counted backwards: after the last visit in one way,
 * before it in as many as its later visits have together. The later visits of a start are one run of starts
 * in order of time (its rest is a window of days, and it must not begin before the visit has ended), so a
 * running sum answers each in one subtraction.
 *
 * This is what makes the search step back without trying: a start with no way on is never begun with.
 * Counts stop at a cap, since the question is only ever "more than this many?"; capped sums stay exact.
 */
import type { OpenStart } from './find-places.ts'
import { countBefore } from './interval.ts'

/** `rest` is counted in calendar days between neighbouring visits and needed from two visits on. */
export type CourseRule = {
  readonly visits: number
  readonly rest?: { readonly atLeastDays: number; readonly atMostDays: number; readonly idealDays: number }
}

export type Rest = NonNullable<CourseRule['rest']>

export type CourseCount = {
  readonly starts: readonly OpenStart[]
  /** Which starts can follow the one at this place: from the first number, before the second. */
  readonly next: readonly (readonly [number, number])[]
  /** By the number of visits still to come, then by start: the ways on. The first row is all ones. */
  readonly ways: readonly (readonly number[])[]
  /** Distinct courses (by starts and therapists), up to the cap. */
  readonly total: number
}

export type CountSearch = {
  readonly rule: CourseRule
  /** From a visit's start to its end: the next one begins no earlier. */
  readonly lastingMinutes: number
  readonly cap: number
}

export function countCourses(
  starts: readonly OpenStart[],
  { rule, lastingMinutes, cap }: CountSearch,
): CourseCount {
  if (!Number.isInteger(rule.visits) || rule.visits < 1)
    throw new RangeError('a course has at least one visit')
  const next = rule.visits > 1 ? nextStarts(starts, restOf(rule), lastingMinutes) : []
  const ways = [starts.map(() => 1)]
  for (let before = ways[0]; before && ways.length < rule.visits; before = ways.at(-1)) {
    const sums = runningSums(starts, before)
    ways.push(next.map(([from, until]) => Math.min(cap, sumBetween(sums, from, until))))
  }
  const sums = runningSums(starts, ways.at(-1) ?? [])
  return { starts, next, ways, total: Math.min(cap, sums.at(-1) ?? 0) }
}

/** Who could be the therapist of a visit: `undefined`, once, where the visit needs none. */
export function therapistsOf({ free }: OpenStart): readonly (string | undefined)[] {
  return free.therapist ?? NOBODY
}

const NOBODY = [undefined]

/** The rest of a course of several visits, which must have one. */
function restOf({ visits, rest }: CourseRule): Rest {
  if (!rest) throw new RangeError(`a course of ${visits} visits needs a rest between them`)
  return rest
}

function nextStarts(starts: readonly OpenStart[], rest: Rest, lastingMinutes: number): [number, number][] {
  const minutes = starts.map(({ start }) => start)
  const days = starts.map(({ day }) => day)
  return starts.map(({ start, day }) => [
    Math.max(countBefore(days, day + rest.atLeastDays), countBefore(minutes, start + lastingMinutes)),
    countBefore(days, day + rest.atMostDays + 1),
  ])
}

function runningSums(starts: readonly OpenStart[], ways: readonly number[]): number[] {
  const sums = [0]
  let sum = 0
  for (const [at, start] of starts.entries()) {
    sum += (ways[at] ?? 0) * therapistsOf(start).length
    sums.push(sum)
  }
  return sums
}

function sumBetween(sums: readonly number[], from: number, until: number): number {
  return until > from ? (sums[until] ?? 0) - (sums[from] ?? 0) : 0
}
