/**
 * What a booked visit needs is what was promised when it was booked, not what its service has become since: its own
 * segments, wherever it is moved.
 */
import { Temporal } from 'temporal-polyfill'
import type { Resource } from '#clinic/contract'
import { instantFrom } from '#platform/time'
import type { BookedVisit, VisitTime } from './contract.ts'
import type { Segment, StandingVisit, VisitPlace } from './pure/index.ts'
import { namedPlace } from './visit-times.ts'

export function ownSegments(visit: VisitTime): Segment[] {
  return visit.segments.map(({ start, end, holds }) => ({
    minutes: end - start,
    holds,
    clientPresent: end <= visit.clientLeaves,
  }))
}

export function ownPlace({ start, therapist, room, device }: VisitTime): VisitPlace {
  return {
    start,
    ...(therapist && { therapist: therapist.id }),
    ...(room && { room: room.id }),
    ...(device && { device: device.id }),
  }
}

export function isSamePlace(a: VisitPlace, b: VisitPlace): boolean {
  return a.start === b.start && a.therapist === b.therapist && a.room === b.room && a.device === b.device
}

/** The visit at another place, with its own protocol. */
export function ownTimeAt(visit: VisitTime, place: VisitPlace, resources: readonly Resource[]): VisitTime {
  const by = place.start - visit.start
  return {
    start: place.start,
    clientLeaves: visit.clientLeaves + by,
    end: visit.end + by,
    ...namedPlace(place, resources),
    segments: visit.segments.map((segment) => ({
      ...segment,
      start: segment.start + by,
      end: segment.end + by,
    })),
  }
}

/** Where the visit stands on the clinic's own calendar; days are counted from 1970. */
export function standingFrom(visit: BookedVisit, zone: string): StandingVisit {
  const wall = instantFrom(visit.start).toZonedDateTimeISO(zone)
  return {
    id: visit.id,
    position: visit.position,
    day: dayNumber(wall.toPlainDate()),
    start: visit.start,
    lastingMinutes: visit.end - visit.start,
    weekday: wall.dayOfWeek,
    minuteOfDay: wall.hour * 60 + wall.minute,
    place: ownPlace(visit),
  }
}

/** Counted from 1970-01-01. */
export function dayNumber(day: Temporal.PlainDate): number {
  return Temporal.PlainDate.from('1970-01-01').until(day, { largestUnit: 'days' }).days
}
