import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listTicks } from './search.makers.ts'
import {
  clearTicks,
  countOnes,
  countTicks,
  gridOfStep,
  hasTick,
  hasTicks,
  lastTick,
  nextTick,
  setEvery,
  setTicks,
  wordFrom,
} from './ticks.ts'

const WORDS = 5
const all = Array.from({ length: WORDS * 32 }, (_, tick) => tick)

/** Runs of ticks that are set and cleared in turn, some of them beyond the row. */
const anyRuns = fc.array(
  fc.record({
    from: fc.integer({ min: -40, max: 180 }),
    until: fc.integer({ min: -40, max: 220 }),
    sets: fc.boolean(),
  }),
  { maxLength: 12 },
)

type Runs = readonly { readonly from: number; readonly until: number; readonly sets: boolean }[]

function made(runs: Runs) {
  const bits = new Uint32Array(WORDS)
  for (const { from, until, sets } of runs) (sets ? setTicks : clearTicks)(bits, from, until)
  const last = (tick: number) =>
    runs.findLast(({ from, until }) => from <= tick && tick < until)?.sets === true
  return { bits, set: all.filter(last) }
}

describe('a row of ticks', () => {
  it('holds what was set and not cleared since, and nothing beyond its end', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const { bits, set } = made(runs)
        expect(listTicks(bits)).toEqual(set)
        expect(all.filter((tick) => hasTick(bits, tick))).toEqual(set)
        expect([hasTick(bits, -1), hasTick(bits, WORDS * 32)]).toEqual([false, false])
      }),
    )
  })

  it('answers for any part of it as somebody who looks at every tick', () => {
    fc.assert(
      fc.property(
        anyRuns,
        fc.integer({ min: -40, max: 200 }),
        fc.integer({ min: -40, max: 200 }),
        (runs, a, b) => {
          const { bits, set } = made(runs)
          const [from, until] = [Math.min(a, b), Math.max(a, b)]
          const within = set.filter((tick) => from <= tick && tick < until)
          expect(countTicks(bits, from, until)).toBe(within.length)
          expect(nextTick(bits, from, until)).toBe(within[0] ?? -1)
          expect(lastTick(bits, from, until)).toBe(within.at(-1) ?? -1)
          expect(hasTicks(bits, from, until)).toBe(within.length === until - from)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('gives any 32 of them as one word', () => {
    fc.assert(
      fc.property(anyRuns, fc.integer({ min: -70, max: 200 }), (runs, from) => {
        const { bits, set } = made(runs)
        const word = wordFrom(bits, from) >>> 0
        const seen = Array.from({ length: 32 }, (_, bit) => from + bit).filter((_, bit) => (word >>> bit) & 1)
        expect(seen).toEqual(set.filter((tick) => from <= tick && tick < from + 32))
        expect(countOnes(word)).toBe(seen.length)
      }),
    )
  })

  it('takes a grid of any step from any tick on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -40, max: 170 }),
        fc.integer({ min: -40, max: 220 }),
        fc.integer({ min: 1, max: 80 }),
        (from, until, step) => {
          const bits = new Uint32Array(WORDS)
          setEvery(bits, { from, until }, gridOfStep(step))
          expect(listTicks(bits)).toEqual(
            all.filter((tick) => from <= tick && tick < until && (tick - from) % step === 0),
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  it('knows no grid without steps', () => {
    expect(() => gridOfStep(0)).toThrow(RangeError)
  })
})
