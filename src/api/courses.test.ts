import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, refusalOf, type TestApi } from './api.makers.ts'

let api: TestApi
beforeAll(async () => {
  api = await openTestApi()
})
afterAll(() => api.close())

const clockOf = (time: string) => time.slice(11, 16)
const weekdayOf = (time: string) => Temporal.PlainDate.from(time.slice(0, 10)).dayOfWeek

describe('a course of three treatments', () => {
  test('has every visit with its therapist, room, pen and segments, and keeps the rest between them', async () => {
    const { courses, more } = await api.courses(`service=${api.clinic.treatment}`)
    expect(courses).toHaveLength(5)
    expect(more).toBe(true)
    for (const { visits } of courses) {
      const days = visits.map(({ start }) => Temporal.PlainDate.from(start.slice(0, 10)))
      const rests = days.slice(1).map((day, n) => day.since(days[n] ?? day, { largestUnit: 'days' }).days)
      expect(rests).toHaveLength(2)
      for (const rest of rests) expect(rest >= 28 && rest <= 42).toBe(true)
      for (const visit of visits) {
        expect(api.clinic.therapists).toContain(visit.therapist?.id)
        expect(api.clinic.rooms).toContain(visit.room?.id)
        expect(visit.device).toEqual({ id: api.clinic.device, name: 'Penna 1' })
      }
    }
  })

  test('ends a visit when the client leaves; the cleaning stands after it', async () => {
    const { visits } = await api.firstCourse(`service=${api.clinic.treatment}&language=en`)
    const [visit] = visits
    const minutes = visit?.segments.map(({ start, end }) =>
      Temporal.Instant.from(start).until(end).total('minutes'),
    )
    expect(visit?.segments.map(({ name, holds }) => [name, holds])).toEqual([
      ['Welcome', ['therapist', 'room']],
      ['Numbing', ['room']],
      ['Needling', ['therapist', 'room', 'device']],
      ['Cooling mask', ['room']],
      ['Handover', ['therapist', 'room']],
      ['Cleaning', ['room']],
    ])
    expect(minutes).toEqual([10, 30, 30, 15, 5, 10])
    expect(visit?.segments[4]?.end).toBe(visit?.end)
    expect(visit?.segments[5]?.start).toBe(visit?.end)
  })

  test('that goes over the change to summer time is written in two offsets', async () => {
    const { courses } = await api.courses(`service=${api.clinic.treatment}&from=2027-03-01&days=90&limit=20`)
    expect(courses).toHaveLength(20)
    for (const time of courses.flatMap(({ visits }) => visits.map(({ start }) => start))) {
      expect(time.slice(-6)).toBe(time < '2027-03-28' ? '+01:00' : '+02:00')
      expect(clockOf(time) >= '09:00' && clockOf(time) < '17:00').toBe(true)
    }
  })
})

test('a service of one visit answers with courses of one visit', async () => {
  const { courses } = await api.courses(`service=${api.clinic.analysis}&limit=3`)
  expect(courses.map(({ visits }) => visits.length)).toEqual([1, 1, 1])
  expect(courses[0]?.visits[0]?.device).toBeUndefined()
})

test('the wishes for a therapist, weekdays and times of day are kept', async () => {
  const [alva] = api.clinic.therapists
  const { courses } = await api.courses(
    `service=${api.clinic.treatment}&therapist=${alva}&weekdays=2,4&after=10:00&before=14:30&limit=20`,
  )
  expect(courses.length).toBeGreaterThan(3)
  for (const visit of courses.flatMap(({ visits }) => visits)) {
    expect(visit.therapist?.id).toBe(alva)
    expect([2, 4]).toContain(weekdayOf(visit.start))
    expect(clockOf(visit.start) >= '10:00' && clockOf(visit.end) <= '14:30').toBe(true)
  }
})

