import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { handOverVisits } from './desk.ts'
import { granted, the } from './booking.makers.ts'
import { openMoves, staff, startOf, type TestMoves } from './moves.makers.ts'
import { findFaults } from './raw-rows.makers.ts'
import { remindClients } from './remind-clients.job.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

test('whoever is handed over is told once for her course, with the new name and numbers', async () => {
  const [alva] = desk.clinic.therapists
  const [course] = await desk.offers({ limit: 1, wish: { therapist: alva } })
  const { id, visits } = granted(await desk.read(await desk.booked(course ?? the([]))))
  const { handed } = await desk.run((trx) =>
    handOverVisits(trx, { therapist: alva, from: desk.now, by: staff, now: desk.now }),
  )
  expect(handed).toHaveLength(3)
  const told = { therapist: 'Bo Exempel', sequence: 1 }
  expect(await desk.raw(`select kind, payload from message where kind <> 'course-booked'`)).toMatchObject([
    {
      kind: 'therapist-changed',
      payload: { course: id, visits: visits.map((visit) => ({ visit: visit.id, ...told })) },
    },
  ])
  expect(await findFaults(desk.raw)).toEqual([])
})

test('a visit that came to her while the hand-over waited is handed over under the lock of its course', async () => {
  const [alva] = desk.clinic.therapists
  const hold = await desk.held(
    await desk.first({
      service: desk.clinic.analysis,
      from: Temporal.PlainDate.from('2027-01-12'),
      wish: { therapist: alva },
    }),
  )
  const gate = new pg.Client(desk.owner)
  await gate.connect()
  const ends = Promise.withResolvers<undefined>()
  try {
    await gate.query('begin')
    await gate.query('select from resource where resource_id = $1 for no key update', [alva])
    const confirming = desk.confirm(hold)
    await sleep(150)
    const handing = desk.run(async (trx) => {
      const done = await handOverVisits(trx, { therapist: alva, from: desk.now, by: staff, now: desk.now })
      await ends.promise
      return done
    })
    await sleep(150)
    await gate.query('commit')
    const { id } = granted(await desk.read(granted(await confirming).secret))
    await sleep(250)
    const cancelling = desk.cancel(id)
    await sleep(250)
    ends.resolve(undefined)
    expect((await handing).handed).toHaveLength(1)
    granted(await cancelling)
  } finally {
    ends.resolve(undefined)
    await gate.end()
  }
  const told = await desk.raw<{ kind: string; payload: { visits: { sequence: number }[] } }>(
    'select kind, payload from message order by message_id',
  )
  expect(told.map(({ kind, payload }) => [kind, payload.visits[0]?.sequence])).toEqual([
    ['course-booked', 0],
    ['therapist-changed', 1],
    ['visits-cancelled', 2],
  ])
  expect(await findFaults(desk.raw)).toEqual([])
})

test('a reminder that waits would name who has left, and is withdrawn', async () => {
  const [alva] = desk.clinic.therapists
  const { visits } = granted(
    await desk.read(
      await desk.booked(
        await desk.first({
          service: desk.clinic.analysis,
          from: Temporal.PlainDate.from('2027-01-20'),
          wish: { therapist: alva },
        }),
      ),
    ),
  )
  const now = startOf(the(visits)).subtract({ hours: 40 })
  await desk.raw('update clinic set demonstration = false')
  await desk.run((trx) => remindClients(trx, { now, can: { email: true, sms: true } }))
  const reminders = () => desk.raw(`select state from message where kind like 'reminder%'`)
  expect(await reminders()).toEqual([{ state: 'waiting' }])
  await desk.run((trx) => handOverVisits(trx, { therapist: alva, from: now, by: staff, now }))
  expect(await reminders()).not.toContainEqual({ state: 'waiting' })
})

test('where nobody is free nobody is told anything', async () => {
  const [alva, bo] = desk.clinic.therapists
  await desk.booked(the(await desk.offers({ limit: 1, wish: { therapist: alva } })))
  await desk.shut('2027-01-01T00:00Z', '2027-12-31T00:00Z', bo)
  const { left } = await desk.run((trx) =>
    handOverVisits(trx, { therapist: alva, from: desk.now, by: staff, now: desk.now }),
  )
  expect(left).toHaveLength(3)
  expect(await desk.raw(`select 1 from message where kind <> 'course-booked'`)).toEqual([])
})
