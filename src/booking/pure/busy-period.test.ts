import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bitsOfPeriod,
  type Occupied,
  PERIOD_TICKS,
  PERIOD_WORDS,
  periodsIn,
  rewriteRun,
  runsTouchedBy,
} from './busy-period.ts'
import type { Interval } from './interval.ts'
import { hasTick, TICK_MINUTES } from './ticks.ts'

const periodMinutes = PERIOD_TICKS * TICK_MINUTES
const period = 366
const zero = period * periodMinutes

/** What a bit means, asked of every tick: whether any minute of it is taken. */
function tickByTick(stretches: readonly Interval[]): boolean[] {
  return Array.from({ length: PERIOD_TICKS }, (_, tick) => {
    const [from, until] = [zero + tick * TICK_MINUTES, zero + (tick + 1) * TICK_MINUTES]
    return stretches.some(({ start, end }) => start < until && end > from)
  })
}

function asBooleans(bits: ReturnType<typeof bitsOfPeriod>): boolean[] {
  return Array.from({ length: PERIOD_TICKS }, (_, tick) => hasTick(bits, tick))
}

const somewhere = fc
  .record({
    from: fc.integer({ min: -300, max: periodMinutes + 300 }),
    minutes: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ from, minutes }) => ({ start: zero + from, end: zero + from + minutes }))

test('a period holds a bit for each five minutes of which a minute is taken', () => {
  expect(bitsOfPeriod(period, [])).toHaveLength(PERIOD_WORDS)
  fc.assert(
    fc.property(fc.array(somewhere, { maxLength: 6 }), (stretches) => {
      expect(asBooleans(bitsOfPeriod(period, stretches))).toEqual(tickByTick(stretches))
    }),
    { numRuns: 30 },
  )
})

test('to write anew only the words that were touched comes to the same as to write all', () => {
  fc.assert(
    fc.property(
      fc.array(somewhere, { maxLength: 8 }),
      fc.array(somewhere, { maxLength: 4 }),
      fc.integer({ min: 0, max: 8 }),
      (before, more, gone) => {
        const after = [...before.slice(gone), ...more]
        const changed = [...before.slice(0, gone), ...more].map((one) => ({ ...one, resource: 'a' }))
        const bits = bitsOfPeriod(period, before)
        for (const run of runsTouchedBy(changed)) {
          // As the database gives them: only what touches the run.
          const [start, end] = [run.from * TICK_MINUTES, run.until * TICK_MINUTES]
          const there = after.filter((one) => one.start < end && one.end > start)
          if (run.period === period) rewriteRun(bits, run, there)
        }
        expect(bits).toEqual(bitsOfPeriod(period, after))
      },
    ),
    { numRuns: 200 },
  )
})

test('two who share five minutes: when one goes, the other’s bit stays', () => {
  const [first, second] = [
    { start: zero, end: zero + 7 },
    { start: zero + 7, end: zero + 20 },
  ]
  const bits = bitsOfPeriod(period, [first, second])
  for (const run of runsTouchedBy([{ ...first, resource: 'a' }])) rewriteRun(bits, run, [second])
  expect(asBooleans(bits).slice(0, 5)).toEqual([false, true, true, true, false])
})

test('runs are whole words, in order, merged where they meet, and cut where a period ends', () => {
  const end = zero + periodMinutes
  const changed: Occupied[] = [
    { resource: 'b', start: end - 5, end: end + 5 },
    { resource: 'a', start: zero + 200, end: zero + 210 },
    { resource: 'a', start: zero + 10, end: zero + 155 },
  ]
  const from = period * PERIOD_TICKS
  expect(runsTouchedBy(changed)).toEqual([
    { resource: 'a', period, from, until: from + 64 },
    { resource: 'b', period, from: from + PERIOD_TICKS - 32, until: from + PERIOD_TICKS },
    { resource: 'b', period: period + 1, from: from + PERIOD_TICKS, until: from + PERIOD_TICKS + 32 },
  ])
  expect(periodsIn({ start: end - 1, end })).toEqual([period])
  expect(periodsIn({ start: end - 1, end: end + 1 })).toEqual([period, period + 1])
})
