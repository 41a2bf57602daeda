import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { handOverVisits } from './desk.ts'
import { granted, the } from './booking.makers.ts'
import { openMoves, staff, type TestMoves } from './moves.makers.ts'
import { findFaults } from './raw-rows.makers.ts'

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
