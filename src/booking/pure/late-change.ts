/**
 * What a course's rule says of a change. Two questions: is it too late for the client to change by herself, and does
 * the rest hold between two visits. A visit that was cancelled or missed has rested nobody and binds nobody; where
 * one is missing between two neighbours, the longest rest is as long as for the visits that were to be there.
 */
import type { Rest } from './count-courses.ts'
import type { Minute } from './interval.ts'

/** Where a visit stands in its course and in the calendar; days are counted from any one day. */
export type Standing = {
  readonly position: number
  readonly day: number
  readonly start: Minute
  readonly lastingMinutes: number
}

export type RestVerdict = 'holds' | 'too-short' | 'too-long'

/** True from so many hours before the visit on; with no notice at all, only once it has begun. */
export function isTooLate(
  start: Minute,
  { now, noticeHours }: { now: Minute; noticeHours: number },
): boolean {
  return start <= now || start - now < noticeHours * 60
}

/** How many days after the earlier visit the later one may be, from the first to the last. */
export function daysAllowed(
  earlier: Standing,
  later: { readonly position: number },
  rest: Rest | undefined,
): readonly [number, number] {
  if (!rest) return [earlier.day, Number.POSITIVE_INFINITY]
  const steps = Math.max(1, later.position - earlier.position)
  return [earlier.day + rest.atLeastDays, earlier.day + rest.atMostDays * steps]
}

/** A visit that begins before the one ahead of it has ended has had too short a rest, whatever the days say. */
export function restVerdict(earlier: Standing, later: Standing, rest: Rest | undefined): RestVerdict {
  const [first, last] = daysAllowed(earlier, later, rest)
  if (later.day < first || later.start < earlier.start + earlier.lastingMinutes) return 'too-short'
  return later.day > last ? 'too-long' : 'holds'
}
