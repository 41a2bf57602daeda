import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restDaysBetween } from './clinic-days.ts'
import { type CourseOffer, type CourseSearch, findCourses } from './find-courses.ts'
import { aClinic, anyCourseSearch, aSegment, at, between, everyDay, microneedling } from './search.makers.ts'
import { brokenRules, oracleCourses, wallAt } from './search-oracle.makers.ts'

const key = ({ visits }: CourseOffer): string =>
  JSON.stringify(visits.map(({ start, therapist }) => [start, therapist]))

const date = (search: CourseSearch, start: number | undefined): string =>
  start === undefined ? 'none' : wallAt(search.calendar.horizon.zone, start).date

describe('any course that is found', () => {
  it('keeps every rule, by the judgement of somebody who tries every minute', () => {
    let judged = 0
    fc.assert(
      fc.property(anyCourseSearch, (search) => {
        for (const { visits, restDays } of findCourses(search).courses) {
          judged += 1
          expect(brokenRules(visits, search)).toEqual([])
          const rests = visits
            .slice(1)
            .map(({ start }, i) =>
              restDaysBetween(visits[i]?.start ?? 0, start, search.calendar.horizon.zone),
            )
          expect(restDays).toEqual(rests)
        }
      }),
      { numRuns: 80 },
    )
    expect(judged).toBeGreaterThan(100)
  })

  it('is one of as many different ones as were asked for, or of all there are', () => {
    fc.assert(
      fc.property(anyCourseSearch, fc.integer({ min: -1, max: 1 }), (any, beside) => {
        const { total } = oracleCourses(any)
        const search = { ...any, limit: total <= 300 ? Math.max(0, total + beside) : any.limit }
        const { courses, more } = findCourses(search)
        expect(new Set(courses.map(key)).size).toBe(courses.length)
        expect(courses.length).toBe(Math.min(total, search.limit))
        expect(more).toBe(total > courses.length)
      }),
      { numRuns: 80 },
    )
  })

  it('begins on one of the days on which a course can begin, and each of those days is found', () => {
    fc.assert(
      fc.property(anyCourseSearch, (search) => {
        const days = new Set(oracleCourses(search).begins.map((start) => date(search, start)))
        const found = findCourses({ ...search, limit: 3000 }).courses
        expect(new Set(found.map(({ visits }) => date(search, visits[0]?.start)))).toEqual(days)
      }),
      { numRuns: 80 },
    )
  })

  it('has one of the earliest day beside it, unless what is near to given starts was asked for', () => {
    fc.assert(
      fc.property(anyCourseSearch, (any) => {
        const { near: _, ...wish } = any.wish
        const { begins } = oracleCourses(any)
        const starts = findCourses({ ...any, wish, limit: 2 }).courses.map(({ visits }) => visits[0]?.start)
        const days = starts.map((start) => date(any, start))
        if (starts.length === 2) expect(days).toContain(date(any, Math.min(...begins)))
      }),
      { numRuns: 60 },
    )
  })

  it('gives only reasons that are true, and all that are', () => {
    fc.assert(
      fc.property(anyCourseSearch, (search) => {
        const soonest = Math.min(...oracleCourses(search).begins)
        for (const { visits, restDays, reasons } of findCourses(search).courses) {
          const walls = visits.map(({ start }) => wallAt(search.calendar.horizon.zone, start))
          const one = (values: readonly unknown[]) => values.length > 1 && new Set(values).size === 1
          const therapists = visits.flatMap(({ therapist }) => therapist ?? [])
          const ideal = search.rule.rest?.idealDays ?? 0
          const truths = {
            soonest: visits[0]?.start === soonest,
            'same-therapist': one(therapists),
            'ideal-rest': restDays.length > 0 && restDays.every((days) => Math.abs(days - ideal) <= 1),
            'same-weekday': one(walls.map(({ weekday }) => weekday)),
            'same-time': one(walls.map(({ minuteOfDay }) => minuteOfDay)),
          }
          expect(reasons).toEqual(
            Object.entries(truths).flatMap(([reason, isTrue]) => (isTrue ? reason : [])),
          )
        }
      }),
      { numRuns: 80 },
    )
  })

  it('is as near as any can be to the starts that were asked for, when it comes first', () => {
    fc.assert(
      fc.property(
        anyCourseSearch,
        fc.array(fc.nat(8 * 1440), { minLength: 4, maxLength: 4 }),
        (any, moved) => {
          fc.pre(!any.rule.rest || any.rule.rest.atLeastDays > 1)
          const begins = any.calendar.horizon.from.toZonedDateTime('UTC').epochMilliseconds / 60_000
          const near = moved.map((minutes) => begins + minutes).toSorted((a, b) => a - b)
          const search = { ...any, limit: 1, wish: { ...any.wish, near } }
          const [first] = findCourses(search).courses
          fc.pre(first !== undefined)
          const away = first.visits.reduce(
            (sum, { start }, i) => sum + Math.abs(start - (near[i] ?? start)),
            0,
          )
          expect(away).toBe(oracleCourses(search).nearest)
        },
      ),
      { numRuns: 60 },
    )
  })
})

