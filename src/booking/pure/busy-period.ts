/**
 * What is booked of a resource is kept in rows of a fixed length, counted from 1970, so that a row is the same
 * whatever window is looked at. A change is written by whole words: the words that it touches are emptied and every
 * stretch that touches them is marked anew. Nothing is ever switched off bit by bit, since one bit may stand for
 * two neighbours (a visit that ends at 9:07 and one that begins there).
 */
import type { Interval, Minute } from './interval.ts'
import { type Bits, setTicks, TICK_MINUTES } from './ticks.ts'

/** 56 days and 21 hours: 512 words, two kilobytes. */
export const PERIOD_TICKS = 16_384
export const PERIOD_WORDS = PERIOD_TICKS / 32

const WORD_TICKS = 32

export type Occupied = Interval & { readonly resource: string }

/** Ticks since 1970, half open, both a multiple of 32, within one period. */
export type Run = {
  readonly resource: string
  readonly period: number
  readonly from: number
  readonly until: number
}

function periodOf(tick: number): number {
  return Math.floor(tick / PERIOD_TICKS)
}

/** The periods that a stretch of time touches, in order. */
export function periodsIn({ start, end }: Interval): number[] {
  const first = periodOf(firstTick(start))
  const last = periodOf(endTick(end) - 1)
  return Array.from({ length: last - first + 1 }, (_, more) => first + more)
}

/** What must be written anew where these stretches changed: in the order of resources and time, none twice. */
export function runsTouchedBy(stretches: readonly Occupied[]): Run[] {
  const runs: { resource: string; period: number; from: number; until: number }[] = []
  const pieces = stretches.flatMap(piecesOf)
  pieces.sort((a, b) => (a.resource === b.resource ? a.from - b.from : a.resource < b.resource ? -1 : 1))
  for (const piece of pieces) {
    const last = runs.at(-1)
    const goesOn = last && last.resource === piece.resource && last.period === piece.period
    if (goesOn && piece.from <= last.until) last.until = Math.max(last.until, piece.until)
    else runs.push({ ...piece })
  }
  return runs
}

/** Whole words around a stretch, cut where a period ends. */
function piecesOf({ resource, start, end }: Occupied): Run[] {
  const from = Math.floor(firstTick(start) / WORD_TICKS) * WORD_TICKS
  const until = Math.ceil(endTick(end) / WORD_TICKS) * WORD_TICKS
  return periodsIn({ start, end }).map((period) => ({
    resource,
    period,
    from: Math.max(from, period * PERIOD_TICKS),
    until: Math.min(until, (period + 1) * PERIOD_TICKS),
  }))
}

/** Empties the run and marks in it what of these stretches lies there. */
export function rewriteRun(bits: Bits, run: Omit<Run, 'resource'>, stretches: readonly Interval[]): void {
  const zero = run.period * PERIOD_TICKS
  bits.fill(0, (run.from - zero) / WORD_TICKS, (run.until - zero) / WORD_TICKS)
  for (const { start, end } of stretches) {
    const from = Math.max(firstTick(start), run.from)
    const until = Math.min(endTick(end), run.until)
    if (from < until) setTicks(bits, from - zero, until - zero)
  }
}

export function wholePeriod(resource: string, period: number): Run {
  return { resource, period, from: period * PERIOD_TICKS, until: (period + 1) * PERIOD_TICKS }
}

/** A whole period with nothing but these stretches in it. */
export function bitsOfPeriod(period: number, stretches: readonly Interval[]): Bits {
  const bits = new Uint32Array(PERIOD_WORDS)
  rewriteRun(bits, wholePeriod('', period), stretches)
  return bits
}

/** Busy time is rounded outwards: a tick of which a minute is taken is taken. */
function firstTick(minute: Minute): number {
  return Math.floor(minute / TICK_MINUTES)
}

function endTick(minute: Minute): number {
  return Math.ceil(minute / TICK_MINUTES)
}
