/** The hard days by name, through the uses and the database: what is offered there can be held, booked and read back. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { granted, inZone, onWall, openBooking, type TestBooking, the } from './booking.makers.ts'
import type { OfferedCourse } from './index.ts'
import { findFaults } from './raw-rows.makers.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
afterEach(() => desk.empty())
afterAll(() => desk.close())

const instant = (text: string) => Temporal.Instant.from(text)
const day = (text: string) => Temporal.PlainDate.from(text)
const clockTimes = ({ visits }: OfferedCourse) => [
  ...new Set(visits.map(({ start }) => onWall(start).slice(11))),
]
const offsets = ({ visits }: OfferedCourse) => visits.map(({ start }) => inZone(start).offset)

/** Books it and reads it back; the raw rows must be whole. */
async function isBooked(course: OfferedCourse, now: Temporal.Instant): Promise<void> {
  const secret = await desk.booked(course, { now })
  const visits = granted(await desk.read(secret)).visits
  expect(visits.map(({ start, end }) => [start, end])).toEqual(
    course.visits.map(({ start, end }) => [start, end]),
  )
  expect(await findFaults(desk.raw)).toEqual([])
}

describe.each([
  {
    night: 'loses an hour (28 March 2027)',
    from: '2027-03-01T07:00Z',
    changes: ['+01:00', '+02:00'],
    shift: -60,
  },
  {
    night: 'has an hour twice (31 October 2027)',
    from: '2027-10-11T07:00Z',
    changes: ['+02:00', '+01:00'],
    shift: 60,
  },
])('a course over the night that $night', ({ from, changes, shift }) => {
  test('keeps its clock time, and rests in calendar days', async () => {
    const now = instant(from)
    const wish = { fromMinuteOfDay: 13 * 60, untilMinuteOfDay: 14 * 60 + 30 }
    const course = await desk.first({ now, wish })
    expect(clockTimes(course)).toEqual(['13:00'])
    expect(course.restDays).toEqual([30, 30])
    expect([offsets(course)[0], offsets(course)[2]]).toEqual(changes)
    const [first, , third] = course.visits
    expect((third?.start ?? 0) - (first?.start ?? 0)).toBe(60 * 24 * 60 + shift)
    await isBooked(course, now)
  })

  test('may rest for 28 days and no less, though the hours between are one more or fewer', async () => {
    const now = instant(from)
    const courses = await desk.offers({ now, days: 62, limit: 200 })
    const rests = courses.flatMap(({ restDays }) => restDays)
    expect(Math.min(...rests)).toBe(28)
    expect(Math.max(...rests)).toBeLessThanOrEqual(42)
    await isBooked(the(courses), now)
  })
})

describe('a clinic that is open at night', () => {
  beforeAll(async () => {
    await desk.raw(`insert into opening_hours values ($1, 7, '00:00', '06:00')`, [desk.clinic.id])
    await desk.raw(`insert into working_hours select $1, unnest($2::uuid[]), 7, '00:00', '06:00'`, [
      desk.clinic.id,
      desk.clinic.therapists,
    ])
  })
  afterAll(async () => {
    await desk.raw('delete from opening_hours where weekday = 7')
    await desk.raw('delete from working_hours where weekday = 7')
  })

  const night = async (from: string, now: string) =>
    (
      await desk.offers({
        service: desk.clinic.analysis,
        from: day(from),
        days: 1,
        limit: 500,
        now: instant(now),
      })
    ).toSorted((a, b) => the(a.visits).start - the(b.visits).start)
  const starts = (courses: readonly OfferedCourse[]) => [
    ...new Set(courses.map(({ visits }) => the(visits).start)),
  ]

  test('offers nothing in the hour that there is not, and each visit has its full minutes', async () => {
    const courses = await night('2027-03-28', '2027-03-27T07:00Z')
    const hours = new Set(starts(courses).map((start) => onWall(start).slice(11, 13)))
    expect([...hours]).toEqual(['00', '01', '03', '04', '05'])
    // 00:00 to 06:00 is five hours that night: the last of them begins 45 minutes before the end.
    expect(starts(courses)).toHaveLength(18)
    const across = courses.find(({ visits }) => onWall(the(visits).start).endsWith('T01:45'))
    if (!across) throw new Error('Nothing is offered over the missing hour.')
    expect([onWall(the(across.visits).end), the(across.visits).end - the(across.visits).start]).toEqual([
      '2027-03-28T03:30',
      45,
    ])
    await isBooked(across, instant('2027-03-27T07:00Z'))
  })

  test('offers the hour that comes twice twice, as different instants, and both can be booked', async () => {
    const now = instant('2027-10-30T07:00Z')
    const courses = await night('2027-10-31', '2027-10-30T07:00Z')
    const twice = starts(courses).filter((start) => onWall(start).endsWith('T02:00'))
    expect(twice).toHaveLength(2)
    expect(the(twice, 1) - the(twice)).toBe(60)
    expect(twice.map((start) => inZone(start).offset)).toEqual(['+02:00', '+01:00'])
    const therapist = desk.clinic.therapists[0]
    for (const start of twice) {
      const own = courses.find(
        ({ visits: [visit] }) => visit?.start === start && visit.therapist?.id === therapist,
      )
      if (!own) throw new Error('One of the two is not offered.')
      await isBooked(own, now)
    }
  })
})