const monthApart = { visits: 3, rest: { atLeastDays: 28, atMostDays: 42, idealDays: 30 } }

function aSearch(
  clinic: Parameters<typeof aClinic>[0],
  {
    rule = monthApart,
    limit = 5,
    ...wish
  }: Partial<CourseSearch['wish'] & Pick<CourseSearch, 'rule' | 'limit'>> = {},
): CourseSearch {
  return { calendar: aClinic(clinic), segments: microneedling, rule, limit, wish: { notBefore: 0, ...wish } }
}

const daysOf = (search: CourseSearch, offer: CourseOffer | undefined): string[] =>
  (offer?.visits ?? []).map(({ start }) => date(search, start))

describe('a course of three, a month apart', () => {
  it('comes first with the ideal rest, one therapist and the soonest beginning in an empty clinic', () => {
    const search = aSearch({ from: '2026-11-16', days: 90, ids: ['t1', 't2', 'r1', 'd1'] })
    const [first] = findCourses(search).courses
    expect(daysOf(search, first)).toEqual(['2026-11-16', '2026-12-16', '2027-01-15'])
    expect(first?.reasons).toEqual(['soonest', 'same-therapist', 'ideal-rest', 'same-time'])
    expect(first?.visits[0]).toEqual({
      start: at('2026-11-16T09:00'),
      therapist: 't1',
      room: 'r1',
      device: 'd1',
    })
  })

  it('keeps its time of day through both nights of daylight saving', () => {
    for (const from of ['2026-10-01', '2027-03-05']) {
      const search = aSearch({ from, days: 62 })
      const [first] = findCourses(search).courses
      expect(first?.reasons).toContain('same-time')
      expect(first?.restDays).toEqual([30, 30])
    }
  })

  it('has its later visits at the first one’s time of day where they can be', () => {
    const search = aSearch({ from: '2026-11-16', days: 62 }, { notBefore: at('2026-11-16T13:00') })
    const times = findCourses(search).courses[0]?.visits.map(({ start }) => start)
    expect(times).toEqual([at('2026-11-16T13:00'), at('2026-12-16T13:00'), at('2027-01-15T13:00')])
  })

  it('counts its days over the leap day', () => {
    const search = aSearch({ from: '2028-01-31', days: 61 })
    expect(daysOf(search, findCourses(search).courses[0])).toEqual(['2028-01-31', '2028-03-01', '2028-03-31'])
  })

  it('stays with a therapist rather than rest ideally with two', () => {
    const away = [between('2026-12-14T00:00', '2026-12-19T00:00')]
    const search = aSearch(
      {
        from: '2026-11-16',
        days: 34,
        ids: ['t1', 't2', 'r1', 'd1'],
        busy: { t1: away, t2: [between('2026-11-16T00:00', '2026-12-15T00:00')] },
      },
      { rule: { ...monthApart, visits: 2 } },
    )
    const [first] = findCourses(search).courses
    expect(first?.reasons).toContain('same-therapist')
    expect(first?.restDays).toEqual([30])
    expect(
      findCourses({ ...search, limit: 2000 }).courses.some(
        ({ reasons }) => !reasons.includes('same-therapist'),
      ),
    ).toBe(true)
  })

  it('steps back from a first visit whose partner would fall on a closure', () => {
    const closed = [between('2026-12-14T00:00', '2026-12-29T00:00')]
    const search = aSearch(
      { from: '2026-11-16', days: 44, busy: { r1: closed } },
      { rule: { ...monthApart, visits: 2 } },
    )
    const { courses } = findCourses({ ...search, limit: 500 })
    expect(courses.map((course) => daysOf(search, course)[0])).not.toContain('2026-11-16')
    expect(courses.find(({ reasons }) => reasons.includes('soonest'))?.visits[0]?.start).toBe(
      at('2026-11-17T09:00'),
    )
  })

  it('is not found rather than have its rest shortened', () => {
    const search = aSearch({ from: '2026-11-16', days: 28 }, { rule: { ...monthApart, visits: 2 } })
    expect(findCourses(search)).toEqual({ courses: [], more: false })
  })

  it('is with the therapist that was asked for, on her weekdays and hours', () => {
    const search = aSearch(
      { from: '2026-11-16', days: 120, ids: ['t1', 't2', 'r1', 'd1'] },
      { therapist: 't2', weekdays: [2, 4], fromMinuteOfDay: 13 * 60, untilMinuteOfDay: 16 * 60 },
    )
    const { courses } = findCourses(search)
    expect(courses).toHaveLength(5)
    for (const visit of courses.flatMap(({ visits }) => visits)) {
      const { weekday, minuteOfDay } = wallAt(search.calendar.horizon.zone, visit.start)
      expect([2, 4]).toContain(weekday)
      expect(minuteOfDay >= 780 && minuteOfDay + 90 <= 960 && visit.therapist === 't2').toBe(true)
    }
  })

  it('is offered in a handful that differ in day, therapist or part of the day', () => {
    const search = aSearch({ from: '2026-11-16', days: 120, ids: ['t1', 't2', 'r1', 'd1'] })
    const { courses, more } = findCourses(search)
    expect(new Set(courses.map((course) => daysOf(search, course)[0])).size).toBeGreaterThan(2)
    expect(new Set(courses.map(({ visits }) => visits[0]?.therapist)).size).toBe(2)
    expect(more).toBe(true)
  })

  it('answers a course that was just taken with its nearest neighbours', () => {
    const clinic = { from: '2026-11-16', days: 120 }
    const taken = findCourses(aSearch(clinic)).courses[0]?.visits.map(({ start }) => start) ?? []
    const busy = { t1: taken.slice(1, 2).map((start) => ({ start, end: start + 10 })) }
    const [first] = findCourses(aSearch({ ...clinic, busy }, { near: taken })).courses
    const moved = first?.visits.map(({ start }, i) => start - (taken[i] ?? 0))
    expect(moved).toEqual([0, 15, 0])
  })
})

