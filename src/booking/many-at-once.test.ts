/**
 * Many clients at once, on a real database through the real uses; what came of it is judged by the raw rows alone.
 * Seeds and figures are printed. LYSTER_SEED=… repeats a mix's choices.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { granted, openBooking, randomFrom, type TestBooking, the } from './booking.makers.ts'
import type { VisitTime } from './contract.ts'
import { holdCourse, type OfferedCourse } from './index.ts'
import { findFaults, readStretches } from './raw-rows.makers.ts'
import { courseTokenFrom } from './tokens.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const say = (line: string) => process.stdout.write(`${line}\n`)
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n))
const rowsOf = async (table: string) => (await desk.raw(`select 1 from ${table}`)).length

/** Deadlocks that the database has seen since last asked, the ones that were retried with success among them. */
async function newDeadlocks(): Promise<number> {
  await sleep(1200) // a server process hands on its counts at most once a second
  await Promise.all(times(16, () => desk.run((trx) => sql`select pg_sleep(0.02)`.execute(trx))))
  const [row] = await desk.raw<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  )
  const [before, now] = [seen.deadlocks, Number(row?.deadlocks)]
  seen.deadlocks = now
  return now - before
}
const seen = { deadlocks: 0 }

test('forty clients want the same course: one is booked, thirty-nine are refused and offered others', async () => {
  const course = await desk.first()
  const waits: number[] = []
  const ends = await Promise.all(
    times(40, async (client) => {
      const began = performance.now()
      const hold = await desk.hold(course, { heldFor: `client ${client}` })
      const end =
        'refused' in hold
          ? { hold, nearest: 'starts' in hold ? await desk.nearest(hold) : [] }
          : { hold, booked: await desk.confirm(hold.hold) }
      waits.push(performance.now() - began)
      return end
    }),
  )
  say(`40 at once for one course: ${figures(waits)}`)
  const booked = ends.filter((end) => 'booked' in end && end.booked && 'secret' in end.booked)
  expect(booked).toHaveLength(1)
  const refused = ends.filter((end) => 'nearest' in end)
  expect(refused).toHaveLength(39)
  for (const { hold, nearest } of refused) {
    expect(hold).toMatchObject({ refused: 'time-taken', visit: 1 })
    expect(nearest).toHaveLength(3)
    for (const other of nearest ?? []) expect(startsOf(other)).not.toEqual(startsOf(course))
  }
  expect(await findFaults(desk.raw)).toEqual([])
  expect(await readStretches(desk.raw)).toHaveLength(15)
  const counts = await Promise.all(
    ['course', 'visit', 'client', 'message', 'audit', 'idempotency'].map(rowsOf),
  )
  expect(counts).toEqual([1, 3, 1, 1, 1, 1])
})

test('forty clients want courses that share a visit only: of each pair at most one is booked', async () => {
  const courses = await desk.offers({
    limit: 60,
    days: 63,
    wish: { fromMinuteOfDay: 600, untilMinuteOfDay: 840 },
  })
  const ends = await Promise.all(
    times(40, async (client) => {
      const hold = await desk.hold(the(courses, client % courses.length))
      return 'hold' in hold ? desk.confirm(hold.hold) : hold
    }),
  )
  expect(ends.filter((end) => 'secret' in end).length).toBeGreaterThan(0)
  expect(ends.every((end) => 'secret' in end || end.refused === 'time-taken')).toBe(true)
  expect(await findFaults(desk.raw)).toEqual([])
})

test('a hold that runs out as it is confirmed goes to one of two, never to both and never to none', async () => {
  const course = await desk.first()
  const outcomes = []
  for (let round = 0; round < 17; round += 1) {
    const hold = await desk.held(course)
    const edge = desk.now.add({ minutes: 10 })
    // From a head start for the one to a head start for the other, past where they meet.
    const later = (round - 8) * 3
    const [confirmed, other] = await Promise.all([
      sleep(Math.max(0, later)).then(() => desk.confirm(hold, { now: edge.subtract({ milliseconds: 1 }) })),
      sleep(Math.max(0, -later)).then(() => desk.hold(course, { now: edge })),
    ])
    const ends = ['secret' in confirmed, 'hold' in other]
    outcomes.push(ends)
    expect(ends).toSatisfy(([first, second]) => first !== second)
    expect(await findFaults(desk.raw)).toEqual([])
    await desk.empty()
  }
  const count = outcomes.filter(([first]) => first).length
  say(`confirmed at the last moment ${count} of ${outcomes.length} times`)
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThan(outcomes.length)
})

