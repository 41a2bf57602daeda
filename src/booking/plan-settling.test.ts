/** An absence over booked visits: proposals for each, the best chosen so that no two of them want the same. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { granted, onWall, the } from './booking.makers.ts'
import { leaveVisit, planSettling } from './desk.ts'
import { openMoves, staff, startOf, type TestMoves } from './moves.makers.ts'
import { findFaults } from './raw-rows.makers.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const plan = (...visits: readonly string[]) =>
  desk.run((trx) => planSettling(trx, { visits, now: desk.now, keys: desk.keys }))
const away = async (therapist: string | null, day = '2027-01-12') =>
  desk.shut(`${day}T00:00+01:00`, `${day}T23:59+01:00`, therapist)

test('somebody else who is free at the same time comes first, and her client need not move', async () => {
  const first = the((await desk.course()).visits)
  await away(first.therapist?.id ?? '')
  const [line] = await plan(first.id)
  const [same, ...others] = line?.proposals ?? []
  expect(same?.visits[0]).toMatchObject({ start: first.start, change: 'asked', room: first.room })
  expect(same?.visits[0]?.therapist?.id).not.toBe(first.therapist?.id)
  expect(same?.breaks).toEqual([])
  expect(line?.best).toBe(same)
  expect(others.length).toBeGreaterThan(1)
  const days = others.map(({ visits }) => Math.abs((visits[0]?.start ?? 0) - first.start))
  expect(days).toEqual(days.toSorted((one, other) => one - other))
})

test('where the clinic is closed nobody is free then, and the nearest other times are proposed', async () => {
  const first = the((await desk.course()).visits)
  await away(null)
  const [line] = await plan(first.id)
  expect(line?.proposals.length).toBeGreaterThan(1)
  for (const { visits } of line?.proposals ?? [])
    expect(onWall(visits[0]?.start ?? 0).slice(0, 10)).not.toBe('2027-01-12')
})

test('no two of the chosen want the same person, room or pen at once: confirmed one after another, all of them go', async () => {
  const visits = []
  for (const number of [0, 1, 2, 3]) visits.push(the((await desk.analysis('2027-01-12', number * 4)).visits))
  await away(null)
  const lines = await plan(...visits.map(({ id }) => id))
  const best = lines.map((line) => line.best)
  expect(best.every(Boolean)).toBe(true)
  for (const move of best) granted(await desk.move({ id: move?.id ?? '' }, { by: staff, reason: 'stängt' }))
  expect(await desk.raw(`select 1 from message where kind = 'visit-moved'`)).toHaveLength(4)
  expect(await findFaults(desk.raw)).toEqual([])
})

test('whoever changes one line alone still gets it: no other proposal wants what is chosen for another visit', async () => {
  const visits = []
  for (const number of [0, 1, 2]) visits.push(the((await desk.analysis('2027-01-12', number * 4)).visits))
  await away(null)
  const [first, ...rest] = await plan(...visits.map(({ id }) => id))
  const changed = the(first?.proposals ?? [], 1)
  expect(changed).not.toBe(first?.best)
  for (const move of [changed, ...rest.map(({ best }) => best)])
    granted(await desk.move({ id: move?.id ?? '' }, { by: staff, reason: 'stängt' }))
  expect(await findFaults(desk.raw)).toEqual([])
})

test('two settle the same visit at once: one of them moves it, and the other is told', async () => {
  const first = the((await desk.course()).visits)
  await away(first.therapist?.id ?? '')
  const [[mine], [theirs]] = await Promise.all([plan(first.id), plan(first.id)])
  const answers = await Promise.all([
    desk.move(the(mine?.proposals ?? []), { by: staff, reason: 'sjuk' }),
    desk.move(the(theirs?.proposals ?? [], 1), { by: staff, reason: 'sjuk' }),
  ])
  expect(answers.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'changed-meanwhile' }])
  expect(await findFaults(desk.raw)).toEqual([])
})

test('a visit that has begun has no proposals, and one that is cancelled is not in the list', async () => {
  const { id, visits } = await desk.course()
  const first = the(visits)
  const begun = await desk.run((trx) =>
    planSettling(trx, { visits: [first.id], now: startOf(first), keys: desk.keys }),
  )
  expect(begun).toMatchObject([{ visit: { id: first.id }, proposals: [] }])
  await desk.cancel(id)
  expect(await plan(first.id)).toEqual([])
})

test('a visit is left as it is on purpose, unless it has changed meanwhile', async () => {
  const { id, visits } = await desk.course()
  const first = the(visits)
  const timeOff = '01965a3e-0000-7000-8000-000000000002'
  const leave = () =>
    desk.run((trx) => leaveVisit(trx, { visit: first.id, timeOff, by: staff, now: desk.now }))
  expect(await leave()).toEqual({ left: true })
  expect(await desk.raw('select left_in from visit where left_in is not null')).toEqual([
    { left_in: timeOff },
  ])
  await desk.cancel(id)
  expect(await leave()).toEqual({ refused: 'changed-meanwhile' })
})
