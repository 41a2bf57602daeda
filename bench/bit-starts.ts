/**
 * Our own way from rows to starts, by the parts that the search of `src/booking/pure` is made of, in three
 * depths. `fromRows` writes hours and appointments into bits, fits and lists; the window's horizon and grid
 * are made once for a zone, a span and a grid, as a server keeps them for everybody who asks on that day.
 * `fromNothing` makes those anew as well. `resident` finds the free bits made, as the server's copy has them.
 */
import { Temporal } from 'temporal-polyfill'
import { keepFitting } from '../src/booking/pure/fit.ts'
import { clearIntervals, type Horizon, horizonOf, hoursToBits } from '../src/booking/pure/horizon.ts'
import { listStarts } from '../src/booking/pure/find-places.ts'
import { suitableStarts } from '../src/booking/pure/suitable-starts.ts'
import { type Bits, TICK_MINUTES } from '../src/booking/pure/ticks.ts'
import type { WeeklyHours } from '../src/booking/pure/clinic-days.ts'
import type { Question } from './brute-force.ts'
import { daysOf, type MadeUp, type Span } from './made-up-clinic.ts'

type Prepared = { readonly horizon: Horizon; readonly grid: Bits }

type Rows = {
  readonly hours: readonly WeeklyHours[]
  readonly away: readonly { start: number; end: number }[]
}

type StartsOf = (who: MadeUp, question: Question) => number[]

export function bitStarts(): {
  readonly fromRows: StartsOf
  readonly fromNothing: StartsOf
  readonly resident: StartsOf
} {
  const windows = new Map<Span, Prepared>()
  const rows = new Map<MadeUp, Rows>()
  const kept = new Map<MadeUp, Bits>()
  const preparedFor = (question: Question) => keep(windows, question.span, () => prepare(question))
  const rowsFor = (who: MadeUp, { span }: Question) => keep(rows, who, () => rowsOf(who, span))
  return {
    fromRows: (who, question) => {
      const { horizon, grid } = preparedFor(question)
      const free = freeBits(who, rowsFor(who, question), horizon)
      return listStarts(fit(free, { horizon, grid }, question), horizon)
    },
    fromNothing: (who, question) => {
      const prepared = prepare(question)
      const free = freeBits(who, rowsFor(who, question), prepared.horizon)
      return listStarts(fit(free, prepared, question), prepared.horizon)
    },
    resident: (who, question) => {
      const prepared = preparedFor(question)
      const free = keep(kept, who, () => freeBits(who, rowsFor(who, question), prepared.horizon))
      return listStarts(fit(free, prepared, question), prepared.horizon)
    },
  }
}

function keep<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** Hours and days off as the product's own rows have them: text of a clock, and stretches of minutes. */
export function rowsOf({ shifts, daysOff }: MadeUp, span: Span): Rows {
  const hours = [1, 2, 3, 4, 5].flatMap((weekday) =>
    shifts.map(({ from, to }) => ({ weekday, from: clock(from), to: clock(to) })),
  )
  const off = new Set(daysOff)
  const away = daysOf(span)
    .filter(({ date }) => off.has(date))
    .map(({ midnight }) => ({ start: midnight, end: midnight + 1440 }))
  return { hours, away }
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function prepare({ span, gridMinutes, minutes }: Question): Prepared {
  const horizon = horizonOf(windowOf(span))
  const segments = [{ minutes, holds: ['therapist' as const], clientPresent: true }]
  const calendar = { horizon, gridMinutes, resources: [] }
  return { horizon, grid: suitableStarts({ calendar, segments, wish: { notBefore: 0 } }) }
}

export function windowOf({ zone, from, days }: Span): {
  zone: string
  from: Temporal.PlainDate
  days: number
} {
  return { zone, from: Temporal.PlainDate.from(from), days }
}

export function freeBits({ booked }: MadeUp, { hours, away }: Rows, horizon: Horizon): Bits {
  const free = hoursToBits(hours, horizon)
  clearIntervals(free, booked, horizon)
  clearIntervals(free, away, horizon)
  return free
}

function fit(free: Bits, { grid }: Prepared, { minutes }: Question): Bits {
  const starts = grid.slice()
  keepFitting(starts, free, { offset: 0, ticks: minutes / TICK_MINUTES })
  return starts
}
