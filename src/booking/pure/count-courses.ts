/**
 * In how many ways a course can go on from each day. Counted backwards: after the last visit in one way, before it in
 * as many as its later visits have together. The days on which the next visit may be are one run of days, so a
 * running sum answers each in one subtraction; half a year is 180 such steps, however many millions of courses it
 * holds. This is also what makes the search step back without trying: a day with no way on is never begun with.
 *
 * Days are enough as long as no visit can run into the next one. Where it could (a rest of no day, or a visit over
 * midnight before a rest of one), every start is a step of its own; the counting is the same.
 */
import type { TherapistStarts } from './find-places.ts'
import { emptyRow, type Horizon } from './horizon.ts'
import { join } from './fit.ts'
import { type Bits, countOnes, countTicks, hasTick, lastTick, nextTick } from './ticks.ts'

/** `rest` is counted in calendar days between neighbouring visits and needed from two visits on. */
export type CourseRule = {
  readonly visits: number
  readonly rest?: { readonly atLeastDays: number; readonly atMostDays: number; readonly idealDays: number }
}

export type Rest = NonNullable<CourseRule['rest']>

/** Where a visit may stand, in order of time: whole days, or single starts. */
export type Steps = {
  /** The first tick of each, and the end of the last. */
  readonly ticks: Int32Array
  /** How many starts with a therapist each has. */
  readonly weights: Float64Array
  /** The steps on which the next visit may be: from the first number, before the second. */
  readonly from: Int32Array
  readonly until: Int32Array
  /** Where steps are whole days: of each therapist, how many starts each day has. */
  readonly startsOfDays?: readonly Int32Array[]
}

export type CourseCount = {
  readonly open: readonly TherapistStarts[]
  /** Every start that some therapist has. */
  readonly any: Bits
  readonly steps: Steps
  /** By visit, then by step: the ways on after it. The last visit's are all one. */
  readonly ways: readonly Float64Array[]
  /** Distinct courses (by starts and therapists). */
  readonly total: number
  /** Whether no number on the way here was too large to be exact. */
  readonly exact: boolean
}

export type CountSearch = {
  readonly horizon: Horizon
  readonly rule: CourseRule
  /** From a visit's start to its end: the next one begins no earlier. */
  readonly lastingTicks: number
}

/** @throws RangeError for a rule without visits, or of several visits without rest. */
export function countCourses(open: readonly TherapistStarts[], search: CountSearch): CourseCount {
  const { visits } = search.rule
  if (!Number.isInteger(visits) || visits < 1) throw new RangeError('a course has at least one visit')
  const any = emptyRow(search.horizon)
  for (const { starts } of open) join(any, starts)
  const steps = stepsOf({ open, any }, search, restOf(search.rule))
  const ways = [new Float64Array(steps.weights.length).fill(1)]
  let largest = 0
  let sums = runningSums(steps.weights, ways[0])
  while (ways.length < visits) {
    ways.unshift(steps.weights.map((_, at) => between(sums, steps.from[at], steps.until[at])))
    largest = Math.max(largest, sums.at(-1) ?? 0)
    sums = runningSums(steps.weights, ways[0])
  }
  const total = sums.at(-1) ?? 0
  return { open, any, steps, ways, total, exact: Math.max(largest, total) <= Number.MAX_SAFE_INTEGER }
}

/** The rest of a course of several visits, which must have one. */
function restOf({ visits, rest }: CourseRule): Rest | undefined {
  if (visits > 1 && !rest) throw new RangeError(`a course of ${visits} visits needs a rest between them`)
  return visits > 1 ? rest : undefined
}

type Open = Pick<CourseCount, 'open' | 'any'>

function stepsOf(open: Open, search: CountSearch, rest: Rest | undefined): Steps {
  const runsOn = rest !== undefined && mayRunOn(open.any, search, rest)
  return runsOn ? stepsOfStarts(open, search, rest) : stepsOfDays(open, search, rest)
}

