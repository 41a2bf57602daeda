/**
 * Why a visit cannot begin at a time: what is in its way, looked for in the same stretches that it would take. The
 * search says whether it fits; this finds the words for where it does not, so that a card can be refused before it
 * is dropped. A time that nothing here stands in the way of, and the search has not, is somebody's who books it now.
 */
import type { SegmentTime } from '#booking/contract'
import { contains, type Interval, type Kind, type Minute, normalise, overlap } from '#booking/pure'

export type Obstacle = {
  readonly resource: string
  readonly why: 'busy' | 'away' | 'closed' | 'off'
  readonly during?: Interval
}

export type Held = { readonly offsetMinutes: number; readonly minutes: number }

/** Somebody or something that can be booked: when it works, and what it is taken by. */
export type Bookable = {
  readonly id: string
  readonly kind: Kind
  readonly open: readonly Interval[]
  readonly taken: readonly (Interval & { readonly why: 'busy' | 'away' | 'closed' })[]
}

const kinds: readonly Kind[] = ['therapist', 'room', 'device']

/** What a visit holds of each kind, counted from its start. */
export function heldBy(visit: {
  readonly start: Minute
  readonly segments: readonly SegmentTime[]
}): ReadonlyMap<Kind, readonly Held[]> {
  return new Map(
    kinds.flatMap((kind) => {
      const times = normalise(visit.segments.filter(({ holds }) => holds.includes(kind)))
      const held = times.map(({ start, end }) => ({
        offsetMinutes: start - visit.start,
        minutes: end - start,
      }))
      return held.length > 0 ? [[kind, held] as const] : []
    }),
  )
}

/** The first thing in the way of this resource; undefined where nothing is. */
export function obstacleTo(resource: Bookable, start: Minute, held: readonly Held[]): Obstacle | undefined {
  const times = held.map(({ offsetMinutes, minutes }) => ({
    start: start + offsetMinutes,
    end: start + offsetMinutes + minutes,
  }))
  const met = resource.taken.find((taken) => times.some((time) => overlap(time, taken)))
  if (met) return { resource: resource.id, why: met.why, during: { start: met.start, end: met.end } }
  if (times.every((time) => contains(resource.open, time))) return undefined
  return { resource: resource.id, why: 'off' }
}

/** The first kind beside this one of which nobody and nothing is free. */
export function missingKind(
  all: readonly Bookable[],
  start: Minute,
  needs: { readonly held: ReadonlyMap<Kind, readonly Held[]>; readonly beside: Kind },
): Kind | undefined {
  return kinds.find((kind) => {
    const held = needs.held.get(kind)
    if (!held || kind === needs.beside) return false
    return all.every((one) => one.kind !== kind || obstacleTo(one, start, held) !== undefined)
  })
}
