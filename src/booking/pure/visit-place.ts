/**
 * A visit's place: when it starts, and with which therapist, in which room, with which pen. From the place
 * and the protocol follow the stretches that it occupies; whether it still stands is asked of the same
 * stretches. Search and write path thus cannot disagree about what a visit takes.
 */
import { type Calendar, isFreeFor } from './calendar.ts'
import type { Interval, Minute } from './interval.ts'
import { KINDS, type Kind, type Segment, stretchesOf } from './protocol.ts'

/** Ids of resources. A kind that no segment holds is absent. */
export type VisitPlace = {
  readonly start: Minute
  readonly therapist?: string
  readonly room?: string
  readonly device?: string
}

export type NotFree = { readonly kind: Kind; readonly resource?: string }

/** What a visit at this place occupies, by resource, in the order therapist, room, device and then time. */
export function occupancyOf(
  place: VisitPlace,
  segments: readonly Segment[],
): { readonly resource: string; readonly during: Interval }[] {
  return KINDS.flatMap((kind) => {
    const resource = place[kind]
    return resource === undefined
      ? []
      : timesOf(place, segments, kind).map((during) => ({ resource, during }))
  })
}

/**
 * `undefined` when the place stands; otherwise the first kind (and resource) that is not free, be it closed,
 * busy, unknown, of another kind, or not named at all. A kind that no segment holds is not looked at.
 * Mind the sense: an answer is the obstacle.
 */
export function placeStands(
  place: VisitPlace,
  segments: readonly Segment[],
  { resources, horizon }: Calendar,
): NotFree | undefined {
  const visit = { start: place.start, segments }
  for (const kind of KINDS) {
    if (stretchesOf(segments, kind).length === 0) continue
    const id = place[kind]
    if (id === undefined) return { kind }
    const resource = resources.find((one) => one.id === id && one.kind === kind)
    if (!resource || !isFreeFor(visit, resource, horizon)) return { kind, resource: id }
  }
  return undefined
}

function timesOf({ start }: VisitPlace, segments: readonly Segment[], kind: Kind): Interval[] {
  return stretchesOf(segments, kind).map(({ offsetMinutes, minutes }) => ({
    start: start + offsetMinutes,
    end: start + offsetMinutes + minutes,
  }))
}
