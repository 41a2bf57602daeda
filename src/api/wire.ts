import type { OfferedCourse } from '#booking'
import type { BookedVisit as Booked, VisitTime } from '#booking/contract'
import type { Language } from '#platform/language'
import { instantFrom } from '#platform/time'
import type { Temporal } from 'temporal-polyfill'
import type { BookedVisit, Course, Visit } from './shapes.ts'

/** In whose clock and language an answer is written. */
export type Reader = { readonly zone: string; readonly language: Language }

/** RFC 3339 with seconds and the zone's offset at that instant, never a Z. */
export function timeIn(zone: string, instant: Temporal.Instant): string {
  return instant
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'second', timeZoneName: 'never', calendarName: 'never' })
}

export function visitFrom(visit: VisitTime, { zone, language }: Reader): Visit {
  const time = (minute: number) => timeIn(zone, instantFrom(minute))
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
  return { ...visitFrom(visit, reader), state: visit.state }
}

export function courseFrom({ id, visits, reasons }: OfferedCourse, reader: Reader): Course {
  return { id, visits: visits.map((visit) => visitFrom(visit, reader)), reasons: [...reasons] }
}