describe('other courses', () => {
  it('of one visit need no rest', () => {
    const search = aSearch({ from: '2026-11-16', days: 7 }, { rule: { visits: 1 } })
    const { courses, more } = findCourses(search)
    expect(courses[0]).toEqual({
      visits: [{ start: at('2026-11-16T09:00'), therapist: 't1', room: 'r1', device: 'd1' }],
      restDays: [],
      reasons: ['soonest'],
    })
    expect(more).toBe(true)
  })

  it('of ten visits, a week apart, are found through the winter', () => {
    const weekly = { visits: 10, rest: { atLeastDays: 6, atMostDays: 8, idealDays: 7 } }
    const search = aSearch({ from: '2026-11-16', days: 64 }, { rule: weekly })
    const [first] = findCourses(search).courses
    expect(first?.restDays).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 7])
    expect(first?.reasons).toEqual(['soonest', 'same-therapist', 'ideal-rest', 'same-weekday', 'same-time'])
  })

  it('over New Year’s midnight do not run into their own next visit', () => {
    const nextDay = { visits: 2, rest: { atLeastDays: 1, atMostDays: 1, idealDays: 1 } }
    const options = {
      from: '2026-12-31',
      days: 2,
      hours: everyDay('00:00', '24:00'),
      ids: ['t1'],
      gridMinutes: 60,
    }
    const notBefore = at('2026-12-31T22:00')
    const busy = { t1: [between('2027-01-01T03:00', '2027-01-02T00:00')] }
    const night = {
      ...aSearch({ ...options, busy }, { rule: nextDay, notBefore }),
      segments: [aSegment(120, ['therapist'])],
    }
    const found = findCourses(night).courses.map(({ visits }) => visits.map(({ start }) => start))
    expect(found).toEqual([
      [at('2026-12-31T22:00'), at('2027-01-01T01:00')],
      [at('2026-12-31T23:00'), at('2027-01-01T01:00')],
      [at('2026-12-31T22:00'), at('2027-01-01T00:00')],
    ])
  })

  it('of several visits without a rest, or of none, are a mistake and not an empty answer', () => {
    const clinic = { from: '2026-11-16', days: 7 }
    expect(() => findCourses(aSearch(clinic, { rule: { visits: 2 } }))).toThrow(RangeError)
    expect(() => findCourses(aSearch(clinic, { rule: { visits: 0 } }))).toThrow(RangeError)
  })
})
