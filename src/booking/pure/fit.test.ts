import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { join, keepFitting } from './fit.ts'
import { listTicks } from './search.makers.ts'
import { setTicks } from './ticks.ts'

const WORDS = 9
const LAST = WORDS * 32

const anyFree = fc
  .array(fc.tuple(fc.nat(LAST), fc.integer({ min: 1, max: 150 })), { maxLength: 6 })
  .map((runs) => {
    const bits = new Uint32Array(WORDS)
    for (const [from, ticks] of runs) setTicks(bits, from, from + ticks)
    return bits
  })

describe('a stretch', () => {
  it('fits where each of its ticks is free, however long it is and however late it begins', () => {
    let fitting = 0
    fc.assert(
      fc.property(
        anyFree,
        anyFree,
        fc.record({ ticks: fc.integer({ min: 1, max: 140 }), offset: fc.integer({ min: 0, max: 130 }) }),
        (free, within, { ticks, offset }) => {
          const known = new Set(listTicks(free))
          const fits = (start: number) =>
            Array.from({ length: ticks }, (_, tick) => start + offset + tick).every((tick) => known.has(tick))
          const before = listTicks(within)
          const starts = within.slice()
          keepFitting(starts, free, { offset, ticks })
          expect(listTicks(starts)).toEqual(before.filter(fits))
          fitting += listTicks(starts).length
        },
      ),
      { numRuns: 500 },
    )
    expect(fitting).toBeGreaterThan(500)
  })

  it('of exactly one, two, three words and more is none too short and none too long', () => {
    for (const ticks of [1, 2, 31, 32, 33, 63, 64, 65, 96, 127, 128]) {
      const free = new Uint32Array(WORDS)
      setTicks(free, 40, 40 + ticks)
      const starts = new Uint32Array(WORDS).fill(0xffffffff)
      keepFitting(starts, free, { offset: 0, ticks })
      expect(listTicks(starts)).toEqual([40])
      keepFitting(starts, free, { offset: 0, ticks: ticks + 1 })
      expect(listTicks(starts)).toEqual([])
    }
  })

  it('leaves the free time as it was', () => {
    const free = new Uint32Array(WORDS).fill(0xffffffff)
    keepFitting(new Uint32Array(WORDS).fill(0xffffffff), free, { offset: 3, ticks: 40 })
    expect(listTicks(free)).toHaveLength(LAST)
  })
})

describe('rows that are joined', () => {
  it('have what either had', () => {
    fc.assert(
      fc.property(anyFree, anyFree, (a, b) => {
        const both = a.slice()
        join(both, b)
        expect(listTicks(both)).toEqual(
          [...new Set([...listTicks(a), ...listTicks(b)])].sort((x, y) => x - y),
        )
      }),
    )
  })
})
