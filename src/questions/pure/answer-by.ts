/**
 * When an answer is promised: at the close of the clinic's n:th working day after the day on which it was asked. A
 * working day is one on which the clinic opens and is not closed throughout: a holiday that is entered as a closure
 * does not count, half a day off does. What is asked on a Friday evening with one working day is answered by Monday's
 * close. A clinic without opening hours counts Monday to Friday, until five.
 */
import type { Temporal } from 'temporal-polyfill'

export type OpenStretch = { readonly weekday: number; readonly from: string; readonly to: string }
/** Minutes since 1970, half open. */
type Stretch = { readonly start: number; readonly end: number }

export type Promising = {
  /** The day, in the clinic's zone, on which it was asked. */
  readonly asked: Temporal.PlainDate
  readonly days: number
  readonly opening: readonly OpenStretch[]
  readonly closures: readonly Stretch[]
  readonly zone: string
}

/** Longer than any closure that a promise should still be made over. */
export const mostDaysAhead = 60

/** Minutes since 1970. */
export function answerBy({ asked, days, opening, closures, zone }: Promising): number {
  const open = opening.length > 0 ? opening : officeHours
  let closes = 0
  let counted = 0
  for (let ahead = 1; ahead <= mostDaysAhead && counted < days; ahead += 1) {
    const last = closingMinute(stretchesOf(asked.add({ days: ahead }), open, zone), closures)
    if (last === undefined) continue
    counted += 1
    closes = last
  }
  if (counted === days) return closes
  const [far] = stretchesOf(asked.add({ days: mostDaysAhead }), everyDay, zone)
  return far?.end ?? closes
}

const officeHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }))
const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }))

function stretchesOf(day: Temporal.PlainDate, open: readonly OpenStretch[], zone: string): Stretch[] {
  return open
    .filter(({ weekday }) => weekday === day.dayOfWeek)
    .map(({ from, to }) => ({ start: minuteAt(day, from, zone), end: minuteAt(day, to, zone) }))
}

/** When the last stretch ends that no closure covers. */
function closingMinute(stretches: readonly Stretch[], closures: readonly Stretch[]): number | undefined {
  const worked = stretches.filter(
    ({ start, end }) => !closures.some((closed) => closed.start <= start && end <= closed.end),
  )
  return worked.length > 0 ? Math.max(...worked.map(({ end }) => end)) : undefined
}

function minuteAt(day: Temporal.PlainDate, time: string, zone: string): number {
  return day.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds / 60_000
}
