/**
 * Given the first visit, the best row of later ones. What makes a row good depends on its days and its
 * therapists, hardly on the clock: so days and therapists are settled by dynamic programming from the last
 * visit back (cells: one day with one therapist), and within the settled day the start nearest to the first
 * visit's time of day is taken. Trying all rows of starts instead would be thousands of times as many.
 *
 * Costs are counted in days of rest away from the ideal, the one thing that the skin notices.
 */
import { type CourseCount, type Rest, therapistsOf } from './count-courses.ts'
import type { OpenStart } from './find-places.ts'
import type { Minute } from './interval.ts'

/** What else weighs how much, one day away from the ideal rest being 1. The last two only break ties. */
const OTHER_THERAPIST = 6
const OTHER_WEEKDAY = 0.1
const OTHER_HOUR = 0.02
/** Away from a start that was asked for: a minute outweighs everything else. */
const AWAY_MINUTE = 1000

export type CourseVisit = { readonly at: OpenStart; readonly therapist: string | undefined }

/** The starts of one day with one therapist from which the course can go on; `at` is the first of them. */
export type Cell = CourseVisit & {
  readonly options: OpenStart[]
  /** Of this visit and all later ones; the best next cell belongs to it. */
  cost: number
  next?: Cell
}

/** The cells of one visit of the course, by day. */
type Stage = readonly (readonly Cell[])[]

export type CoursePlan = {
  /** One for each visit, the first visit's first. */
  readonly stages: readonly Stage[]
  readonly rest?: Rest
  readonly lastingMinutes: number
  readonly near: readonly Minute[]
}

/** Settles for every day and therapist how a course that stands there goes on best. */
export function planCourses(count: CourseCount, basis: Omit<CoursePlan, 'stages'>): CoursePlan {
  const stages: Stage[] = []
  for (const [toCome, ways] of count.ways.entries()) {
    const stage = stageOf(count.starts, ways)
    const wanted = basis.near[count.ways.length - 1 - toCome]
    for (const cell of stage.flat()) settle(cell, stages[0], { rest: basis.rest, wanted })
    stages.unshift(stage)
  }
  return { ...basis, stages }
}

/** The best course that begins with this start of this cell. */
export function completeCourse(plan: CoursePlan, first: Cell, start: OpenStart): readonly CourseVisit[] {
  const visits: CourseVisit[] = [{ at: start, therapist: first.therapist }]
  let cell = first
  let last = start
  for (const [visit, stage] of plan.stages.entries()) {
    if (visit === 0) continue
    const earliest = last.start + plan.lastingMinutes
    cell = cell.next && endsAfter(cell.next, earliest) ? cell.next : getNext(cell, stage, { plan, earliest })
    last = closest(cell.options, earliest, { near: plan.near[visit], minuteOfDay: start.minuteOfDay })
    visits.push({ at: last, therapist: cell.therapist })
  }
  return visits
}

/** What a row of visits costs, all told but for how soon it begins. */
export function courseCost(
  visits: readonly CourseVisit[],
  { rest, near }: Omit<CoursePlan, 'stages'>,
): number {
  const [first] = visits
  let cost = 0
  for (const [number, visit] of visits.entries()) {
    const before = visits[number - 1]
    const wanted = near[number]
    if (before && rest) cost += stepCost(before, visit, rest)
    if (first) cost += (OTHER_HOUR * Math.abs(visit.at.minuteOfDay - first.at.minuteOfDay)) / 60
    if (wanted !== undefined) cost += AWAY_MINUTE * Math.abs(visit.at.start - wanted)
  }
  return cost
}

function stageOf(starts: readonly OpenStart[], ways: readonly number[]): Stage {
  const days: Map<string | undefined, Cell>[] = []
  for (const [at, start] of starts.entries()) {
    if (!ways[at]) continue
    const cells = days[start.day] ?? new Map<string | undefined, Cell>()
    days[start.day] = cells
    for (const therapist of therapistsOf(start)) {
      const cell = cells.get(therapist)
      if (cell) cell.options.push(start)
      else cells.set(therapist, { at: start, therapist, options: [start], cost: 0 })
    }
  }
  return Array.from(days, (cells) => [...(cells?.values() ?? [])])
}

function settle(
  cell: Cell,
  later: Stage | undefined,
  { rest, wanted }: { rest: Rest | undefined; wanted: Minute | undefined },
): void {
  if (wanted !== undefined) {
    cell.cost = AWAY_MINUTE * Math.min(...cell.options.map(({ start }) => Math.abs(start - wanted)))
  }
  if (!later || !rest) return
  const next = bestNext(cell, later, { rest, earliest: Number.NEGATIVE_INFINITY })
  if (!next) throw new Error(`day ${cell.at.day} was counted as going on, but nothing follows it`)
  cell.next = next
  cell.cost += stepCost(cell, next, rest) + next.cost
}

function bestNext(
  from: Cell,
  later: Stage,
  { rest, earliest }: { rest: Rest; earliest: Minute },
): Cell | undefined {
  let best: Cell | undefined
  let least = Number.POSITIVE_INFINITY
  for (const cell of later.slice(from.at.day + rest.atLeastDays, from.at.day + rest.atMostDays + 1).flat()) {
    const cost = stepCost(from, cell, rest) + cell.cost
    if (cost >= least || !endsAfter(cell, earliest)) continue
    best = cell
    least = cost
  }
  return best
}

/** Only where visits may follow within a day or so can the settled next day begin too early for a late start. */
function getNext(from: Cell, later: Stage, { plan, earliest }: { plan: CoursePlan; earliest: Minute }): Cell {
  const next = plan.rest && bestNext(from, later, { rest: plan.rest, earliest })
  if (!next) throw new Error(`day ${from.at.day} was counted as going on, but nothing follows it`)
  return next
}

function stepCost(a: CourseVisit, b: CourseVisit, rest: Rest): number {
  return (
    Math.abs(b.at.day - a.at.day - rest.idealDays) +
    (a.therapist === b.therapist ? 0 : OTHER_THERAPIST) +
    (a.at.weekday === b.at.weekday ? 0 : OTHER_WEEKDAY)
  )
}

function endsAfter({ options }: Cell, earliest: Minute): boolean {
  return (options.at(-1)?.start ?? Number.NEGATIVE_INFINITY) >= earliest
}

function closest(
  options: readonly OpenStart[],
  earliest: Minute,
  { near, minuteOfDay }: { near: Minute | undefined; minuteOfDay: number },
): OpenStart {
  let best: OpenStart | undefined
  let least = Number.POSITIVE_INFINITY
  for (const option of options) {
    const away =
      near === undefined ? Math.abs(option.minuteOfDay - minuteOfDay) : Math.abs(option.start - near)
    if (option.start < earliest || away >= least) continue
    best = option
    least = away
  }
  if (!best) throw new Error('a settled day must hold a start that is late enough')
  return best
}
