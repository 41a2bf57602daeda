/** Many who move at once, on a real database through the real uses; what came of it is judged by the raw rows alone. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { granted, inZone, randomFrom, the } from './booking.makers.ts'
import type { BookedVisit } from './contract.ts'
import { moveTokenFrom } from './move-token.ts'
import { openMoves, staff, type TestMoves } from './moves.makers.ts'
import { ownPlace } from './own-protocol.ts'
import { findFaults, readStretches } from './raw-rows.makers.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const say = (line: string) => process.stdout.write(`${line}\n`)
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))
const refusalsIn = (answers: readonly object[]) =>
  answers.flatMap((answer) => ('refused' in answer ? [String(answer.refused)] : []))

/** Deadlocks that the database has seen since it stands, the ones that were retried with success among them. */
async function countDeadlocks(): Promise<number> {
  await sleep(1200) // a server process hands on its counts at most once a second
  await Promise.all(times(16, () => desk.run((trx) => sql`select pg_sleep(0.02)`.execute(trx))))
  const [row] = await desk.raw<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  return Number(row?.deadlocks)
}

test('eight desks move the same visit at once: one wins, the others are told that it has changed', async () => {
  const { id, visits } = await desk.course()
  const offers = await desk.movesFor(id, the(visits, 1).id, { by: 'desk', limit: 8 })
  const answers = await Promise.all(offers.map((offer) => desk.move(offer, { by: staff })))
  expect(answers.filter((answer) => !('refused' in answer))).toHaveLength(1)
  expect(new Set(refusalsIn(answers))).toEqual(new Set(['changed-meanwhile']))
  expect(await desk.raw(`select 1 from message where kind = 'visit-moved'`)).toHaveLength(1)
  expect(await findFaults(desk.raw)).toEqual([])
})

test('a move and a booking want the same time at once: one of them has it', async () => {
  for (const round of times(6, (n) => n)) {
    await desk.empty()
    const { visits } = await desk.analysis('2027-01-12')
    const first = the(visits)
    const day = Temporal.PlainDate.from('2027-01-13').add({ days: round % 3 })
    const offers = await desk.offers({ service: desk.clinic.analysis, from: day, days: 1, limit: 40 })
    const wanted = the(offers, 3)
    const place = the(wanted.visits)
    const planned = granted(
      await desk.plan(first.id, {
        start: place.start,
        therapist: place.therapist?.id ?? '',
        room: place.room?.id ?? '',
      }),
    )
    const [moved, held] = await Promise.all([desk.move(planned, { by: staff }), desk.hold(wanted)])
    expect(refusalsIn([moved, held])).toEqual(['time-taken'])
    const [row] = await readStretches(desk.raw).then((all) => all.filter((one) => one.starts === place.start))
    expect(row?.visit === first.id).toBe(!('refused' in moved))
  }
})

test('two who go to each other’s therapist and room at once wait in no ring, and both arrive', async () => {
  const before = await countDeadlocks()
  const [[alva, bo], [one, two]] = [desk.clinic.therapists, desk.clinic.rooms]
  for (const round of times(8, (n) => n)) {
    await desk.empty()
    const [a, b] = [
      the((await desk.analysis('2027-01-12')).visits),
      the((await desk.analysis('2027-01-13')).visits),
    ]
    const here = { therapist: alva, room: one }
    const there = { therapist: bo, room: two }
    await desk.moveTo(a.id, { start: a.start, ...here })
    await desk.moveTo(b.id, { start: b.start, ...there })
    const apart = round % 2 === 0 ? 120 : 0
    const toB = granted(await desk.plan(a.id, { start: b.start + 120, ...there }))
    const toA = granted(await desk.plan(b.id, { start: a.start + 60 + apart, ...here }))
    const answers = await Promise.all([toB, toA].map((move) => desk.move(move, { by: staff })))
    expect(refusalsIn(answers)).toEqual([])
    expect(await findFaults(desk.raw)).toEqual([])
  }
  expect((await countDeadlocks()) - before).toBe(0)
})

