/**
 * What the search looks at: whose time is free, as rows of ticks of one horizon. Free is open and not taken; why a
 * tick is not free is not told here, since nothing that is offered depends on it.
 */
import { clearIntervals, emptyRow, type Horizon, isFree, markIntervals } from './horizon.ts'
import { type Interval, type Minute, normalise } from './interval.ts'
import { type Kind, type Segment, stretchesOf } from './protocol.ts'
import { type Bits, clearTicks } from './ticks.ts'

/** `free` has the horizon's words; no bit outside its days is set. */
export type BitResource = { readonly id: string; readonly kind: Kind; readonly free: Bits }

/** Visits start on the grid of the clinic's wall clock. */
export type Calendar = {
  readonly horizon: Horizon
  readonly gridMinutes: number
  readonly resources: readonly BitResource[]
}

/** The same time as stretches, for what is drawn or kept as such. */
export type Resource = {
  readonly id: string
  readonly kind: Kind
  readonly open: readonly Interval[]
  /** Occupied and unavailable time; may overlap and need not be sorted. */
  readonly busy: readonly Interval[]
}

/** Open time rounded inwards, busy time outwards, to whole ticks; what lies outside the days is left out. */
export function bitResourceFrom({ id, kind, open, busy }: Resource, horizon: Horizon): BitResource {
  const free = emptyRow(horizon)
  const { dayStarts } = horizon
  markIntervals(free, normalise(open), horizon)
  clearIntervals(free, busy, horizon)
  clearTicks(free, 0, dayStarts[0] ?? 0)
  clearTicks(free, dayStarts.at(-1) ?? 0, free.length * 32)
  return { id, kind, free }
}

export type Visit = { readonly start: Minute; readonly segments: readonly Segment[] }

/** Whether a resource is free in every stretch in which the visit holds its kind; ticks it only touches count. */
export function isFreeFor(visit: Visit, { kind, free }: BitResource, horizon: Horizon): boolean {
  return stretchesOf(visit.segments, kind).every(({ offsetMinutes, minutes }) => {
    const start = visit.start + offsetMinutes
    return isFree(free, { start, end: start + minutes }, horizon)
  })
}
