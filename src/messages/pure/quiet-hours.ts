/**
 * At night nobody is woken by us. Quiet hours stand on the clinic's wall clock and usually span midnight, so the
 * stretch that a moment falls in began on this day or the day before. Days are added by the calendar and not by 24
 * hours, so both nights on which the clocks change end their quiet at the same wall time as every other.
 */
import { Temporal } from 'temporal-polyfill'

/** Wall times, HH:MM; the same one twice means that no hour is quiet. */
export type QuietHours = { readonly from: string; readonly until: string; readonly zone: string }

/** The moment itself, or the end of the quiet that it falls in. */
export function afterQuiet(at: Temporal.Instant, quiet: QuietHours): Temporal.Instant {
  return quietAround(at, quiet)?.end ?? at
}

/** The moment itself, or the last minute before the quiet that it falls in. */
export function beforeQuiet(at: Temporal.Instant, quiet: QuietHours): Temporal.Instant {
  return quietAround(at, quiet)?.start.subtract({ minutes: 1 }) ?? at
}

function quietAround(
  at: Temporal.Instant,
  { from, until, zone }: QuietHours,
): { readonly start: Temporal.Instant; readonly end: Temporal.Instant } | undefined {
  const [first, last] = [Temporal.PlainTime.from(from), Temporal.PlainTime.from(until)]
  const wall = at.toZonedDateTimeISO(zone)
  const [day, time] = [wall.toPlainDate(), wall.toPlainTime()]
  const spansMidnight = Temporal.PlainTime.compare(first, last) > 0
  const isLate = Temporal.PlainTime.compare(time, first) >= 0
  const isEarly = Temporal.PlainTime.compare(time, last) < 0
  if (spansMidnight ? !isLate && !isEarly : !isLate || !isEarly) return undefined
  const begins = spansMidnight && !isLate ? day.subtract({ days: 1 }) : day
  const ends = spansMidnight ? begins.add({ days: 1 }) : begins
  return { start: instantOf(begins, first, zone), end: instantOf(ends, last, zone) }
}

function instantOf(
  day: Temporal.PlainDate,
  plainTime: Temporal.PlainTime,
  timeZone: string,
): Temporal.Instant {
  return day.toZonedDateTime({ timeZone, plainTime }).toInstant()
}