/** Whether some visit could end after the first start that its rest allows for the next one. */
function mayRunOn(any: Bits, { horizon, lastingTicks }: CountSearch, { atLeastDays }: Rest): boolean {
  const { dayStarts, days } = horizon
  for (let day = 0; day + atLeastDays < days; day += 1) {
    const next = day + atLeastDays
    if ((dayStarts[next] ?? 0) - (dayStarts[day + 1] ?? 0) + 1 >= lastingTicks) continue
    const last = lastTick(any, dayStarts[day] ?? 0, dayStarts[day + 1] ?? 0)
    const first = nextTick(any, dayStarts[next] ?? 0, horizon.words * 32)
    if (last >= 0 && first >= 0 && last + lastingTicks > first) return true
  }
  return false
}

function stepsOfDays({ open }: Open, { horizon }: CountSearch, rest: Rest | undefined): Steps {
  const { days, dayStarts } = horizon
  const weights = new Float64Array(days)
  const startsOfDays = open.map(({ starts }) => countByDay(starts, horizon))
  for (const counts of startsOfDays)
    for (let day = 0; day < days; day += 1) weights[day] = (weights[day] ?? 0) + (counts[day] ?? 0)
  const day = Int32Array.from(weights, (_, at) => at)
  return {
    ticks: dayStarts,
    weights,
    from: day.map((at) => Math.min(days, at + (rest?.atLeastDays ?? 0))),
    until: day.map((at) => (rest ? Math.min(days, at + rest.atMostDays + 1) : 0)),
    startsOfDays,
  }
}

/** How many starts each day has. Most words are empty, and nearly all of the others lie within one day. */
function countByDay(starts: Bits, { days, dayStarts }: Horizon): Int32Array {
  const counts = new Int32Array(days)
  let day = 0
  for (let word = 0; word < starts.length; word += 1) {
    const here = starts[word] ?? 0
    if (here === 0) continue
    const tick = word * 32
    while ((dayStarts[day + 1] ?? tick + 1) <= tick) day += 1
    if (tick + 32 <= (dayStarts[day + 1] ?? 0)) {
      counts[day] = (counts[day] ?? 0) + countOnes(here)
      continue
    }
    for (let one = day; one < days && (dayStarts[one] ?? 0) < tick + 32; one += 1) {
      const from = Math.max(tick, dayStarts[one] ?? 0)
      counts[one] =
        (counts[one] ?? 0) + countTicks(starts, from, Math.min(tick + 32, dayStarts[one + 1] ?? 0))
    }
  }
  return counts
}

function stepsOfStarts({ open, any }: Open, { horizon, lastingTicks }: CountSearch, rest: Rest): Steps {
  const { days, dayStarts } = horizon
  const starts: { tick: number; day: number }[] = []
  for (let day = 0; day < days; day += 1) {
    const until = dayStarts[day + 1] ?? 0
    for (
      let tick = nextTick(any, dayStarts[day] ?? 0, until);
      tick >= 0;
      tick = nextTick(any, tick + 1, until)
    )
      starts.push({ tick, day })
  }
  const ticks = Int32Array.from([...starts.map(({ tick }) => tick), horizon.words * 32])
  const firstFrom = (tick: number): number => {
    const found = ticks.findIndex((one) => one >= tick)
    return found < 0 ? starts.length : Math.min(found, starts.length)
  }
  const startOf = (day: number): number => dayStarts[Math.min(days, day)] ?? 0
  return {
    ticks,
    weights: Float64Array.from(starts, ({ tick }) => therapistsAt(open, tick).length),
    from: Int32Array.from(starts, ({ tick, day }) =>
      firstFrom(Math.max(startOf(day + rest.atLeastDays), tick + lastingTicks)),
    ),
    until: Int32Array.from(starts, ({ day }) => firstFrom(startOf(day + rest.atMostDays + 1))),
  }
}

/** Which of the therapists (by their place in the list) have this start. */
export function therapistsAt(open: readonly TherapistStarts[], tick: number): number[] {
  return open.flatMap(({ starts }, at) => (hasTick(starts, tick) ? at : []))
}

function runningSums(weights: Float64Array, ways: Float64Array | undefined): Float64Array {
  const sums = new Float64Array(weights.length + 1)
  let sum = 0
  for (let at = 0; at < weights.length; at += 1) {
    sum += (weights[at] ?? 0) * (ways?.[at] ?? 0)
    sums[at + 1] = sum
  }
  return sums
}

function between(sums: Float64Array, from: number | undefined, until: number | undefined): number {
  return from !== undefined && until !== undefined && until > from
    ? (sums[until] ?? 0) - (sums[from] ?? 0)
    : 0
}
