import type { OfferedCourse } from '#booking'
import type { BookedVisit as Booked, OfferedMove, VisitTime } from '#booking/contract'
import type { Language } from '#platform/language'
import { wallTextIn } from '#platform/time'
import type { Temporal } from 'temporal-polyfill'
import type { BookedVisit, Course, Move, Visit } from './shapes.ts'

/** In whose clock and language an answer is written. */
export type Reader = { readonly zone: string; readonly language: Language }

/** RFC 3339 with seconds and the zone's offset at that instant, never a Z. */
export function timeIn(zone: string, instant: Temporal.Instant): string {
  return instant
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'second', timeZoneName: 'never', calendarName: 'never' })
}

export function visitFrom(visit: VisitTime, { zone, language }: Reader): Visit {
  const time = (minute: number) => wallTextIn(zone, minute)
  return {
    start: time(visit.start),
    end: time(visit.clientLeaves),
    ...(visit.therapist && { therapist: visit.therapist }),
    ...(visit.room && { room: visit.room }),
    ...(visit.device && { device: visit.device }),
    segments: visit.segments.map((segment) => ({
      name: segment.name[language],
      start: time(segment.start),
      end: time(segment.end),
      holds: [...segment.holds],
    })),
  }
}

export function bookedVisitFrom(visit: Booked, reader: Reader): BookedVisit {
  return { id: visit.id, ...visitFrom(visit, reader), state: visit.state }
}

export function courseFrom({ id, visits, reasons }: OfferedCourse, reader: Reader): Course {
  return { id, visits: visits.map((visit) => visitFrom(visit, reader)), reasons: [...reasons] }
}

export function moveFrom({ id, visits, reasons }: OfferedMove, reader: Reader): Move {
  const time = (minute: number) => wallTextIn(reader.zone, minute)
  return {
    id,
    visits: visits.map((visit) => ({
      id: visit.id,
      ...visitFrom(visit, reader),
      change: visit.change,
      before: { start: time(visit.before.start), end: time(visit.before.clientLeaves) },
    })),
    reasons: [...reasons],
  }
}
