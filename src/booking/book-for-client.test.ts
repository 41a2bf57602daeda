import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addClient, mergeClients } from '#clients'
import { granted, openBooking, type TestBooking, vera } from './booking.makers.ts'
import { type BookForClient, bookForClient } from './book-for-client.ts'
import { readVisitsOf } from './desk.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const newClient = { ...vera, language: 'sv' as const }
const add = () => desk.run((trx) => addClient(trx, { ...newClient, now: desk.now }))
const book = (
  course: string,
  client: BookForClient['client'] = newClient,
  by: BookForClient['by'] = 'staff:anna',
) => desk.run((trx) => bookForClient(trx, { course, client, by, keys: desk.keys, now: desk.now }))
const count = async (table: string) => (await desk.raw(`select from ${table}`)).length

describe('booking at the desk', () => {
  test('is whole at once: the visits, their time for good, the message, and who did it', async () => {
    const client = await add()
    const offer = await desk.first()
    expect(granted(await book(offer.id, { existing: client })).client).toBe(client)
    const visits = await desk.run((trx) => readVisitsOf(trx, [client]))
    expect(visits.map(({ start, state }) => [start, state])).toEqual(
      offer.visits.map(({ start }) => [start, 'booked']),
    )
    expect(await desk.raw('select from occupancy where held_until is not null')).toEqual([])
    expect(await desk.raw('select client_id, kind from message')).toEqual([
      { client_id: client, kind: 'course-booked' },
    ])
    expect(await desk.raw(`select actor from audit where act = 'course-booked'`)).toEqual([
      { actor: 'staff:anna' },
    ])
    expect(await count('client')).toBe(1)
  })

  test('sent twice, one after the other or at once, is one booking and one client', async () => {
    const offer = await desk.first()
    const once = granted(await book(offer.id))
    expect(await book(offer.id)).toEqual(once)
    const [, other] = await desk.offers({ limit: 4 })
    const both = await Promise.all([book(other?.id ?? ''), book(other?.id ?? '')])
    expect(both[0]).toEqual(both[1])
    expect('refused' in both[0]).toBe(false)
    expect([await count('client'), await count('message')]).toEqual([2, 2])
  })

  test('of two who want the same time at once, for two clients, one is refused and leaves nothing', async () => {
    const offer = await desk.first({ service: desk.clinic.analysis })
    const clients = [await add(), await add()]
    const answers = await Promise.all(clients.map((existing) => book(offer.id, { existing }, 'staff:bo')))
    const refused = answers.filter((answer) => 'refused' in answer)
    expect(refused).toMatchObject([{ refused: 'time-taken', visit: 1 }])
    expect([await count('course'), await count('message')]).toEqual([1, 1])
  })

  test('unknown-client: one that is not there, or was merged away; nothing is held', async () => {
    const offer = await desk.first()
    const [kept, merged] = [await add(), await add()]
    await desk.run((trx) => mergeClients(trx, { kept, merged, by: 'staff:anna', now: desk.now }))
    for (const existing of [desk.clinic.id, merged])
      expect(await book(offer.id, { existing })).toEqual({ refused: 'unknown-client' })
    expect([await count('course'), await count('occupancy')]).toEqual([0, 0])
  })

  test('unknown-course: what we did not offer; no client is made', async () => {
    expect(await book('x.y')).toEqual({ refused: 'unknown-course' })
    expect(await count('client')).toBe(0)
  })

  test('may be booked anew once it was cancelled', async () => {
    const existing = await add()
    const from = desk.now.toZonedDateTimeISO('Europe/Stockholm').toPlainDate().add({ days: 3 })
    const offer = await desk.first({ service: desk.clinic.analysis, from })
    const first = granted(await book(offer.id, { existing }))
    granted(await desk.cancel(first.course))
    expect(granted(await book(offer.id, { existing })).course).not.toBe(first.course)
  })
})

test('a walk-in is offered what is free within the lead time, and others are not', async () => {
  await desk.raw('update clinic set lead_minutes = 600')
  const asked = { service: desk.clinic.analysis, days: 1, limit: 3 }
  expect(await desk.offers(asked)).toEqual([])
  expect(await desk.offers({ ...asked, atOnce: true })).toHaveLength(3)
  await desk.raw('update clinic set lead_minutes = 120')
})
