/**
 * The days that a search looks at, as a row of ticks: where the row begins, and at which tick each day does. This is
 * where the clock on the wall becomes bits and where its whole difficulty ends: a day of 23 or 25 hours is a day
 * whose first tick is 12 less or more before the next one's.
 *
 * What is odd is rounded so that nothing is ever offered that is not free: open time inwards, taken time outwards.
 */
import {
  type ClockPiece,
  clockPieces,
  type DayWindow,
  epochDayOf,
  MINUTES_A_DAY,
  minutesOfEveryWeek,
  openOnWall,
  shownOn,
  weekdayOf,
  type WeeklyHours,
  windowInterval,
} from './clinic-days.ts'
import type { Interval, Minute } from './interval.ts'
import { type Bits, clearTicks, hasTicks, setTicks, TICK_MINUTES, type Ticks } from './ticks.ts'

/** Rows of this horizon begin with the tick 32 * firstWord since 1970 and have so many words. */
export type Horizon = DayWindow & {
  readonly firstWord: number
  readonly words: number
  /** Of the first day, counted from 1970. */
  readonly epochDay: number
  /** Ticks after the row's first, one for each day and one for the end of the last. */
  readonly dayStarts: Int32Array
  /** How the wall's clock stands to UTC in these days. */
  readonly pieces: readonly ClockPiece[]
}

/** The horizon of whole days, in whole words; bits outside the days are there but never free. */
export function horizonOf(window: DayWindow): Horizon {
  const span = windowInterval(window)
  const pieces = clockPieces(window.zone, span)
  const firstWord = Math.floor(span.start / TICK_MINUTES / 32)
  const firstTick = firstWord * 32
  const words = Math.ceil(span.end / TICK_MINUTES / 32) - firstWord
  const first = epochDayOf(window.from)
  const dayStarts = Int32Array.from({ length: window.days + 1 }, (_, day) => {
    const begins = firstMinuteAt((first + day) * MINUTES_A_DAY, pieces) ?? span.end
    return Math.ceil(begins / TICK_MINUTES) - firstTick
  })
  const { zone, from, days } = window
  return { zone, from, days, firstWord, words, epochDay: first, dayStarts, pieces }
}

/** A row in which nothing is free. */
export function emptyRow({ words }: Horizon): Bits {
  return new Uint32Array(words)
}

/**
 * When weekly hours are open: as hoursToIntervals, in whole ticks. A day of 24 hours has its hours at the same ticks
 * after its first as any other; the day on which the clock changes has them as each of its pieces shows them; only
 * hours with seasons, alternating weeks or odd minutes are asked of the wall.
 */
export function hoursToBits(hours: readonly WeeklyHours[], horizon: Horizon): Bits {
  const bits = emptyRow(horizon)
  const { dayStarts, days, epochDay } = horizon
  const week = weekInTicks(hours)
  if (!week) {
    const onWall = openOnWall(hours, { epochDay, days })
    for (const piece of horizon.pieces) markIntervals(bits, shownOn(piece, onWall), horizon)
    return bits
  }
  let weekday = weekdayOf(epochDay)
  for (let day = 0; day < days; day += 1) {
    const begins = dayStarts[day] ?? 0
    const open = week[weekday] ?? []
    if ((dayStarts[day + 1] ?? 0) - begins !== DAY_TICKS) markHardDay(bits, open, { horizon, day })
    else
      for (let at = 0; at < open.length; at += 1)
        setTicks(bits, begins + (open[at]?.from ?? 0), begins + (open[at]?.until ?? 0))
    weekday = weekday === 7 ? 1 : weekday + 1
  }
  return bits
}

/** A day on which the clock changes: its hours as each piece of the clock shows them. */
function markHardDay(
  bits: Bits,
  open: readonly Ticks[],
  { horizon, day }: { readonly horizon: Horizon; readonly day: number },
): void {
  for (const { start, end, offsetMinutes } of horizon.pieces) {
    const midnight = (horizon.epochDay + day) * MINUTES_A_DAY - offsetMinutes
    const shown = open.map(({ from, until }) => ({
      start: Math.max(start, midnight + from * TICK_MINUTES),
      end: Math.min(end, midnight + until * TICK_MINUTES),
    }))
    markIntervals(bits, shown, horizon)
  }
}

