/**
 * A service is a protocol: segments one after another, each with its minutes and the kinds of resource
 * that it holds. The therapist is held only where a segment says so; while the ointment works she is free
 * for somebody else. What a visit takes of a resource is therefore not one block but stretches of it:
 * neighbouring segments that hold the same kind are one stretch, so nobody can be put in between.
 */
import type { TickStretch } from './fit.ts'
import type { Interval, Minute } from './interval.ts'
import { TICK_MINUTES } from './ticks.ts'

export type Kind = 'therapist' | 'room' | 'device'

export const KINDS: readonly Kind[] = ['therapist', 'room', 'device']

export type Segment = {
  readonly minutes: number
  readonly holds: readonly Kind[]
  readonly clientPresent: boolean
}

/** A part of a visit, counted from the visit's start. */
export type Stretch = { readonly offsetMinutes: number; readonly minutes: number }

/** When a visit holds a kind of resource; neighbouring segments are merged. Empty: it never does. */
export function stretchesOf(segments: readonly Segment[], kind: Kind): Stretch[] {
  const stretches: { offsetMinutes: number; minutes: number }[] = []
  let offsetMinutes = 0
  for (const { minutes, holds } of segments) {
    const last = stretches.at(-1)
    if (minutes > 0 && holds.includes(kind)) {
      if (last && last.offsetMinutes + last.minutes === offsetMinutes) last.minutes += minutes
      else stretches.push({ offsetMinutes, minutes })
    }
    offsetMinutes += minutes
  }
  return stretches
}

/**
 * The same in whole ticks of time. Set-up takes any whole minutes; those that are no whole ticks are rounded outwards,
 * so that a visit never takes less than it needs.
 */
export function tickStretchesOf(segments: readonly Segment[], kind: Kind): TickStretch[] {
  return stretchesOf(segments, kind).map(({ offsetMinutes, minutes }) => {
    const offset = Math.floor(offsetMinutes / TICK_MINUTES)
    return { offset, ticks: ticksOf(offsetMinutes + minutes) - offset }
  })
}

/** So many minutes in ticks, the last one whole. */
export function ticksOf(minutes: number): number {
  return Math.ceil(minutes / TICK_MINUTES)
}

/** From the start to the end of the last segment, cleaning and all. */
export function totalMinutes(segments: readonly Segment[]): number {
  return segments.reduce((sum, { minutes }) => sum + minutes, 0)
}

/** From the start until the client leaves; what stands after it is the clinic's own. */
export function minutesUntilClientLeaves(segments: readonly Segment[]): number {
  const last = segments.findLastIndex(({ clientPresent }) => clientPresent)
  return totalMinutes(segments.slice(0, last + 1))
}

/** When each segment of a visit begins and ends, in the segments' order. */
export function segmentTimes(start: Minute, segments: readonly Segment[]): Interval[] {
  const times: Interval[] = []
  let from = start
  for (const { minutes } of segments) {
    times.push({ start: from, end: from + minutes })
    from += minutes
  }
  return times
}
