import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CourseOffer, type CourseSearch, findCourses } from './find-courses.ts'
import { aClinic, anyCourseSearch, aSegment, at, between, everyDay, microneedling } from './search.makers.ts'

const hour = [aSegment(60, ['therapist'])]
const pair = { visits: 2, rest: { atLeastDays: 28, atMostDays: 42, idealDays: 30 } }

function aSearch(
  clinic: Partial<Parameters<typeof aClinic>[0]>,
  more: Partial<Omit<CourseSearch, 'calendar'>> = {},
): CourseSearch {
  const calendar = aClinic({ from: '2026-11-16', days: 60, ids: ['t1'], ...clinic })
  return { calendar, segments: hour, rule: { visits: 1 }, limit: 3, wish: { notBefore: 0 }, ...more }
}

const startsOf = ({ visits }: CourseOffer): number[] => visits.map(({ start }) => start)
const firsts = (search: CourseSearch) => findCourses(search).courses.map((course) => startsOf(course)[0])

describe('a handful of courses', () => {
  const away = [between('2026-12-01T00:00', '2026-12-30T00:00')]

  it('has the best first and the soonest beside it, however much dearer it is', () => {
    const search = aSearch({ busy: { t1: away } }, { rule: pair, limit: 2 })
    const [best, soonest] = findCourses(search).courses
    expect(best?.restDays).toEqual([30])
    expect(soonest?.reasons).toContain('soonest')
    expect(soonest && startsOf(soonest)[0]).toBe(at('2026-11-18T09:00'))
    expect(soonest?.restDays).toEqual([42])
  })

  it('keeps no place for the soonest where what is near to given starts was asked for', () => {
    const near = [at('2026-11-30T09:00'), at('2026-12-30T09:00')]
    const search = aSearch({ busy: { t1: away } }, { rule: pair, limit: 2, wish: { notBefore: 0, near } })
    expect(findCourses(search).courses.map(startsOf)[0]).toEqual(near)
    expect(findCourses(search).courses.flatMap(({ reasons }) => reasons)).not.toContain('soonest')
  })

  it('shows another day rather than a quarter of an hour before or after the best', () => {
    const [first, second, third] = firsts(aSearch({}))
    expect([first, second]).toEqual([at('2026-11-16T09:00'), at('2026-11-17T12:00')])
    expect(third).toBeGreaterThan(at('2026-11-18T00:00'))
  })

  it('goes on with quarters of an hour where there is but one morning', () => {
    const search = aSearch({ days: 1, hours: everyDay('09:00', '10:45') }, { limit: 9 })
    expect(firsts(search).toSorted((a = 0, b = 0) => a - b)).toEqual(
      ['09:00', '09:15', '09:30', '09:45'].map((time) => at(`2026-11-16T${time}`)),
    )
    expect(findCourses({ ...search, limit: 3 }).courses).toHaveLength(3)
    expect(findCourses({ ...search, limit: 3 }).more).toBe(true)
  })

  it('is the same when it is asked for again, and its beginning does not change with its length', () => {
    fc.assert(
      fc.property(anyCourseSearch, (search) => {
        expect(findCourses(search)).toEqual(findCourses(search))
        const [first] = findCourses({ ...search, limit: 1 }).courses
        const more = findCourses({ ...search, limit: 5 }).courses
        if (first) expect(more.map(startsOf)).toContainEqual(startsOf(first))
      }),
      { numRuns: 40 },
    )
  })
})

describe('how a course goes on', () => {
  const long = { visits: 2, rest: { atLeastDays: 28, atMostDays: 42, idealDays: 34 } }
  const onFirstDay = { days: 43, hours: everyDay('09:00', '10:00') }
  const restsOf = (search: CourseSearch) => findCourses({ ...search, limit: 1 }).courses[0]

  it('is on the same weekday where the rest is as good', () => {
    const ideal = [
      between('2026-11-17T00:00', '2026-12-19T00:00'),
      between('2026-12-20T00:00', '2026-12-21T00:00'),
    ]
    const search = aSearch({ ...onFirstDay, busy: { t1: ideal } }, { rule: long })
    expect(restsOf(search)?.restDays).toEqual([35])
    expect(restsOf(search)?.reasons).toContain('same-weekday')
  })

  it('is with the same therapist four days later rather than with another at the ideal time', () => {
    const busy = {
      t1: [between('2026-11-17T00:00', '2026-12-24T00:00')],
      t2: [between('2026-11-16T00:00', '2026-12-20T00:00')],
    }
    const search = aSearch({ ...onFirstDay, ids: ['t1', 't2'], busy }, { rule: long })
    expect(restsOf(search)?.restDays).toEqual([38])
    expect(restsOf(search)?.reasons).toContain('same-therapist')
  })

  it('is with another where she would be away for a week', () => {
    const busy = {
      t1: [between('2026-11-17T00:00', '2026-12-28T00:00')],
      t2: [between('2026-11-16T00:00', '2026-12-20T00:00')],
    }
    const search = aSearch({ ...onFirstDay, ids: ['t1', 't2'], busy }, { rule: long })
    expect(restsOf(search)?.restDays).toEqual([34])
  })
})

describe('a gap that is too short for anybody', () => {
  const opens = (from: string) => ({ days: 1, hours: everyDay(from, '17:00') })

  it('ranks a start below an equal one that leaves none', () => {
    // At 9:00 the quarter of an hour from 8:45 would be lost; at 9:45 an hour is left before.
    const [first] = firsts(aSearch({ ...opens('08:45'), gridMinutes: 30 }))
    expect(first).toBe(at('2026-11-16T10:00'))
    const [onTime] = firsts(aSearch({ ...opens('08:45'), gridMinutes: 15 }))
    expect(onTime).toBe(at('2026-11-16T08:45'))
  })

  it('is measured by the clinic’s shortest visit', () => {
    const search = aSearch({ ...opens('08:30'), gridMinutes: 60 })
    expect(firsts(search)[0]).toBe(at('2026-11-16T10:00'))
    expect(firsts({ ...search, shortestMinutes: 30 })[0]).toBe(at('2026-11-16T09:00'))
  })

  it('counts after a visit as before it, and in a later visit as in the first', () => {
    const month = { visits: 2, rest: { atLeastDays: 30, atMostDays: 30, idealDays: 30 } }
    const first = between('2026-11-16T10:00', '2026-11-16T17:00')
    const laterWith = (busy: readonly ReturnType<typeof between>[]) =>
      aSearch({ days: 31, gridMinutes: 60, busy: { t1: [first, ...busy] } }, { rule: month, limit: 1 })
    const [nine, eleven] = [at('2026-12-16T09:00'), at('2026-12-16T11:00')]
    const whole = [
      between('2026-12-16T10:00', '2026-12-16T11:00'),
      between('2026-12-16T12:00', '2026-12-16T17:00'),
    ]
    const late = [
      between('2026-12-16T10:15', '2026-12-16T11:00'),
      between('2026-12-16T12:00', '2026-12-16T17:00'),
    ]
    expect(findCourses(laterWith(whole)).courses.map((one) => startsOf(one)[1])).toEqual([nine])
    expect(findCourses(laterWith(late)).courses.map((one) => startsOf(one)[1])).toEqual([eleven])
  })

  it('outweighs neither the rest nor the therapist', () => {
    const search = aSearch(
      { ids: ['t1', 'r1', 'd1'], hours: everyDay('08:45', '17:00'), gridMinutes: 30, days: 31 },
      { segments: microneedling, rule: pair },
    )
    for (const { restDays } of findCourses({ ...search, limit: 1 }).courses) expect(restDays).toEqual([30])
  })
})
