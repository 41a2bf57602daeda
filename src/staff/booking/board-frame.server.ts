/**
 * The board's scale: rows of five real minutes from a whole hour of the clinic's clock. The hours written beside it
 * are read off that clock, so a night that loses an hour shows none twice and skips one, and a night that gains an
 * hour has one more row of it. Nothing is placed by the wall clock.
 */
import type { Interval, Minute } from '#booking/pure'
import type { Language } from '#platform/language'
import { sayTime } from '#platform/say'
import { instantFrom } from '#platform/time'
import { m } from '#platform/words'

export type BoardFrame = { readonly start: Minute; readonly end: Minute; readonly hours: readonly string[] }

export type Place = { readonly from: number; readonly span: number }

const rowMinutes = 5
/** As many as board-grid.css has places for: a day of 25 hours that is worked through loses its last. */
const mostHours = 24

/** Whole hours of the day around everything that it must hold; undefined when there is nothing to hold. */
export function frameAround(
  day: Interval,
  stretches: readonly Interval[],
  saying: { readonly zone: string; readonly language: Language },
): BoardFrame | undefined {
  const held = stretches.map((stretch) => clipTo(day, stretch)).filter(({ start, end }) => start < end)
  if (held.length === 0) return undefined
  const first = Math.min(...held.map(({ start }) => start))
  const last = Math.max(...held.map(({ end }) => end))
  const start = Math.max(day.start, first - instantFrom(first).toZonedDateTimeISO(saying.zone).minute)
  const count = Math.min(mostHours, Math.ceil((last - start) / 60))
  return { start, end: start + 60 * count, hours: hoursFrom(start, count, saying) }
}

function hoursFrom(
  start: Minute,
  count: number,
  saying: { readonly zone: string; readonly language: Language },
): string[] {
  const times = Array.from({ length: count }, (_, hour) =>
    sayTime(start + 60 * hour, saying).replace(/:00$/, ''),
  )
  return times.map((time, at) =>
    time === times[at - 1] ? m.staff_hour_again({ hour: time }, { locale: saying.language }) : time,
  )
}

/** Rows of five minutes; what begins or ends within a row takes the whole row. Nothing for what is not on the board. */
export function placeOn(frame: Interval, stretch: Interval): Place | undefined {
  const { start, end } = clipTo(frame, stretch)
  if (start >= end) return undefined
  const from = Math.floor((start - frame.start) / rowMinutes)
  return { from, span: Math.ceil((end - frame.start) / rowMinutes) - from }
}

export function clipTo(whole: Interval, { start, end }: Interval): Interval {
  return { start: Math.max(whole.start, start), end: Math.min(whole.end, end) }
}
