/**
 * For every day and therapist, how a course that stands there goes on best. What makes a row of visits good depends
 * on its days and its therapists, hardly on the clock, so these are settled by dynamic programming from the last
 * visit back over cells (one day with one therapist). Staying with the therapist and changing her are two questions:
 * the second has one answer a day, whoever she was, so a cell looks at some days and never at days times therapists.
 *
 * Costs are counted in days of rest away from the ideal, the one thing that the skin notices.
 */
import type { CourseCount, Rest } from './count-courses.ts'
import { emptyRow, type Horizon } from './horizon.ts'
import { type Bits, lastTick, nextTick, setTicks } from './ticks.ts'

/** What else weighs how much, one day away from the ideal rest being 1. */
const OTHER_THERAPIST = 6
const OTHER_WEEKDAY = 0.1
/** Away from a start that was asked for: a tick outweighs everything else. */
export const AWAY_TICK = 5000

/** One visit of the course over all cells; a cell is therapist * days + day. */
export type Stage = {
  /** Each therapist's starts from which the course can go on. */
  readonly rows: readonly Bits[]
  /** Of this visit and all later ones at best; infinite where the course cannot stand. */
  readonly costs: Float64Array
  /** The best cell of the next visit. */
  readonly next: Int32Array
}

export type CoursePlan = {
  readonly horizon: Horizon
  readonly stages: readonly Stage[]
  readonly rest: Rest | undefined
  readonly lastingTicks: number
  /** Starts that were asked for, in ticks, by visit. */
  readonly near: readonly number[]
}

type Basis = Omit<CoursePlan, 'stages'>

export function planCourses(count: CourseCount, basis: Basis): CoursePlan {
  const stages: Stage[] = []
  for (let visit = count.ways.length - 1; visit >= 0; visit -= 1) {
    const stage = stageOf(count, basis, visit)
    if (stages[0] && basis.rest) goOn(stage, stages[0], { ...basis, rest: basis.rest })
    stages.unshift(stage)
  }
  return { ...basis, stages }
}

/** What it costs to go from one cell to another. */
export function stepCost(from: number, to: number, { horizon, rest }: Basis): number {
  const { days } = horizon
  const therapists = Math.floor(from / days) === Math.floor(to / days) ? 0 : OTHER_THERAPIST
  return rest ? restCost((to % days) - (from % days), rest) + therapists : 0
}

/** The best next cell that still has a start so late. Asked only where a visit can run on into the next one's day. */
export function nextCell(plan: CoursePlan, visit: number, after: { cell: number; tick: number }): number {
  const { horizon, rest } = plan
  const stage = plan.stages[visit]
  if (!stage || !rest) throw new Error(`visit ${visit} is not one of the course`)
  const { days, dayStarts } = horizon
  let best = -1
  let least = Number.POSITIVE_INFINITY
  for (const [therapist, row] of stage.rows.entries()) {
    const first = (after.cell % days) + rest.atLeastDays
    const last = Math.min(days - 1, (after.cell % days) + rest.atMostDays)
    for (let day = first; day <= last; day += 1) {
      const cell = therapist * days + day
      const cost = stepCost(after.cell, cell, plan) + (stage.costs[cell] ?? 0)
      if (cost >= least || lastTick(row, dayStarts[day] ?? 0, dayStarts[day + 1] ?? 0) < after.tick) continue
      best = cell
      least = cost
    }
  }
  if (best < 0) throw new Error('a start was counted as going on, but nothing follows it')
  return best
}

function restCost(days: number, { idealDays }: Rest): number {
  return Math.abs(days - idealDays) + (days % 7 === 0 ? 0 : OTHER_WEEKDAY)
}

