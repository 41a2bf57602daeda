/** Reminders of visits that were moved or given to somebody else, before a real database with the small clinic. */
import type { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { the } from './booking.makers.ts'
import { openMoves, staff, startOf, type TestMoves } from './moves.makers.ts'
import { remindClients } from './remind-clients.job.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const remind = (now: Temporal.Instant) =>
  desk.run((trx) => remindClients(trx, { now, can: { email: true, sms: true } }))
const messages = () =>
  desk.raw<{ kind: string; state: string; payload: { visits: readonly { therapist?: string }[] } }>(
    `select kind, state, payload from message where kind <> 'course-booked' order by kind`,
  )

test('a visit that moves into the next two days is not reminded of at once, since its letter has just gone', async () => {
  const { visits } = await desk.analysis('2027-01-20')
  const visit = the(visits)
  const start = startOf(visit)
  const now = start.subtract({ hours: 24 * 8 - 1 })
  await desk.moveTo(visit.id, { start: visit.start - 6 * 24 * 60, now })
  expect(await remind(now.add({ minutes: 1 }))).toEqual({ reminded: 0 })
  expect(await messages()).toMatchObject([{ kind: 'visit-moved' }])
  expect(await remind(start.subtract({ hours: 6 * 24 + 1 }))).toEqual({ reminded: 1 })
})

test('a waiting reminder is written anew when somebody else is to come to, and names her', async () => {
  const { visits } = await desk.analysis('2027-01-20')
  const visit = the(visits)
  const now = startOf(visit).subtract({ hours: 47 })
  expect(await remind(now)).toEqual({ reminded: 1 })
  const [waiting] = await messages()
  expect(waiting).toMatchObject({ payload: { visits: [{ therapist: visit.therapist?.name }] } })
  const therapist = the(desk.clinic.therapists.filter((id) => id !== visit.therapist?.id))
  const { moved } = await desk.moveTo(visit.id, { start: visit.start, therapist, now })
  const named = the(moved).therapist?.name
  expect(named).not.toBe(visit.therapist?.name)
  expect(await messages()).toMatchObject([
    { kind: 'reminder-days', state: 'withdrawn' },
    { kind: 'therapist-changed', state: 'waiting' },
  ])
  expect(await remind(now.add({ minutes: 1 }))).toEqual({ reminded: 1 })
  expect(await messages()).toMatchObject([
    { kind: 'reminder-days', state: 'waiting', payload: { visits: [{ therapist: named }] } },
    { kind: 'therapist-changed' },
  ])
  expect(await remind(now.add({ minutes: 2 })), 'it is there now').toEqual({ reminded: 0 })
})

test('a visit that is moved away and back is told of by letter, and reminded of two hours before', async () => {
  const { visits } = await desk.analysis('2027-01-20')
  const visit = the(visits)
  const now = startOf(visit).subtract({ hours: 47 })
  expect(await remind(now)).toEqual({ reminded: 1 })
  const { back } = await desk.moveTo(visit.id, { start: visit.start + 5 * 24 * 60, now })
  expect(await messages()).toMatchObject([{ kind: 'reminder-days', state: 'withdrawn' }, {}])
  await desk.move({ id: back }, { by: staff, reason: 'ångrat', now })
  expect(await remind(now.add({ minutes: 1 }))).toEqual({ reminded: 0 })
  expect(await remind(startOf(visit).subtract({ minutes: 55 }))).toEqual({ reminded: 1 })
})
