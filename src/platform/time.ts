import { Temporal } from 'temporal-polyfill'

/** Whole minutes since 1970, the clock of everything that is booked. */
export function minuteFrom(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 60_000)
}

export function instantFrom(minute: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
}

/** The day that it is in a zone. */
export function dayIn(zone: string, instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate()
}
