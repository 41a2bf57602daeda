/** Who came and who did not: what that frees, what stays, and how it is taken back. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { granted, onWall, the } from './booking.makers.ts'
import { markVisit } from './desk.ts'
import { openMoves, staff, startOf, type TestMoves } from './moves.makers.ts'
import type { Mark } from './pure/index.ts'
import { findFaults } from './raw-rows.makers.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const mark = (visit: string, as: Mark, now: Temporal.Instant) =>
  desk.run((trx) => markVisit(trx, { visit, as, by: staff, now }))
const minutes = (count: number) => Temporal.Duration.from({ minutes: count })
const stretchesOf = (visit: string) =>
  desk.raw('select resource_id, during from occupancy where visit_id = $1 order by 1, 2', [visit])

test('she has come, from a quarter of an hour before on, and nothing else changes', async () => {
  const { visits } = await desk.course()
  const first = the(visits)
  const start = startOf(first)
  const before = await stretchesOf(first.id)
  expect(await mark(first.id, 'arrived', start.subtract(minutes(16)))).toEqual({
    refused: 'cannot-be-marked',
  })
  expect(await mark(first.id, 'missed', start.subtract(minutes(1)))).toEqual({ refused: 'cannot-be-marked' })
  expect(await mark(first.id, 'arrived', start.subtract(minutes(15)))).toEqual({ marked: 'arrived' })
  expect(await mark(first.id, 'arrived', start)).toEqual({ marked: 'arrived' })
  expect(await stretchesOf(first.id)).toEqual(before)
  expect(await desk.raw(`select detail from audit where act = 'visit-marked'`)).toEqual([
    { detail: { as: 'arrived' } },
  ])
  expect(await findFaults(desk.raw)).toEqual([])
})

test('a missed visit lets go of its time at once, and the later visits of the course stay', async () => {
  const { secret, visits } = await desk.course()
  const first = the(visits)
  const now = startOf(first).add(minutes(5))
  expect(await mark(first.id, 'missed', now)).toEqual({ marked: 'missed' })
  expect(await stretchesOf(first.id)).toEqual([])
  expect((await desk.visitsOf(secret)).map(({ state }) => state)).toEqual(['missed', 'booked', 'booked'])
  expect((await desk.visitsOf(secret)).slice(1)).toEqual(visits.slice(1))
  expect(
    await desk.raw(
      `select 1 from message where kind like 'reminder%' and state = 'waiting' and payload::text like $1`,
      [`%${first.id}%`],
    ),
  ).toEqual([])
  expect(await findFaults(desk.raw)).toEqual([])
})

test('taken back it has its time again, even in an absence that came meanwhile', async () => {
  const { visits } = await desk.course()
  const first = the(visits)
  const before = await stretchesOf(first.id)
  const now = startOf(first).add(minutes(5))
  await mark(first.id, 'missed', now)
  await desk.shut(startOf(first).toString(), startOf(first).add(minutes(60)).toString())
  expect(await mark(first.id, 'booked', now)).toEqual({ marked: 'booked' })
  expect(await stretchesOf(first.id)).toEqual(before)
  expect(await findFaults(desk.raw)).toEqual([])
})

test('taken back when somebody else has the time: refused, and it stays missed', async () => {
  const { visits } = await desk.course()
  const first = the(visits)
  const now = startOf(first).add(minutes(1))
  await mark(first.id, 'missed', now)
  const other = the((await desk.course('2027-01-13')).visits)
  const place = { start: first.start, therapist: first.therapist?.id ?? '', room: first.room?.id ?? '' }
  await desk.moveTo(other.id, place)
  expect(await mark(first.id, 'booked', now)).toEqual({ refused: 'time-taken' })
  expect(await desk.raw('select state from visit where visit_id = $1', [first.id])).toEqual([
    { state: 'missed' },
  ])
  expect(await findFaults(desk.raw)).toEqual([])
})

test('the day after, nothing of it is changed any more; a missed visit that is over keeps its row of time', async () => {
  const { visits } = await desk.course()
  const first = the(visits)
  const later = Temporal.Instant.fromEpochMilliseconds(first.end * 60_000)
  expect(await mark(first.id, 'missed', later)).toEqual({ marked: 'missed' })
  expect((await stretchesOf(first.id)).length).toBeGreaterThan(0)
  expect(onWall(first.start).slice(0, 10)).toBe('2027-01-12')
  const midnight = Temporal.Instant.from('2027-01-12T23:00Z')
  expect(await mark(first.id, 'booked', midnight)).toEqual({ refused: 'cannot-be-marked' })
  expect(await mark(first.id, 'booked', midnight.subtract(minutes(1)))).toEqual({ marked: 'booked' })
})

test('a cancelled or unknown visit is marked by nobody', async () => {
  const { id, visits } = await desk.course()
  const first = the(visits)
  granted(await desk.cancel(id))
  expect(await mark(first.id, 'arrived', startOf(first))).toEqual({ refused: 'cannot-be-marked' })
  const nobody = '01965a3e-0000-7000-8000-000000000001'
  expect(await mark(nobody, 'arrived', desk.now)).toEqual({ refused: 'unknown-visit' })
})

test('two mark at once, one that she came and one that she did not: the first stands and the other is told', async () => {
  const { visits } = await desk.course()
  const first = the(visits)
  const answers = await Promise.all([
    mark(first.id, 'arrived', startOf(first)),
    mark(first.id, 'missed', startOf(first)),
  ])
  expect(answers.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'cannot-be-marked' }])
  expect(await findFaults(desk.raw)).toEqual([])
})