test('two who want the very places that they have of each other are both refused, and stay', async () => {
  const [a, b] = [await desk.analysis('2027-01-12'), await desk.analysis('2027-01-12', 12)]
  const [one, other] = [the(a.visits), the(b.visits)]
  const signed = (course: string, visit: BookedVisit, to: BookedVisit) =>
    moveTokenFrom(
      { keys: desk.keys, clinic: desk.clinic.id },
      {
        course,
        expires: one.end,
        desk: true,
        visits: [
          {
            id: visit.id,
            sequence: visit.sequence,
            move: { from: ownPlace(visit), to: ownPlace(to), asked: true },
          },
        ],
      },
    )
  const before = await readStretches(desk.raw)
  const moves = [signed(a.id, one, other), signed(b.id, other, one)]
  const answers = await Promise.all(moves.map((id) => desk.move({ id }, { by: staff })))
  expect(refusalsIn(answers)).toEqual(['time-taken', 'time-taken'])
  expect(await readStretches(desk.raw)).toEqual(before)
})

test('a move and a cancellation of the same visit at once leave it either moved and cancelled, or cancelled', async () => {
  const { id, visits } = await desk.course()
  const second = the(visits, 1)
  const offer = the(await desk.movesFor(id, second.id))
  const [moved, cancelled] = await Promise.all([desk.move(offer), desk.cancel(id, second.id)])
  expect(granted(cancelled).cancelled).toHaveLength(1)
  expect(refusalsIn([moved])).toEqual('refused' in moved ? ['changed-meanwhile'] : [])
  expect((await readStretches(desk.raw)).filter(({ visit }) => visit === second.id)).toEqual([])
})

test('forty random moves at once: no overlap, no deadlock, no half move, every one told of once', async () => {
  const seed = Number(process.env['LYSTER_SEED'] ?? Date.now() % 100_000)
  const below = randomFrom(seed)
  const before = await countDeadlocks()
  const courses = []
  for (const day of times(5, (n) => n))
    courses.push(await desk.course(Temporal.PlainDate.from('2027-01-12').add({ days: day }).toString()))
  for (const n of times(15, (n) => n)) courses.push(await desk.analysis(`2027-01-${18 + (n % 3)}`, n % 2))
  const moves = []
  for (const n of times(40, (n) => n)) {
    const course = the(courses, n % courses.length)
    const visit = the(course.visits, below(course.visits.length))
    const from = inZone(visit.start)
      .toPlainDate()
      .subtract({ days: below(9) })
    const asked = below(6) === 0 ? 'all' : visit.id
    moves.push(...(await desk.movesFor(course.id, asked, { from, days: 30, limit: 2 })).slice(0, 1))
  }
  const waits: number[] = []
  const answers = await Promise.all(
    moves.map(async (move, n) => {
      const began = performance.now()
      const answer = await desk.move(move, { key: `move ${n}`, requestHash: 'x' })
      waits.push(performance.now() - began)
      return answer
    }),
  )
  const done = answers.flatMap((answer) => ('refused' in answer ? [] : [answer]))
  say(
    `40 moves at once, seed ${seed}: ${done.length} of ${moves.length} moved, longest ${Math.round(Math.max(...waits))} ms`,
  )
  for (const refused of refusalsIn(answers)) expect(['time-taken', 'changed-meanwhile']).toContain(refused)
  expect(done.length).toBeGreaterThan(0)
  expect((await findFaults(desk.raw)).filter((fault) => !fault.endsWith('keys'))).toEqual([])
  const changes = await desk.raw<{ sum: string }>('select sum(sequence) from visit')
  const told = await desk.raw<{ sum: string }>(
    `select coalesce(sum(jsonb_array_length(payload -> 'visits')), 0) as sum from message where kind in ('visit-moved', 'therapist-changed')`,
  )
  const keys = await desk.raw(`select 1 from idempotency where key like 'move %'`)
  expect(Number(the(told).sum)).toBe(Number(the(changes).sum))
  expect(keys).toHaveLength(done.length)
  expect((await countDeadlocks()) - before).toBe(0)
  expect(Math.max(...waits)).toBeLessThan(5000)
})
