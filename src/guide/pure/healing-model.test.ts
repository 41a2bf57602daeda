import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { collagenAfter, startsOf } from './collagen-course.ts'
import { type Choice, skinAt } from './healing-model.ts'
import { healingParametersFrom, zones } from './healing-parameters.ts'

const file = readFileSync(new URL('../facts/model-facts.json', import.meta.url), 'utf8')
const rows = z
  .object({ facts: z.array(z.object({ fact_id: z.string(), value: z.string() })) })
  .parse(JSON.parse(file))
  .facts.map((row) => ({ factId: row.fact_id, value: row.value }))
const parameters = healingParametersFrom(rows)

const choices = fc.record({
  zone: fc.constantFrom(...zones),
  lengthMm: fc.double({ min: 0.2, max: 2, noNaN: true }),
  passes: fc.integer({ min: 1, max: 8 }),
  sessions: fc.integer({ min: 1, max: 5 }),
  days: fc.double({ min: 0, max: 365, noNaN: true }),
})

const after = (choice: Partial<Choice>) =>
  skinAt({ zone: 'cheekbone', lengthMm: 1, passes: 3, sessions: 3, days: 0, ...choice }, parameters)

/** So many treatments, so far apart, looked at so long after the first. */
const collagenIn = (treatments: number, apart: number, day: number) =>
  collagenAfter(
    startsOf(treatments, apart).flatMap((start) => (start <= day ? [day - start] : [])),
    parameters,
  )

describe('what the length and the passes say, and what they do not', () => {
  test('collagen is the same at every length and with any number of passes', () => {
    fc.assert(
      fc.property(choices, choices, (one, other) => {
        const { collagen, typeThree, typeOne } = after(one)
        const changed = after({ ...one, lengthMm: other.lengthMm, passes: other.passes, zone: other.zone })
        expect(changed.collagen).toEqual(collagen)
        expect(changed.typeThree).toEqual(typeThree)
        expect(changed.typeOne).toEqual(typeOne)
      }),
    )
  })

  test('a longer needle may come deeper and leaves channels open longer, never the other way', () => {
    fc.assert(
      fc.property(choices, fc.double({ min: 0.01, max: 1, noNaN: true }), (choice, more) => {
        const [short, long] = [after(choice), after({ ...choice, lengthMm: choice.lengthMm + more })]
        expect(long.reachedMm.high).toBeGreaterThan(short.reachedMm.high)
        expect(long.closedAfterHours.low).toBeGreaterThanOrEqual(short.closedAfterHours.low)
      }),
    )
  })

  test('the set length is the most that may be reached, not what is reached', () => {
    const { reachedMm } = after({ lengthMm: 1.5 })
    expect(reachedMm.low).toBeCloseTo(0.3)
    expect(reachedMm.high).toBeCloseTo(1.5)
  })

  test('1.5 mm may go through the whole skin of the forehead, 0.5 mm may not', () => {
    expect(after({ zone: 'forehead', lengthMm: 1.5 }).layerReached).toContain('below')
    expect(after({ zone: 'forehead', lengthMm: 0.5 }).layerReached).not.toContain('below')
  })
})

describe('what the model was fitted to', () => {
  test('channels: back within 4 to 8 hours at 0.5 mm, still open at a day and nearly shut at three at 1.5 mm', () => {
    const short = after({ lengthMm: 0.5 }).closedAfterHours
    expect([short.low, short.high]).toEqual([3, 9])
    const [day, three] = [after({ lengthMm: 1.5, days: 1 }), after({ lengthMm: 1.5, days: 3 })]
    expect(day.open.low).toBeGreaterThan(0.2)
    expect(three.open.high).toBeLessThanOrEqual(0.125)
  })

  test('redness: nearly gone in most by day three, in everybody within a week', () => {
    const middle = after({ days: 3 }).redness
    expect((middle.low + middle.high) / 2).toBeLessThan(0.15)
    expect(after({ days: 7 }).redness.high).toBeLessThan(0.05)
  })

  test('collagen: 53.2 percent more 8 weeks after five monthly treatments lies within the band', () => {
    const { low, high } = collagenIn(5, 30, 4 * 30 + 56).collagen
    expect(low).toBeCloseTo(53.2 * 0.25)
    expect(high).toBeCloseTo(53.2 * 1.25)
  })

  test('type III is still a larger share than before at half a year, after one treatment and after five', () => {
    const share = (three: number, one: number) => three / one
    for (const treatments of [1, 5]) {
      const { typeThree, typeOne } = collagenIn(treatments, 30, 180)
      for (const edge of ['low', 'high'] as const)
        expect(share(9.5 + typeThree[edge], 90.5 + typeOne[edge])).toBeGreaterThan(share(9.5, 90.5))
    }
  })

  test('no plateau before week six: what one treatment gives has not all come by then', () => {
    const year = Array.from({ length: 365 }, (_, day) => collagenIn(1, 30, day).collagen)
    for (const edge of ['low', 'high'] as const) {
      const most = Math.max(...year.map((band) => band[edge]))
      expect(year[42]?.[edge]).toBeLessThan(0.96 * most)
    }
  })

  test('one treatment gives a fifth of what five give', () => {
    expect(collagenIn(1, 30, 176).collagen.high).toBeLessThan(collagenIn(5, 30, 176).collagen.high / 4)
  })
})

describe('studies that the model was not fitted to', () => {
  test('El-Domyati 2015: more collagen after 4 weeks of six treatments a fortnight apart, and more still at 13', () => {
    const [month, quarter] = [collagenIn(6, 14, 28), collagenIn(6, 14, 91)]
    expect(month.collagen.low).toBeGreaterThan(1)
    expect(quarter.collagen.low).toBeGreaterThan(2 * month.collagen.low)
    expect(quarter.typeThree.low).toBeGreaterThan(0)
    expect(quarter.typeOne.low).toBeGreaterThan(0)
  })

  test('Lima 2017: more already 15 days after the second of two treatments', () => {
    expect(collagenIn(2, 30, 45).collagen.low).toBeGreaterThan(1)
  })

  test('what it cannot: the doubled density of an ultrasound picture (ASJ 2021) lies outside the band', () => {
    expect(collagenIn(4, 30, 180).collagen.high).toBeLessThan(101.86)
  })
})

describe('bands and rows', () => {
  test('every band has its edges in order, and nothing is less than nothing', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const now = after(choice)
        for (const name of [
          'reachedMm',
          'closedAfterHours',
          'open',
          'redness',
          'typeThree',
          'typeOne',
          'collagen',
        ] as const) {
          expect(now[name].low).toBeGreaterThanOrEqual(-1e-9)
          expect(now[name].high).toBeGreaterThanOrEqual(now[name].low)
        }
      }),
    )
  })

  test('a row that is missing, or says no number, is a breakage that names it', () => {
    expect(() => healingParametersFrom(rows.filter(({ factId }) => factId !== 'model-person'))).toThrow(
      'model-person',
    )
    const vague = rows.map((row) => (row.factId === 'model-person' ? { ...row, value: 'a little' } : row))
    expect(() => healingParametersFrom(vague)).toThrow('says no number')
  })
})
