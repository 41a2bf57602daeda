/** What changes in the clinic while somebody is booking: each of these was once seen to slip through. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { addClient } from '#clients'
import { listPeople, leaveClinic } from '#people'
import { addTherapist, changePlace } from '#set-up'
import { instantFrom } from '#platform/time'
import { claimMessage, settleMessage } from '../src/messages/outbox.store.ts'
import { bookForClient } from '../src/booking/book-for-client.ts'
import { granted, openBooking, type TestBooking, the, vera } from '../src/booking/booking.makers.ts'
import { handOverVisits } from '../src/booking/desk.ts'
import { remindClients } from '../src/booking/remind-clients.job.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(async () => {
  await desk.empty()
  await desk.raw('update resource set retired = false')
})
afterAll(() => desk.close())

const by = 'staff:anna' as const
const staffOf = async (therapist: string) =>
  the(
    await desk.raw<{ id: string }>('select staff_id as id from resource where resource_id = $1', [therapist]),
  ).id

test('a room that is retired while a hold waits for it is not held', async () => {
  const offer = await desk.first({ service: desk.clinic.analysis })
  let finish = (): void => undefined
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const retiring = desk.run(async (trx) => {
    const answer = await changePlace(trx, the(desk.clinic.rooms), { retire: true, now: desk.now })
    await finished
    return answer
  })
  await pause(200)
  const holding = desk.hold(offer)
  await pause(200)
  finish()
  granted(await retiring)
  expect(await holding).toMatchObject({ refused: 'time-taken', visit: 1 })
})

test('a hold does not outlive its therapist’s last day', async () => {
  const [alva] = desk.clinic.therapists
  const service = desk.clinic.analysis
  const hold = await desk.held(the(await desk.offers({ service, limit: 1, wish: { therapist: alva } })))
  const staff = await staffOf(alva)
  await desk.run(async (trx) => {
    await handOverVisits(trx, { therapist: alva, from: desk.now, by, now: desk.now })
    return leaveClinic(trx, { person: staff, lastDay: 'now', by: staff, now: desk.now })
  })
  expect(await desk.confirm(hold)).toMatchObject({ refused: 'hold-expired' })
  await desk.raw('delete from unavailable')
  await desk.raw('update staff set left_on = null')
})

test('a therapist who treats again is the one that she was', async () => {
  const [alva] = desk.clinic.therapists
  const staff = await staffOf(alva)
  await desk.raw('update resource set retired = true where resource_id = $1', [alva])
  granted(await desk.run((trx) => addTherapist(trx, { staff })))
  expect((await desk.run(listPeople)).filter((person) => person.id === staff)).toHaveLength(1)
  expect(await desk.raw('select resource_id from resource where staff_id = $1', [staff])).toEqual([
    { resource_id: alva },
  ])
})

test('a reminder that was being tried when its visit was cancelled is not tried again', async () => {
  const offer = await desk.first({ service: desk.clinic.analysis })
  await desk.booked(offer)
  await desk.raw(`update message set state = 'sent'`)
  await desk.raw(`update course set booked_at = '2026-01-01'`)
  const now = instantFrom(the(offer.visits).start).subtract({ hours: 47 })
  await desk.run((trx) => remindClients(trx, { now, can: { email: true, sms: true } }))
  const { id } = the(
    await desk.raw<{ id: string }>(`select message_id as id from message where kind = 'reminder-days'`),
  )
  await desk.raw('update message set due_at = $1 where message_id = $2', [now.toString(), id])
  const claimed = await desk.run((trx) => claimMessage(trx, { id, now, until: now.add({ seconds: 60 }) }))
  const course = the(await desk.raw<{ id: string }>('select course_id as id from course')).id
  await desk.cancel(course, 'all', now)
  const later = {
    state: 'waiting',
    failure: 'later',
    answerCode: 451,
    doubts: 0,
    dueAt: now.add({ minutes: 1 }),
  } as const
  await desk.run((trx) => settleMessage(trx, { id, tries: claimed?.tries ?? 0, ...later }))
  const until = now.add({ minutes: 3 })
  expect(
    await desk.run((trx) => claimMessage(trx, { id, now: now.add({ minutes: 2 }), until })),
  ).toBeUndefined()
})

test('what was cancelled may be booked again at the desk, and pressing twice still books once', async () => {
  const existing = await desk.run((trx) => addClient(trx, { ...vera, language: 'sv', now: desk.now }))
  const { id } = await desk.first({ service: desk.clinic.analysis })
  const book = () =>
    desk.run((trx) =>
      bookForClient(trx, { course: id, client: { existing }, by, keys: desk.keys, now: desk.now }),
    )
  await desk.cancel(granted(await book()).course)
  const again = granted(await book())
  expect(granted(await book())).toEqual(again)
  expect(await desk.raw(`select count(*)::int as live from course where state = 'booked'`)).toEqual([
    { live: 1 },
  ])
})