describe('a mix of everything on few calendars', () => {
  test('leaves no overlap, no half course and no deadlock', async () => {
    const seed = Number(process.env['LYSTER_SEED'] ?? Date.now() % 1_000_000)
    say(`LYSTER_SEED=${seed}`)
    const { counts, waits, errors } = await mix(seed, 5_000)
    say(`24 clients, 5 s: ${JSON.stringify(counts)}, ${figures(waits)}`)
    expect(errors).toEqual([])
    expect(await findFaults(desk.raw)).toEqual([])
    // The bench holds waits to 2 s; here other tests share the processors.
    expect(Math.max(...waits)).toBeLessThan(5_000)
    expect(waits.length).toBeGreaterThan(100)
    for (const act of ['hold', 'confirm', 'extend', 'release', 'cancel', 'sweep'])
      expect(counts[act]).toBeGreaterThan(0)
    expect(await newDeadlocks()).toBe(0)
  })

  test('nor does a sweep of holds that ran out while others take their time anew', async () => {
    const course = await desk.first()
    const after = (minutes: number) => desk.now.add({ minutes })
    for (let round = 0; round < 20; round += 1) {
      // Whoever sweeps would free them in the order in which they ran out, and whoever holds in the visits' order.
      for (const index of [2, 1, 0])
        await holdThere(the(course.visits, index), desk.now.add({ seconds: 3 - index }))
      const [swept, ...holds] = await Promise.all([
        sleep(round % 12).then(() => desk.sweep(after(80))),
        desk.hold(course, { now: after(20) }),
        sleep((round * 7) % 5).then(() => desk.hold(course, { now: after(20) })),
      ])
      expect([swept.swept, holds.filter((hold) => 'hold' in hold).length]).toEqual([3, 1])
      await desk.empty()
    }
    expect(await newDeadlocks()).toBe(0)
  })

  test('and a deadlock, were there one, would be counted', async () => {
    const ends = await Promise.allSettled(
      [desk.clinic.rooms, desk.clinic.rooms.toReversed()].map((rooms) =>
        desk.run(async (trx) => {
          for (const room of rooms) {
            const resource = trx.selectFrom('resource').select('name').where('resource_id', '=', room)
            await resource.where('clinic_id', '=', trx.clinic).forUpdate().execute()
            await sleep(50)
          }
        }),
      ),
    )
    expect(ends.every(({ status }) => status === 'fulfilled')).toBe(true)
    expect(await newDeadlocks()).toBeGreaterThan(0)
  })
})

/** A skin analysis where and when somebody's visit would be. */
async function holdThere({ start, therapist, room }: VisitTime, now: Temporal.Instant): Promise<void> {
  const { keys, clinic } = desk
  const visits = [{ start: start + 15, therapist: therapist?.id, room: room?.id }]
  const expires = start
  const id = courseTokenFrom({ keys, clinic: clinic.id }, { service: clinic.analysis, expires, visits })
  granted(await desk.run((trx) => holdCourse(trx, { course: id, keys, heldFor: undefined, now })))
}

async function mix(seed: number, milliseconds: number) {
  const counts: Record<string, number> = {}
  const waits: number[] = []
  const errors: unknown[] = []
  const courses = await desk.offers({ limit: 30, days: 75 })
  const began = performance.now()
  // Each second is ten minutes on the clinic's clock, so holds run out while others want their time.
  const now = () => desk.now.add({ seconds: Math.floor((performance.now() - began) * 0.6) })
  const act = async <T extends object>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
    const from = performance.now()
    try {
      const answer = await work()
      const end = 'refused' in answer ? `${name}: ${String(answer.refused)}` : name
      counts[end] = (counts[end] ?? 0) + 1
      return answer
    } catch (error) {
      errors.push(error)
      return undefined
    } finally {
      waits.push(performance.now() - from)
    }
  }
  const client = async (number: number) => {
    const random = randomFrom(seed + number)
    const holds: string[] = []
    while (performance.now() - began < milliseconds) {
      const hold = await act('hold', () => desk.hold(the(courses, random(courses.length)), { now: now() }))
      if (hold && 'hold' in hold) holds.push(hold.hold)
      const one = holds[random(holds.length || 1)]
      if (one !== undefined) await changeOne(one, random(10))
      if (random(25) === 0) await act('sweep', () => desk.sweep(now().add({ hours: 1 })))
    }
  }
  const changeOne = async (hold: string, dice: number) => {
    if (dice < 4) {
      const booked = await act('confirm', () => desk.confirm(hold, { now: now() }))
      if (booked && 'secret' in booked && dice < 3) await cancelOne(booked.secret, dice)
    } else if (dice < 7) await act('extend', () => desk.extend(hold, now()))
    else if (dice < 9) await act('release', () => desk.release(hold))
  }
  const cancelOne = async (secret: string, dice: number) => {
    const { id, visits } = granted(await desk.read(secret))
    await act('cancel', () => desk.cancel(id, dice === 0 ? the(visits, 1).id : 'all', now()))
  }
  await Promise.all(times(24, client))
  return { counts, waits, errors }
}

function startsOf({ visits }: OfferedCourse): string {
  return visits.map(({ start, therapist }) => `${start} ${therapist?.id}`).join()
}

function figures(waits: readonly number[]): string {
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (part: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
  return `${waits.length} attempts, waits p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`
}
