/**
 * Between the clock on the clinic's wall and the line of minutes. Within a window a zone is a few pieces,
 * each with one distance between wall and UTC; in a piece the wall is plain arithmetic. That makes every
 * hard night exact without a case of its own: a wall time that is skipped lies in no piece, one that comes
 * twice lies in two, and a day has the 23, 24, 25 (or 23.5) hours that its pieces leave it.
 *
 * Why not convert each wall time by itself: a time in the missing hour has no instant, one in the doubled
 * hour has two, and each caller would choose anew.
 */
import { Temporal } from 'temporal-polyfill'
import { type Interval, intersect, type Minute, normalise } from './interval.ts'

/** Whole calendar days of a zone: `days` of them, beginning with `from`. */
export type DayWindow = { readonly zone: string; readonly from: Temporal.PlainDate; readonly days: number }

/**
 * Wall-clock times of a day, within it: '24:00' is its end. Weekday 1 is Monday, 7 Sunday. `weeks` are every so many
 * weeks, counted from the week with the Monday `anchor`. Hours with days of their own (the first and the last are
 * within) are a season: on its days they replace the ordinary ones, and of several the one that began last.
 */
export type WeeklyHours = {
  readonly weekday: number
  readonly from: string
  readonly to: string
  readonly weeks?: { readonly every: number; readonly anchor: string }
  readonly validFrom?: string
  readonly validUntil?: string
}

/** A stretch with one offset: minutes of the wall (counted from 1970-01-01T00:00 on it) = minute + offset. */
export type ClockPiece = Interval & { readonly offsetMinutes: number }

/** A minute as the wall shows it; days are counted from 1970-01-01. */
export type WallTime = { readonly epochDay: number; readonly minuteOfDay: number }

export const MINUTES_A_DAY = 1440

/** From the first instant of the first day to the first instant after the last. */
export function windowInterval({ zone, from, days }: DayWindow): Interval {
  return { start: startOfDay(from, zone), end: startOfDay(from.add({ days }), zone) }
}

/** The pieces of one offset that together are exactly this stretch of time. */
export function clockPieces(zone: string, { start, end }: Interval): ClockPiece[] {
  const pieces: ClockPiece[] = []
  let from = start
  while (from < end) {
    const here = inZone(from, zone)
    const change = here.getTimeZoneTransition('next')
    const until = change ? Math.min(end, minuteOf(change)) : end
    pieces.push({ start: from, end: until, offsetMinutes: here.offsetNanoseconds / 60e9 })
    from = until
  }
  return pieces
}

/** What the wall shows at a minute. The pieces must cover it. */
export function wallTime(pieces: readonly ClockPiece[], minute: Minute): WallTime {
  const piece = pieces.find(({ start, end }) => start <= minute && minute < end)
  if (!piece) throw new RangeError(`minute ${minute} lies outside the window`)
  const wall = minute + piece.offsetMinutes
  const epochDay = Math.floor(wall / MINUTES_A_DAY)
  return { epochDay, minuteOfDay: wall - epochDay * MINUTES_A_DAY }
}

/**
 * When something with weekly hours is open within a window, as a normal list. It is open in a minute exactly
 * when the wall then shows a time within its hours: opening at 02:30 in the night without 02:30 means 03:00.
 * @throws RangeError when hours do not end after they begin.
 */
export function hoursToIntervals(hours: readonly WeeklyHours[], window: DayWindow): Interval[] {
  const shifts = hours.map(shiftFrom)
  for (const { from, to } of shifts)
    if (to <= from) throw new RangeError('weekly hours must end after they begin')
  const first = epochDayOf(window.from)
  const days = Array.from({ length: window.days }, (_, day) => first + day)
  const onWall = days.flatMap((day) =>
    inSeason(shifts, day)
      .filter((shift) => shift.weekday === weekdayOf(day) && isInWeek(shift, day))
      .map(({ from, to }) => ({ start: day * MINUTES_A_DAY + from, end: day * MINUTES_A_DAY + to })),
  )
  return normalise(
    clockPieces(window.zone, windowInterval(window)).flatMap((piece) => shownWithin(piece, onWall)),
  )
}

/** Hours as numbers: minutes of a day, days and weeks since 1970. */
type Shift = ReturnType<typeof shiftFrom>

function shiftFrom(hours: WeeklyHours) {
  return {
    weekday: hours.weekday,
    from: minuteOfDayFrom(hours.from),
    to: minuteOfDayFrom(hours.to),
    every: hours.weeks?.every ?? 1,
    anchorWeek: hours.weeks ? weekOf(epochDayOf(Temporal.PlainDate.from(hours.weeks.anchor))) : 0,
    firstDay: hours.validFrom ? epochDayOf(Temporal.PlainDate.from(hours.validFrom)) : -Infinity,
    lastDay: hours.validUntil ? epochDayOf(Temporal.PlainDate.from(hours.validUntil)) : Infinity,
  }
}

/** The hours that this day has, of whatever weekday: those of one season, or the ordinary ones. */
function inSeason(shifts: readonly Shift[], day: number): readonly Shift[] {
  const covering = shifts.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay)
  const begun = Math.max(...covering.map(({ firstDay }) => firstDay))
  const latest = covering.filter(({ firstDay }) => firstDay === begun)
  const ends = Math.min(...latest.map(({ lastDay }) => lastDay))
  return latest.filter(({ lastDay }) => lastDay === ends)
}

/** By counting weeks from the anchor: the number of a week has no even rhythm over a year with 53 of them. */
function isInWeek({ every, anchorWeek }: Shift, day: number): boolean {
  return (weekOf(day) - anchorWeek) % every === 0
}

/** Whole weeks, from Monday to Sunday, since the one in which 1970 began. */
function weekOf(epochDay: number): number {
  return Math.floor((epochDay + 3) / 7)
}

function shownWithin(piece: ClockPiece, onWall: readonly Interval[]): Interval[] {
  const minutes = onWall.map(({ start, end }) => ({
    start: start - piece.offsetMinutes,
    end: end - piece.offsetMinutes,
  }))
  return intersect(normalise(minutes), [piece])
}

/** Calendar days from one start to a later one, as the clinic's own calendar counts them. */
export function restDaysBetween(a: Minute, b: Minute, zone: string): number {
  return inZone(a, zone).toPlainDate().until(inZone(b, zone).toPlainDate(), { largestUnit: 'days' }).days
}

/** 1 is Monday, 7 Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1
}

export function epochDayOf(date: Temporal.PlainDate): number {
  return Temporal.PlainDate.from('1970-01-01').until(date, { largestUnit: 'days' }).days
}

function minuteOfDayFrom(time: string): number {
  const found = /^(\d{2}):(\d{2})(?::\d{2})?$/.exec(time)
  if (!found) throw new RangeError(`'${time}' is not a time of day`)
  return Number(found[1]) * 60 + Number(found[2])
}

/** The first instant with this date, which is not 00:00 where the clock skips midnight. */
function startOfDay(date: Temporal.PlainDate, zone: string): Minute {
  return minuteOf(date.toZonedDateTime(zone))
}

function inZone(minute: Minute, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone)
}

function minuteOf(time: Temporal.ZonedDateTime): Minute {
  return time.epochMilliseconds / 60_000
}