test('no more days are looked at than were asked for', async () => {
  const { courses } = await api.courses(`service=${api.clinic.analysis}&from=2027-02-01&days=1&limit=20`)
  expect(courses.length).toBeGreaterThan(0)
  for (const { visits } of courses) expect(visits[0]?.start.slice(0, 10)).toBe('2027-02-01')
  const short = await api.courses(`service=${api.clinic.treatment}&days=30`)
  expect(short).toEqual({ courses: [], more: false })
})

test('what is left empty is what is left out', async () => {
  const { courses } = await api.courses(
    `service=${api.clinic.analysis}&from=&days=&therapist=&limit=&weekdays=&after=&before=&language=`,
  )
  expect(courses).toHaveLength(5)
})

test('today may be asked for, and yesterday may not, by the clinic’s calendar and not by UTC', async () => {
  const other = await openTestApi()
  other.clock.now = Temporal.Instant.from('2027-01-04T23:30:00Z')
  const monday = await other.ask(`/api/v1/courses?service=${other.clinic.analysis}&from=2027-01-04`)
  expect([monday.status, refusalOf(monday)]).toMatchObject([422, { refused: 'past-date', path: 'from' }])
  const { courses } = await other.courses(`service=${other.clinic.analysis}&from=2027-01-05`)
  expect(courses.length).toBeGreaterThan(0)
  await other.close()
})

describe('is refused', () => {
  const treatment = () => api.clinic.treatment
  test.each([
    ['without a service', () => '', 422, 'missing-field', 'service'],
    ['for a service that is not there', () => 'service=massage', 404, 'unknown-service', 'service'],
    ['with an empty service', () => 'service=', 422, 'missing-field', 'service'],
    ['for two services', () => 'service=a&service=b', 422, 'invalid-field', 'service'],
    [
      'for an unknown therapist',
      () => `service=${treatment()}&therapist=bo`,
      404,
      'unknown-therapist',
      'therapist',
    ],
    [
      'for a room in the therapist’s place',
      () => `service=${treatment()}&therapist=${api.clinic.rooms[0]}`,
      404,
      'unknown-therapist',
      'therapist',
    ],
    ['from a past date', () => `service=${treatment()}&from=2027-01-03`, 422, 'past-date', 'from'],
    ['from the year 0000', () => `service=${treatment()}&from=0000-01-01`, 422, 'past-date', 'from'],
    ['from a day that is not', () => `service=${treatment()}&from=2027-02-30`, 422, 'invalid-date', 'from'],
    ['from tomorrow in words', () => `service=${treatment()}&from=tomorrow`, 422, 'invalid-date', 'from'],
    ['from a far future', () => `service=${treatment()}&from=9999-12-31`, 422, 'too-far-ahead', 'from'],
    ['for no days', () => `service=${treatment()}&days=0`, 422, 'out-of-range', 'days'],
    ['for 181 days', () => `service=${treatment()}&days=181`, 422, 'out-of-range', 'days'],
    ['for half a day', () => `service=${treatment()}&days=0.5`, 422, 'invalid-field', 'days'],
    ['for 21 courses', () => `service=${treatment()}&limit=21`, 422, 'out-of-range', 'limit'],
    ['for 1e9 courses', () => `service=${treatment()}&limit=1e9`, 422, 'invalid-field', 'limit'],
    ['for -1 courses', () => `service=${treatment()}&limit=-1`, 422, 'invalid-field', 'limit'],
    ['for an eighth weekday', () => `service=${treatment()}&weekdays=8`, 422, 'invalid-field', 'weekdays'],
    ['after 24:00', () => `service=${treatment()}&after=24:00`, 422, 'invalid-field', 'after'],
    ['before noon', () => `service=${treatment()}&before=noon`, 422, 'invalid-field', 'before'],
    ['in German', () => `service=${treatment()}&language=de`, 422, 'language-not-spoken', 'language'],
  ])('%s', async (...[, query, status, refused, path]) => {
    const answer = await api.ask(`/api/v1/courses?${query()}`)
    expect([answer.status, refusalOf(answer)]).toMatchObject([status, { refused, path }])
  })
})
