import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findPlaces, listStarts, openStarts } from './find-places.ts'
import { countSequences } from './list-courses.ts'
import { aClinic, anyCourseSearch, aSegment, between, everyDay, microneedling } from './search.makers.ts'
import { brokenRules, oracleCourses, wallAt } from './search-oracle.makers.ts'
import { totalMinutes } from './protocol.ts'
import type { CourseSearch } from './find-courses.ts'

type Row = readonly { readonly start: number; readonly therapist: string | undefined }[]

/** Every course by trying every start after every start, in order; stops when there are many. */
function nestedLoops(search: CourseSearch, most: number): Row[] {
  const lasting = totalMinutes(search.segments)
  const { zone } = search.calendar.horizon
  const starts = findPlaces(search)
  const rows: Row[] = []
  const goOn = (before: Row): void => {
    if (rows.length > most) return
    if (before.length === search.rule.visits) {
      rows.push(before)
      return
    }
    const last = before.at(-1)?.start
    for (const { start, free } of starts) {
      const days = last === undefined ? 0 : wallAt(zone, start).dayNumber - wallAt(zone, last).dayNumber
      const { atLeastDays = 0, atMostDays = 0 } = last === undefined ? {} : (search.rule.rest ?? {})
      if (days < atLeastDays || days > atMostDays || (last !== undefined && start < last + lasting)) continue
      for (const therapist of free.therapist ?? [undefined]) goOn([...before, { start, therapist }])
    }
  }
  goOn([])
  return rows
}

describe('all courses', () => {
  it('are as many as nested loops find, and the k-th is the k-th of them', () => {
    let paged = 0
    fc.assert(
      fc.property(anyCourseSearch, fc.nat(), (search, any) => {
        const rows = nestedLoops(search, 3000)
        fc.pre(rows.length <= 3000)
        const { total, sequenceAt } = countSequences(search)
        expect(total).toBe(BigInt(rows.length))
        expect([sequenceAt(-1), sequenceAt(rows.length)]).toEqual([undefined, undefined])
        for (const k of new Set([0, any % Math.max(1, rows.length), rows.length - 1])) {
          const row = rows[k]
          if (!row) continue
          const found = sequenceAt(k) ?? []
          expect(found.map(({ start, therapist }) => ({ start, therapist }))).toEqual(row)
          expect(brokenRules(found, search)).toEqual([])
          paged += 1
        }
      }),
      { numRuns: 80 },
    )
    expect(paged).toBeGreaterThan(40)
  })

  it('are as many as trying every minute says, and begin on the same days', () => {
    fc.assert(
      fc.property(anyCourseSearch, (search) => {
        const { zone, from } = search.calendar.horizon
        const facts = oracleCourses(search)
        const { total, begins } = countSequences(search)
        expect(total).toBe(BigInt(facts.total))
        const first = wallAt(
          zone,
          from.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds / 60_000,
        )
        const days = facts.begins.map((start) => wallAt(zone, start).dayNumber - first.dayNumber)
        expect(begins).toEqual([...new Set(days)].sort((a, b) => a - b))
      }),
      { numRuns: 80 },
    )
  })

  it('are counted exactly where a number is too small for them', () => {
    const calendar = aClinic({ from: '2026-11-16', days: 75, ids: ['t1', 't2', 'r1', 'd1'] })
    const weekly = { visits: 10, rest: { atLeastDays: 5, atMostDays: 12, idealDays: 7 } }
    const search = { calendar, segments: microneedling, rule: weekly, wish: { notBefore: 0 } }
    const places = BigInt(
      openStarts({ ...search }).reduce(
        (sum, { starts }) => sum + listStarts(starts, calendar.horizon).length,
        0,
      ) / 75,
    )
    const { total, sequenceAt } = countSequences(search)
    // Every day has as many places, so each course of days stands for so many to the power of ten.
    let ways = Array.from({ length: 75 }, () => 1n)
    for (let visit = 1; visit < 10; visit += 1)
      ways = ways.map((_, day) => ways.slice(day + 5, day + 13).reduce((sum, one) => sum + one, 0n))
    const courses = ways.reduce((sum, one) => sum + one, 0n) * places ** 10n
    expect(courses).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER))
    expect(total).toBe(courses)
    expect(sequenceAt(total - 1n)).toHaveLength(10)
    expect(brokenRules(sequenceAt(total / 3n) ?? [], search)).toEqual([])
    expect(sequenceAt(total)).toBeUndefined()
  })

  it('of two visits on one day do not run into each other', () => {
    const calendar = aClinic({ from: '2026-11-16', days: 1, ids: ['t1'], gridMinutes: 60 })
    const rule = { visits: 2, rest: { atLeastDays: 0, atMostDays: 0, idealDays: 0 } }
    const hours = (minutes: number) => [aSegment(minutes, ['therapist'])]
    const total = (minutes: number) =>
      countSequences({ calendar, segments: hours(minutes), rule, wish: { notBefore: 0 } }).total
    expect([total(60), total(180), total(240), total(300)]).toEqual([28n, 6n, 1n, 0n])
  })

  it('that run over midnight leave the next day’s beginning alone', () => {
    const calendar = aClinic({
      from: '2026-12-31',
      days: 2,
      ids: ['t1'],
      gridMinutes: 60,
      hours: everyDay('00:00', '24:00'),
      busy: {
        t1: [
          between('2026-12-31T00:00', '2026-12-31T22:00'),
          between('2027-01-01T03:00', '2027-01-02T00:00'),
        ],
      },
    })
    const rule = { visits: 2, rest: { atLeastDays: 1, atMostDays: 1, idealDays: 1 } }
    const search = { calendar, segments: [aSegment(120, ['therapist'])], rule, wish: { notBefore: 0 } }
    expect(countSequences(search).total).toBe(3n)
  })
})
