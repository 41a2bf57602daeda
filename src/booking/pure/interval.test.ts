import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, type Interval, intersect, normalise, overlap, subtract } from './interval.ts'
import { everyMinute } from './search-oracle.makers.ts'

const anyInterval = fc
  .tuple(fc.integer({ min: -30, max: 60 }), fc.integer({ min: -2, max: 20 }))
  .map(([start, minutes]) => ({ start, end: start + minutes }))
const anyList = fc.array(anyInterval, { maxLength: 8 })

function isNormal(intervals: readonly Interval[]): boolean {
  return intervals.every(
    ({ start, end }, i) => start < end && (intervals[i - 1]?.end ?? Number.NEGATIVE_INFINITY) < start,
  )
}

function only(minutes: ReadonlySet<number>, wanted: (minute: number) => boolean): Set<number> {
  return new Set([...minutes].filter(wanted))
}

describe('a list of stretches', () => {
  it('holds the same minutes when put in normal form, and is then sorted and apart', () => {
    fc.assert(
      fc.property(anyList, (list) => {
        const normal = normalise(list)
        expect(isNormal(normal)).toBe(true)
        expect(everyMinute(normal)).toEqual(everyMinute(list))
        expect(normalise(normal)).toEqual(normal)
      }),
    )
  })

  it('loses exactly the minutes that are taken away', () => {
    fc.assert(
      fc.property(anyList, anyList, (whole, taken) => {
        const left = subtract(whole, taken)
        expect(isNormal(left)).toBe(true)
        expect(everyMinute(left)).toEqual(
          only(everyMinute(whole), (minute) => !everyMinute(taken).has(minute)),
        )
      }),
    )
  })

  it('shares with another exactly the minutes of both', () => {
    fc.assert(
      fc.property(anyList.map(normalise), anyList.map(normalise), (a, b) => {
        expect(everyMinute(intersect(a, b))).toEqual(
          only(everyMinute(a), (minute) => everyMinute(b).has(minute)),
        )
      }),
    )
  })

  it('contains a stretch when it holds its every minute', () => {
    fc.assert(
      fc.property(anyList.map(normalise), anyInterval, (list, stretch) => {
        fc.pre(stretch.start < stretch.end)
        expect(contains(list, stretch)).toBe(
          [...everyMinute([stretch])].every((minute) => everyMinute(list).has(minute)),
        )
      }),
    )
  })
})

describe('two stretches', () => {
  it('overlap when they share a minute, and not when they only touch', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        expect(overlap(a, b)).toBe([...everyMinute([a])].some((minute) => everyMinute([b]).has(minute)))
      }),
    )
    expect(overlap({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false)
  })
})
