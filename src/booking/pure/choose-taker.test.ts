import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Temporal } from 'temporal-polyfill'
import { bitResourceFrom } from './calendar.ts'
import { chooseTakers, type VisitToHandOver } from './choose-taker.ts'
import { horizonOf } from './horizon.ts'
import { type Interval, overlap } from './interval.ts'

const horizon = horizonOf({ zone: 'UTC', from: Temporal.PlainDate.from('1970-01-01'), days: 1 })

const at = (start: number, end: number) => ({ start, end })
const visit = (id: string, course: string, start: number): VisitToHandOver => ({
  id,
  course,
  needs: [at(start, start + 10), at(start + 40, start + 70)],
})
const day = [at(0, 1000)]

type Known = { readonly id: string; readonly open: readonly Interval[]; readonly busy: readonly Interval[] }

const choose = (visits: readonly VisitToHandOver[], takers: readonly Known[]) =>
  chooseTakers(
    visits,
    takers.map((one) => bitResourceFrom({ ...one, kind: 'therapist' }, horizon)),
    horizon,
  )

describe('whoever takes over', () => {
  test('is free in the stretches that need her, and may be busy in the rest between them', () => {
    const busyBetween = { id: 'b', open: day, busy: [at(110, 140)] }
    const busyWithin = { id: 'a', open: day, busy: [at(138, 141)] }
    expect(choose([visit('v', 'c', 100)], [busyWithin, busyBetween])).toEqual(new Map([['v', 'b']]))
  })

  test('is nobody where nobody is free', () => {
    expect(choose([visit('v', 'c', 980)], [{ id: 'a', open: day, busy: [] }]).size).toBe(0)
  })

  test('keeps a course together before she shares the work', () => {
    const takers = ['a', 'b'].map((id): Known => ({ id, open: day, busy: [] }))
    const visits = [visit('1', 'x', 0), visit('2', 'y', 100), visit('3', 'x', 200), visit('4', 'z', 300)]
    expect([...choose(visits, takers).values()]).toEqual(['a', 'b', 'a', 'b'])
  })

  test('never has two visits at once, nor one outside her hours or in her busy time', () => {
    const stretch = fc
      .tuple(fc.nat(300), fc.integer({ min: 1, max: 60 }))
      .map(([from, long]) => at(from, from + long))
    const visits = fc
      .array(fc.tuple(fc.nat(300), fc.nat(4)), { maxLength: 12 })
      .map((all) => all.map(([start, course], n) => visit(`${n}`, `${course}`, start)))
    const takers = fc
      .array(
        fc.record({ open: fc.array(stretch, { maxLength: 4 }), busy: fc.array(stretch, { maxLength: 4 }) }),
        {
          maxLength: 4,
        },
      )
      .map((all) => all.map((one, n): Known => ({ id: `t${n}`, ...one })))
    fc.assert(
      fc.property(visits, takers, (asked, free) => {
        const chosen = choose(asked, free)
        for (const taker of free) {
          const needs = asked.filter(({ id }) => chosen.get(id) === taker.id).flatMap((one) => one.needs)
          for (const [n, one] of needs.entries()) {
            expect([...taker.busy, ...needs.slice(n + 1)].some((other) => overlap(one, other))).toBe(false)
            for (let minute = one.start; minute < one.end; minute++)
              expect(taker.open.some(({ start, end }) => start <= minute && minute < end)).toBe(true)
          }
        }
      }),
    )
  })
})
