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

/** RFC 3339 with seconds and the zone's offset then, never a Z: an answer of the API has hundreds of these. */
export function wallTextIn(zone: string, minute: number): string {
  const { offsetMinutes, text } = pieceAt(zone, minute)
  if (!Number.isInteger(offsetMinutes))
    return instantFrom(minute)
      .toZonedDateTimeISO(zone)
      .toString({ smallestUnit: 'second', timeZoneName: 'never' })
  return new Date((minute + offsetMinutes) * 60_000).toISOString().slice(0, 19) + text
}

/** A stretch in which a zone has one offset. */
type Piece = {
  readonly start: number
  readonly end: number
  readonly offsetMinutes: number
  readonly text: string
}

const pieces = new Map<string, Piece[]>()

/** Asked once for each half year of a zone: to ask Temporal for each minute costs fifty times as much. */
function pieceAt(zone: string, minute: number): Piece {
  const known = pieces.get(zone) ?? []
  const found = known.find(({ start, end }) => start <= minute && minute < end)
  if (found) return found
  const here = instantFrom(minute).toZonedDateTimeISO(zone)
  // One that happens in this very minute is the one before.
  const before = here.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  const after = here.getTimeZoneTransition('next')
  const piece = {
    start: before ? before.epochMilliseconds / 60_000 : Number.NEGATIVE_INFINITY,
    end: after ? after.epochMilliseconds / 60_000 : Number.POSITIVE_INFINITY,
    offsetMinutes: here.offsetNanoseconds / 60e9,
    text: here.offset,
  }
  pieces.set(zone, [...known, piece])
  return piece
}
