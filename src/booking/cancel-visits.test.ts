import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { granted, openBooking, type TestBooking, the } from './booking.makers.ts'
import { cancelVisits } from './index.ts'
import { findFaults } from './raw-rows.makers.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

async function aBookedCourse() {
  const course = await desk.first({ from: Temporal.PlainDate.from('2027-01-07') })
  const secret = await desk.booked(course)
  const { id, visits } = granted(await desk.read(secret))
  return { course, secret, id, visits }
}
const states = async (secret: string) => granted(await desk.read(secret)).visits.map(({ state }) => state)
const told = () =>
  desk.raw(
    `select kind, jsonb_array_length(payload -> 'visits') as visits from message order by created_at, message_id`,
  )
const staff = 'staff:0197c0de-0000-7000-8000-000000000001' as const
const startOf = (visit: { readonly start: number }) =>
  Temporal.Instant.fromEpochMilliseconds(visit.start * 60_000)

test('one visit is cancelled: its time is free at once, the others stand, and the client is told', async () => {
  const { course, secret, id, visits } = await aBookedCourse()
  const second = the(visits, 1)
  const { cancelled } = granted(await desk.cancel(id, second.id))
  expect(cancelled).toMatchObject([{ id: second.id, position: 2 }])
  expect(await states(secret)).toEqual(['booked', 'cancelled', 'booked'])
  expect(the(granted(await desk.read(secret)).visits, 1).sequence).toBe(1)
  expect(await told()).toEqual([
    { kind: 'course-booked', visits: 3 },
    { kind: 'visits-cancelled', visits: 1 },
  ])
  expect(await findFaults(desk.raw)).toEqual([])
  const { start, therapist } = the(course.visits, 1)
  const again = await desk.offers({
    service: desk.clinic.analysis,
    from: startOf(second).toZonedDateTimeISO('Europe/Stockholm').toPlainDate(),
    days: 1,
    limit: 500,
  })
  expect(again.some(({ visits: [one] }) => one?.start === start && one.therapist?.id === therapist?.id)).toBe(
    true,
  )
})

test('the whole course is cancelled, and somebody else can have all of it', async () => {
  const { course, secret, id } = await aBookedCourse()
  expect(granted(await desk.cancel(id)).cancelled).toHaveLength(3)
  expect(await states(secret)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  expect(await desk.raw('select state from course')).toEqual([{ state: 'cancelled' }])
  expect(await desk.raw('select 1 from occupancy')).toEqual([])
  await desk.booked(course)
  expect(await findFaults(desk.raw)).toEqual([])
})

test('with the last visit the course itself is cancelled', async () => {
  const { id, visits } = await aBookedCourse()
  for (const visit of visits) granted(await desk.cancel(id, visit.id))
  expect(await desk.raw('select state from course')).toEqual([{ state: 'cancelled' }])
})

test('cancelling again changes nothing, tells nobody and says so', async () => {
  const { id, visits } = await aBookedCourse()
  const one = the(visits).id
  await desk.cancel(id, one)
  expect(await desk.cancel(id, one)).toEqual({ cancelled: [] })
  expect(granted(await desk.cancel(id)).cancelled).toHaveLength(2)
  expect(await desk.cancel(id)).toEqual({ cancelled: [] })
  expect(await told()).toHaveLength(3)
  expect(await desk.raw(`select 1 from audit where act = 'visits-cancelled'`)).toHaveLength(2)
})

test('eight at once cancel it once', async () => {
  const { id } = await aBookedCourse()
  const answers = await Promise.all(Array.from({ length: 8 }, () => desk.cancel(id)))
  expect(answers.map((answer) => granted(answer).cancelled.length).toSorted((a, b) => a - b)).toEqual([
    0, 0, 0, 0, 0, 0, 0, 3,
  ])
  expect(await told()).toHaveLength(2)
})

test('who cancelled, why and when stays with the visit and in the audit', async () => {
  const { id, visits } = await aBookedCourse()
  const by = staff
  await desk.run((trx) =>
    cancelVisits(trx, { course: id, visit: the(visits).id, by, reason: 'ringde', now: desk.now }),
  )
  expect(await desk.raw(`select cancelled_by, cancel_reason from visit where state = 'cancelled'`)).toEqual([
    { cancelled_by: by, cancel_reason: 'ringde' },
  ])
  expect(await desk.raw(`select actor, detail from audit where act = 'visits-cancelled'`)).toEqual([
    { actor: by, detail: { visits: [the(visits).id] } },
  ])
})

test('already-begun: from the minute in which the visit starts', async () => {
  const { id, visits } = await aBookedCourse()
  const [first] = visits
  if (!first) throw new Error('A visit was wanted.')
  const start = startOf(first)
  expect(await desk.cancel(id, first.id, start)).toEqual({ refused: 'already-begun' })
  const cancelled = await desk.run((trx) =>
    cancelVisits(trx, { course: id, visit: first.id, by: staff, now: start.subtract({ minutes: 1 }) }),
  )
  expect(granted(cancelled).cancelled).toHaveLength(1)
})

test('too-late: the client herself until the clinic’s notice before the visit, and the rest of the course still', async () => {
  const { id, visits } = await aBookedCourse()
  const first = the(visits)
  const start = startOf(first)
  const late = start.subtract({ hours: 24 }).add({ minutes: 1 })
  expect(await desk.cancel(id, first.id, late)).toEqual({ refused: 'too-late', noticeHours: 24 })
  expect(granted(await desk.cancel(id, 'all', late)).cancelled.map(({ position }) => position)).toEqual([
    2, 3,
  ])
  expect(granted(await desk.cancel(id, first.id, start.subtract({ hours: 24 }))).cancelled).toHaveLength(1)
})

test('the notice is the clinic’s own', async () => {
  const { id, visits } = await aBookedCourse()
  const now = startOf(the(visits)).subtract({ hours: 30 })
  await desk.raw('update clinic set change_notice_hours = 48')
  try {
    expect(await desk.cancel(id, the(visits).id, now)).toEqual({ refused: 'too-late', noticeHours: 48 })
  } finally {
    await desk.raw('update clinic set change_notice_hours = 24')
  }
})

test('of a course that has begun, what is still to come is cancelled', async () => {
  const { secret, id, visits } = await aBookedCourse()
  const during = startOf(the(visits, 1)).add({ minutes: 5 })
  expect(granted(await desk.cancel(id, 'all', during)).cancelled).toMatchObject([{ position: 3 }])
  expect(await states(secret)).toEqual(['booked', 'booked', 'cancelled'])
  expect(await desk.cancel(id, 'all', during)).toEqual({ refused: 'already-begun' })
})

test('unknown-visit: another course’s visit, no course at all, and a hold', async () => {
  const { id } = await aBookedCourse()
  const later = await desk.first({ from: Temporal.PlainDate.from('2027-03-01') })
  const other = granted(await desk.read(await desk.booked(later)))
  expect(await desk.cancel(id, the(other.visits).id)).toEqual({ refused: 'unknown-visit' })
  expect(await desk.cancel(desk.clinic.id)).toEqual({ refused: 'unknown-visit' })
  const hold = await desk.held(await desk.first({ from: Temporal.PlainDate.from('2027-06-01') }))
  expect(await desk.cancel(granted(await desk.look(hold)).id)).toEqual({ refused: 'unknown-visit' })
  expect(await desk.raw(`select 1 from visit where state = 'cancelled'`)).toEqual([])
})