const DAY_TICKS = MINUTES_A_DAY / TICK_MINUTES

/** By weekday, where every week is the same and in whole ticks. */
function weekInTicks(hours: readonly WeeklyHours[]): Ticks[][] | undefined {
  const everyWeek = minutesOfEveryWeek(hours)
  if (!everyWeek) return undefined
  const week: Ticks[][] = Array.from({ length: 8 }, () => [])
  for (const { weekday, from, to } of everyWeek) {
    if (from % TICK_MINUTES !== 0 || to % TICK_MINUTES !== 0) return undefined
    week[weekday]?.push({ from: from / TICK_MINUTES, until: to / TICK_MINUTES })
  }
  return week
}

/** Sets the ticks that lie wholly within these stretches. */
export function markIntervals(bits: Bits, intervals: readonly Interval[], horizon: Horizon): void {
  const firstTick = horizon.firstWord * 32
  for (const { start, end } of intervals)
    setTicks(bits, Math.ceil(start / TICK_MINUTES) - firstTick, Math.floor(end / TICK_MINUTES) - firstTick)
}

/** Clears every tick that these stretches touch. */
export function clearIntervals(bits: Bits, intervals: readonly Interval[], horizon: Horizon): void {
  const firstTick = horizon.firstWord * 32
  for (const { start, end } of intervals)
    if (start < end)
      clearTicks(
        bits,
        Math.floor(start / TICK_MINUTES) - firstTick,
        Math.ceil(end / TICK_MINUTES) - firstTick,
      )
}

/** Whether a stretch is free in every tick that it touches; outside the row nothing is. */
export function isFree(bits: Bits, { start, end }: Interval, horizon: Horizon): boolean {
  const firstTick = horizon.firstWord * 32
  return hasTicks(
    bits,
    Math.floor(start / TICK_MINUTES) - firstTick,
    Math.ceil(end / TICK_MINUTES) - firstTick,
  )
}

export function minuteOfTick({ firstWord }: Horizon, tick: number): Minute {
  return (firstWord * 32 + tick) * TICK_MINUTES
}

/** The tick in which a minute lies, which need not be within the row. */
export function tickOfMinute({ firstWord }: Horizon, minute: Minute): number {
  return Math.floor(minute / TICK_MINUTES) - firstWord * 32
}

/** What the wall's clock shows at a tick of a day, in minutes of that day. */
export function minuteOfDayAt(horizon: Horizon, { day, tick }: { day: number; tick: number }): number {
  const minute = minuteOfTick(horizon, tick)
  const wall = minute + offsetAt(horizon.pieces, minute)
  return wall - (horizon.epochDay + day) * MINUTES_A_DAY
}

function offsetAt(pieces: readonly ClockPiece[], minute: Minute): number {
  for (const { end, offsetMinutes } of pieces) if (minute < end) return offsetMinutes
  return 0
}

/** The day on which a tick lies, counted from the first. */
export function dayOfTick({ dayStarts, days }: Horizon, tick: number): number {
  let low = 0
  let high = days - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((dayStarts[middle] ?? 0) <= tick) low = middle
    else high = middle - 1
  }
  return low
}

/** The first tick of a day at which its wall shows this minute or a later one. */
export function tickAt(
  { firstWord, epochDay, pieces, dayStarts }: Horizon,
  day: number,
  minute: number,
): number {
  const last = dayStarts[day + 1] ?? 0
  const found = firstMinuteAt((epochDay + day) * MINUTES_A_DAY + minute, pieces)
  return found === undefined ? last : Math.min(last, Math.ceil(found / TICK_MINUTES) - firstWord * 32)
}

/** The first minute at which the wall shows this time, counted from 1970 on it, or a later one. */
function firstMinuteAt(wallMinute: number, pieces: readonly ClockPiece[]): Minute | undefined {
  const piece = pieces.find(({ end, offsetMinutes }) => wallMinute - offsetMinutes < end)
  return piece && Math.max(piece.start, wallMinute - piece.offsetMinutes)
}
