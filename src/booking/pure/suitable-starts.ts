/**
 * When may a visit begin, before it is asked who is free? On the grid of the clinic's wall clock, on the weekdays
 * and within the hours that were wished for, so that it ends within the calendar's days. As one row of bits: the
 * wall's clock is asked once for each day and not for each start.
 */
import type { Calendar } from './calendar.ts'
import { type ClockPiece, MINUTES_A_DAY, weekdayOf } from './clinic-days.ts'
import { emptyRow, type Horizon } from './horizon.ts'
import type { Minute } from './interval.ts'
import { minutesUntilClientLeaves, type Segment, ticksOf, totalMinutes } from './protocol.ts'
import { type Bits, clearTicks, gridOfStep, setEvery, TICK_MINUTES, type TickGrid } from './ticks.ts'

/** What a person asks of every visit. An empty list of weekdays, like none, means any day. */
export type Wish = {
  readonly notBefore: Minute
  readonly therapist?: string
  /** 1 = Monday … 7, of the start. */
  readonly weekdays?: readonly number[]
  /** The client comes no earlier than this on the clinic's wall clock. */
  readonly fromMinuteOfDay?: number
  /** The client has left by then, on the same day. */
  readonly untilMinuteOfDay?: number
  /** Starts of a course that was just taken: the nearest are ranked first. */
  readonly near?: readonly Minute[]
}

export type PlaceSearch = {
  readonly calendar: Calendar
  readonly segments: readonly Segment[]
  readonly wish: Wish
}

/** @throws RangeError for a grid without minutes. */
export function suitableStarts({ calendar, segments, wish }: PlaceSearch): Bits {
  const { horizon, gridMinutes } = calendar
  if (!(gridMinutes > 0)) throw new RangeError('the grid must have minutes')
  const bits = emptyRow(horizon)
  const grid = gridOf(gridMinutes, wish.fromMinuteOfDay ?? 0)
  for (const piece of piecesByLeaving(horizon, minutesUntilClientLeaves(segments), wish.untilMinuteOfDay))
    for (const days of daysOf(piece, wish, grid)) setGrid(bits, { horizon, piece, ...grid }, days)
  const firstTick = horizon.firstWord * 32
  const latest = (horizon.dayStarts.at(-1) ?? 0) - ticksOf(totalMinutes(segments))
  clearTicks(bits, 0, Math.ceil(wish.notBefore / TICK_MINUTES) - firstTick)
  clearTicks(bits, latest + 1, bits.length * 32)
  return bits
}

/** A piece of the clock, and before which minute of the day a visit that begins in it must begin. */
type Piece = ClockPiece & { readonly before: number }

/** Minutes of the day, and the same steps in ticks. */
type Grid = { readonly first: number; readonly step: number; readonly ticks: TickGrid }

type DayRun = { readonly day: number; readonly days: number }

/** Minutes of the day on the grid that are the beginning of a tick. */
function gridOf(gridMinutes: number, from: number): Grid {
  let step = gridMinutes
  while (step % TICK_MINUTES !== 0) step += gridMinutes
  return { first: Math.ceil(from / step) * step, step, ticks: gridOfStep(step / TICK_MINUTES) }
}

/** Days of a piece, counted from 1970, in runs over which the grid goes on: all of them where nothing is wished. */
function daysOf(piece: Piece, { weekdays = [], fromMinuteOfDay = 0 }: Wish, { step }: Grid): DayRun[] {
  const first = dayOf(piece.start + piece.offsetMinutes)
  const days = Math.max(0, dayOf(piece.end - 1 + piece.offsetMinutes) - first + 1)
  const anyTime = fromMinuteOfDay <= 0 && piece.before >= MINUTES_A_DAY && MINUTES_A_DAY % step === 0
  if (weekdays.length === 0 && anyTime) return [{ day: first, days }]
  return Array.from({ length: days }, (_, more) => ({ day: first + more, days: 1 })).filter(
    ({ day }) => weekdays.length === 0 || weekdays.includes(weekdayOf(day)),
  )
}

/** The grid of some days, counted from 1970, as far as they lie in the piece. */
function setGrid(
  bits: Bits,
  { horizon, piece, first, step, ticks }: Grid & { readonly horizon: Horizon; readonly piece: Piece },
  { day, days }: DayRun,
): void {
  const midnight = day * MINUTES_A_DAY - piece.offsetMinutes
  const missed = Math.max(0, Math.ceil((piece.start - midnight - first) / step))
  const from = midnight + first + missed * step
  const until = Math.min(piece.end, midnight + (days - 1) * MINUTES_A_DAY + piece.before)
  if (from % TICK_MINUTES !== 0) return
  const firstTick = horizon.firstWord * 32
  setEvery(bits, { from: from / TICK_MINUTES - firstTick, until: ticksOf(until) - firstTick }, ticks)
}

/**
 * The clock's pieces, cut where the clock changes while the client is there: she has left in time by the wall's clock
 * as it then is. Asked of her last minute, so that leaving at midnight is leaving on the day of the visit.
 */
function piecesByLeaving({ pieces }: Horizon, clientMinutes: number, until: number | undefined): Piece[] {
  if (until === undefined || clientMinutes === 0)
    return pieces.map((piece) => ({ ...piece, before: MINUTES_A_DAY }))
  return pieces.flatMap((piece) =>
    pieces.map((leaving) => ({
      offsetMinutes: piece.offsetMinutes,
      start: Math.max(piece.start, leaving.start - clientMinutes + 1),
      end: Math.min(piece.end, leaving.end - clientMinutes + 1),
      before: Math.min(
        MINUTES_A_DAY,
        until - clientMinutes + 1 - leaving.offsetMinutes + piece.offsetMinutes,
      ),
    })),
  )
}

function dayOf(wallMinute: number): number {
  return Math.floor(wallMinute / MINUTES_A_DAY)
}