test('over New Year a course rests as ever, and the first of January, when the clinic is closed, stays empty', async () => {
  const now = instant('2027-12-03T07:00Z')
  await desk.shut('2027-12-31T12:00+01:00', '2028-01-03T00:00+01:00')
  const courses = await desk.offers({ now, days: 90, limit: 300 })
  const days = courses.flatMap(({ visits }) => visits.map(({ start }) => onWall(start).slice(0, 10)))
  expect(days.filter((date) => date >= '2028-01-01' && date < '2028-01-03')).toEqual([])
  const over = the(courses)
  expect([inZone(the(over.visits).start).year, inZone(the(over.visits, -1).start).year]).toEqual([2027, 2028])
  expect(over.restDays.every((rest) => rest >= 28 && rest <= 42)).toBe(true)
  await isBooked(over, now)
})

test('on the leap day there are visits, and a rest over it counts it', async () => {
  const now = instant('2028-01-31T05:00Z')
  const on = (date: string) =>
    desk.offers({ service: desk.clinic.analysis, from: day(date), days: 1, limit: 9, now })
  const leap = await on('2028-02-29')
  expect(onWall(the(the(leap).visits).start)).toMatch(/^2028-02-29T/)
  await isBooked(the(leap), now)
  const over = await desk.offers({ now, days: 90, limit: 300, wish: { weekdays: [2] } })
  const standing = over.find(({ visits }) => onWall(the(visits, 1).start).startsWith('2028-02-29'))
  if (!standing) throw new Error('No course stands on the leap day.')
  expect([onWall(the(standing.visits).start).slice(0, 10), the(standing.restDays)]).toEqual([
    '2028-02-01',
    28,
  ])
  await isBooked(standing, now)
})

test('an expired hold no longer blocks, though its rows still lie there', async () => {
  const from = day('2027-01-11')
  const course = await desk.first({ from })
  const late = await desk.held(course)
  const then = desk.now.add({ minutes: 10 })
  expect(await desk.raw('select 1 from occupancy where held_until is not null')).toHaveLength(15)
  const again = await desk.offers({ from })
  expect(the(again).visits).not.toEqual(course.visits)
  const free = await desk.offers({ from, now: then })
  expect(the(free).visits.map(({ start }) => start)).toEqual(course.visits.map(({ start }) => start))

  const hold = await desk.held(course, { now: then })
  granted(await desk.confirm(hold, { now: then }))
  expect(await desk.confirm(late, { now: then })).toEqual({ refused: 'hold-expired' })
  expect(await desk.extend(late, then)).toEqual({ refused: 'hold-expired' })
  expect(await desk.release(late)).toEqual({ released: true })
  expect(await desk.raw('select 1 from client')).toHaveLength(1)
  expect(await findFaults(desk.raw)).toEqual([])
})

test('a closure or an absence over booked visits leaves them, and keeps new ones out', async () => {
  const course = await desk.first()
  const secret = await desk.booked(course)
  const { start, therapist } = the(course.visits)
  const from = Temporal.Instant.fromEpochMilliseconds(start * 60_000)
  await desk.shut(from.toString(), from.add({ hours: 24 }).toString(), therapist?.id)
  expect(granted(await desk.read(secret)).visits.map(({ state }) => state)).toEqual([
    'booked',
    'booked',
    'booked',
  ])
  granted(await desk.cancel(granted(await desk.read(secret)).id))
  expect(await desk.hold(course)).toMatchObject({ refused: 'time-taken', visit: 1 })
})