function stageOf(count: CourseCount, { horizon, near }: Basis, visit: number): Stage {
  const { days, dayStarts } = horizon
  const ways = count.ways[visit] ?? new Float64Array(0)
  const { startsOfDays } = count.steps
  const goesOn = startsOfDays ? undefined : startsThatGoOn(count, ways, horizon)
  const rows = count.open.map(({ starts }) =>
    goesOn ? starts.map((word, at) => word & (goesOn[at] ?? 0)) : starts,
  )
  const costs = new Float64Array(rows.length * days).fill(Number.POSITIVE_INFINITY)
  const wanted = near[visit]
  for (const [therapist, row] of rows.entries()) {
    const counts = startsOfDays?.[therapist]
    for (let day = 0; day < days; day += 1) {
      const [from, until] = [dayStarts[day] ?? 0, dayStarts[day + 1] ?? 0]
      const stands = counts ? counts[day] !== 0 && ways[day] !== 0 : nextTick(row, from, until) >= 0
      if (stands)
        costs[therapist * days + day] =
          wanted === undefined ? 0 : AWAY_TICK * away(row, { from, until }, wanted)
    }
  }
  return { rows, costs, next: new Int32Array(costs.length).fill(-1) }
}

function startsThatGoOn({ steps }: CourseCount, ways: Float64Array, horizon: Horizon): Bits {
  const bits = emptyRow(horizon)
  for (const [step, after] of ways.entries()) {
    const tick = steps.ticks[step] ?? 0
    if (after > 0) setTicks(bits, tick, tick + 1)
  }
  return bits
}

/** How far the nearest start of a day is from a tick. */
function away(row: Bits, { from, until }: { from: number; until: number }, wanted: number): number {
  const [whole, part] = [Math.floor(wanted), wanted - Math.floor(wanted)]
  const after = nextTick(row, Math.max(from, whole + (part > 0 ? 1 : 0)), until)
  const before = lastTick(row, from, Math.min(until, whole + 1))
  return Math.min(
    after < 0 ? Number.POSITIVE_INFINITY : after - wanted,
    before < 0 ? Number.POSITIVE_INFINITY : wanted - before,
  )
}

/** Adds to each cell what the course costs from there on. */
function goOn(stage: Stage, later: Stage, { horizon, rest }: Basis & { readonly rest: Rest }): void {
  const { days } = horizon
  const cheapest = cheapestOfDays(later, days)
  const steps = Float64Array.from({ length: rest.atMostDays - rest.atLeastDays + 1 }, (_, at) =>
    restCost(rest.atLeastDays + at, rest),
  )
  for (let day = 0; day < days; day += 1) {
    const first = day + rest.atLeastDays
    const changed = bestWithin(cheapest.costs, steps, { first, end: days })
    for (let therapist = 0; therapist < stage.rows.length; therapist += 1) {
      const cell = therapist * days + day
      const here = stage.costs[cell] ?? 0
      if (here === Number.POSITIVE_INFINITY) continue
      const begins = therapist * days
      const same = bestWithin(later.costs, steps, { first: begins + first, end: begins + days })
      const stays = same.cost <= changed.cost + OTHER_THERAPIST
      stage.costs[cell] = here + (stays ? same.cost : changed.cost + OTHER_THERAPIST)
      stage.next[cell] = stays ? same.at : (cheapest.cells[changed.at] ?? -1)
    }
  }
}

/** Of each day, its cheapest cell. */
function cheapestOfDays({ costs, rows }: Stage, days: number): { costs: Float64Array; cells: Int32Array } {
  const cheapest = costs.slice(0, days)
  const cells = Int32Array.from({ length: days }, (_, day) => day)
  for (let cell = days; cell < rows.length * days; cell += 1) {
    const cost = costs[cell] ?? 0
    if (cost >= (cheapest[cell % days] ?? 0)) continue
    cheapest[cell % days] = cost
    cells[cell % days] = cell
  }
  return { costs: cheapest, cells }
}

function bestWithin(
  costs: Float64Array,
  steps: Float64Array,
  { first, end }: { first: number; end: number },
): { readonly cost: number; readonly at: number } {
  let cost = Number.POSITIVE_INFINITY
  let at = -1
  for (let step = 0; step < steps.length && first + step < end; step += 1) {
    const one = (costs[first + step] ?? 0) + (steps[step] ?? 0)
    if (one >= cost) continue
    cost = one
    at = first + step
  }
  return { cost, at }
}
