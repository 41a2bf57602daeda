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

/**
 * When something with weekly hours is open within a window, as a normal list. It is open in a minute exactly
 * when the wall then shows a time within its hours: opening at 02:30 in the night without 02:30 means 03:00.
 * @throws RangeError when hours do not end after they begin.
 */
export function hoursToIntervals(hours: readonly WeeklyHours[], window: DayWindow): Interval[] {
  const onWall = openOnWall(hours, { epochDay: epochDayOf(window.from), days: window.days })
  const pieces = clockPieces(window.zone, windowInterval(window))
  return normalise(pieces.flatMap((piece) => shownOn(piece, onWall)))
}

/** The same as the wall's clock shows it: a normal list of minutes since 1970-01-01T00:00 on it. */
export function openOnWall(
  hours: readonly WeeklyHours[],
  { epochDay, days }: { readonly epochDay: number; readonly days: number },
): Interval[] {
  const shifts = shiftsFrom(hours)
  const open: Interval[] = []
  for (let day = epochDay; day < epochDay + days; day += 1) {
    for (const shift of inSeason(shifts, day)) {
      if (shift.weekday === weekdayOf(day) && isInWeek(shift, day))
        open.push({ start: day * MINUTES_A_DAY + shift.from, end: day * MINUTES_A_DAY + shift.to })
    }
  }
  return normalise(open)
}

/** By weekday and minutes of the day where every week is the same; undefined where weeks alternate or have seasons. */
export function minutesOfEveryWeek(
  hours: readonly WeeklyHours[],
): readonly { readonly weekday: number; readonly from: number; readonly to: number }[] | undefined {
  const shifts = shiftsFrom(hours)
  return shifts.every((shift) => isOrdinary(shift) && shift.every === 1) ? shifts : undefined
}

/** The minutes of a piece in which its wall shows these times. */
export function shownOn(piece: ClockPiece, onWall: readonly Interval[]): Interval[] {
  const minutes = onWall.map(({ start, end }) => ({
    start: start - piece.offsetMinutes,
    end: end - piece.offsetMinutes,
  }))
  return intersect(minutes, [piece])
}

/** Hours as numbers: minutes of a day, days and weeks since 1970. */
type Shift = ReturnType<typeof shiftFrom>

function shiftsFrom(hours: readonly WeeklyHours[]): Shift[] {
  const shifts = hours.map(shiftFrom)
  for (const { from, to } of shifts)
    if (to <= from) throw new RangeError('weekly hours must end after they begin')
  return shifts
}

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
  if (shifts.every(isOrdinary)) return shifts
  const covering = shifts.filter(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay)
  const begun = Math.max(...covering.map(({ firstDay }) => firstDay))
  const latest = covering.filter(({ firstDay }) => firstDay === begun)
  const ends = Math.min(...latest.map(({ lastDay }) => lastDay))
  return latest.filter(({ lastDay }) => lastDay === ends)
}

function isOrdinary({ firstDay, lastDay }: Shift): boolean {
  return firstDay === -Infinity && lastDay === Infinity
}

/** By counting weeks from the anchor: the number of a week has no even rhythm over a year with 53 of them. */
function isInWeek({ every, anchorWeek }: Shift, day: number): boolean {
  return (weekOf(day) - anchorWeek) % every === 0
}

/** Whole weeks, from Monday to Sunday, since the one in which 1970 began. */
function weekOf(epochDay: number): number {
  return Math.floor((epochDay + 3) / 7)
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
  const minutes = digitsAt(time, 0) * 60 + digitsAt(time, 3)
  const ends = time.length === 5 || (time.length === 8 && time[5] === ':' && digitsAt(time, 6) >= 0)
  if (!(minutes >= 0) || time[2] !== ':' || !ends) throw new RangeError(`'${time}' is not a time of day`)
  return minutes
}

/** Two digits as a number; without an expression, since hours are read for every resource of every search. */
function digitsAt(time: string, at: number): number {
  const [tens, ones] = [time.charCodeAt(at) - 48, time.charCodeAt(at + 1) - 48]
  const areDigits = tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9
  return areDigits ? tens * 10 + ones : Number.NaN
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
