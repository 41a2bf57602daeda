/**
 * Given the first visit, the best row of later ones. Days and therapists are settled already (plan-courses.ts), so
 * only the clock is left: within each settled day the start is taken that is nearest to the first visit's time of
 * day and leaves no gap in the therapist's day that is too short for anybody.
 */
import { MINUTES_A_DAY } from './clinic-days.ts'
import { minuteOfDayAt, tickAt } from './horizon.ts'
import type { CourseVisit } from './list-courses.ts'
import { AWAY_TICK, type CoursePlan, nextCell, stepCost } from './plan-courses.ts'
import type { TickStretch } from './fit.ts'
import { type Bits, countZerosBelow, lastTick, nextTick, TICK_MINUTES, wordFrom } from './ticks.ts'

/** In the coin of plan-courses.ts: a day away from the ideal rest is 1. These break ties. */
const OTHER_HOUR = 0.02
const ORPHAN_GAP = 0.05
/** A later beginning weighs little; that it weighs brings the soonest of equals to the front. */
const LATER_DAY = 0.25

export type Course = { readonly visits: readonly CourseVisit[]; readonly cost: number }

export type Completing = {
  readonly plan: CoursePlan
  /** Each therapist's free time; none where the visit needs no therapist. */
  readonly free: readonly (Bits | undefined)[]
  /** Of the therapist. */
  readonly stretches: readonly TickStretch[]
  /** The clinic's shortest visit: a gap below it is lost time. */
  readonly shortestTicks: number
}

/** The best course that begins with this start, which must be one that can go on. */
export function completeCourse(completing: Completing, first: CourseVisit): Course {
  const { plan } = completing
  const minuteOfDay = minuteOfDayAt(plan.horizon, first)
  const visits = [first]
  let cell = cellOf(plan, first)
  let last = first.tick
  let cost = laterCost(first.tick) + gapCost(completing, first) + awayCost(plan, 0, first.tick)
  for (let visit = 1; visit < plan.stages.length; visit += 1) {
    const earliest = last + plan.lastingTicks
    const settled = plan.stages[visit - 1]?.next[cell] ?? -1
    const next = reaches(plan, visit, { cell: settled, tick: earliest })
      ? settled
      : nextCell(plan, visit, { cell, tick: earliest })
    const found = closest(completing, { visit, cell: next, earliest, minuteOfDay })
    cost += stepCost(cell, next, plan) + found.cost
    visits.push(found.at)
    cell = next
    last = found.at.tick
  }
  return { visits, cost }
}

/** What a course costs at least that begins in this cell at this tick or later. */
export function leastCost({ stages }: CoursePlan, cell: number, tick: number): number {
  return (stages[0]?.costs[cell] ?? Number.POSITIVE_INFINITY) + laterCost(tick)
}

/** What a row of visits costs. */
export function courseCost(completing: Completing, visits: readonly CourseVisit[]): number {
  const { plan } = completing
  const clocks = visits.map((visit) => minuteOfDayAt(plan.horizon, visit))
  let cost = laterCost(visits[0]?.tick ?? 0)
  for (const [visit, one] of visits.entries()) {
    const before = visits[visit - 1]
    cost += gapCost(completing, one) + awayCost(plan, visit, one.tick)
    if (before) cost += stepCost(cellOf(plan, before), cellOf(plan, one), plan)
    if (plan.near[visit] === undefined) cost += hourCost((clocks[visit] ?? 0) - (clocks[0] ?? 0))
  }
  return cost
}

function cellOf({ horizon }: CoursePlan, { therapist, day }: CourseVisit): number {
  return therapist * horizon.days + day
}

function reaches(
  { stages, horizon }: CoursePlan,
  visit: number,
  { cell, tick }: { readonly cell: number; readonly tick: number },
): boolean {
  const { days, dayStarts } = horizon
  const row = stages[visit]?.rows[Math.floor(cell / days)]
  const day = cell % days
  return row !== undefined && lastTick(row, dayStarts[day] ?? 0, dayStarts[day + 1] ?? 0) >= tick
}

type Closest = {
  readonly visit: number
  readonly cell: number
  readonly earliest: number
  readonly minuteOfDay: number
}

/** Looked for outwards from the time that is wanted, until nothing further away can be better. */
function closest(completing: Completing, { visit, cell, earliest, minuteOfDay }: Closest) {
  const { plan } = completing
  const { days, dayStarts } = plan.horizon
  const [therapist, day] = [Math.floor(cell / days), cell % days]
  const row = plan.stages[visit]?.rows[therapist]
  if (!row) throw new Error(`visit ${visit} has no therapist ${therapist}`)
  const [from, until] = [Math.max(dayStarts[day] ?? 0, earliest), dayStarts[day + 1] ?? 0]
  const wanted = plan.near[visit] ?? tickAt(plan.horizon, day, minuteOfDay)
  const away = ({ tick }: CourseVisit): number =>
    plan.near[visit] === undefined
      ? hourCost(minuteOfDayAt(plan.horizon, { day, tick }) - minuteOfDay)
      : awayCost(plan, visit, tick)
  let best: { readonly at: CourseVisit; readonly cost: number } | undefined
  for (const tick of outwards(row, { from, until }, wanted)) {
    const at = { tick, day, therapist }
    if (best && away(at) >= best.cost) break
    const cost = away(at) + gapCost(completing, at)
    if (!best || cost < best.cost) best = { at, cost }
  }
  if (!best) throw new Error('a settled day must hold a start that is late enough')
  return best
}

/** The ticks that are set, the nearest to one first. */
function* outwards(
  row: Bits,
  { from, until }: { readonly from: number; readonly until: number },
  wanted: number,
): Generator<number> {
  const middle = Math.min(until, Math.max(from, Math.ceil(wanted)))
  let after = nextTick(row, middle, until)
  let before = lastTick(row, from, middle)
  while (after >= 0 || before >= 0) {
    const goesBack = after < 0 || (before >= 0 && wanted - before <= after - wanted)
    yield goesBack ? before : after
    if (goesBack) before = lastTick(row, from, before)
    else after = nextTick(row, after + 1, until)
  }
}

function laterCost(tick: number): number {
  return (LATER_DAY * tick * TICK_MINUTES) / MINUTES_A_DAY
}

function hourCost(minutes: number): number {
  return (OTHER_HOUR * Math.abs(minutes)) / 60
}

function awayCost({ near }: CoursePlan, visit: number, tick: number): number {
  const wanted = near[visit]
  return wanted === undefined ? 0 : AWAY_TICK * Math.abs(tick - wanted)
}

/** For the free time before and after the visit that is too short for any visit. Gaps of 32 ticks are long enough. */
function gapCost({ free, stretches, shortestTicks }: Completing, { tick, therapist }: CourseVisit): number {
  const row = free[therapist]
  const [first, last] = [stretches[0], stretches.at(-1)]
  if (!row || !first || !last) return 0
  const before = Math.clz32(~wordFrom(row, tick + first.offset - 32))
  const after = countZerosBelow(~wordFrom(row, tick + last.offset + last.ticks))
  const enough = Math.min(shortestTicks, 32)
  return ORPHAN_GAP * (Number(before > 0 && before < enough) + Number(after > 0 && after < enough))
}
