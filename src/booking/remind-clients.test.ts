import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { inZone, openBooking, type TestBooking, the, vera } from './booking.makers.ts'
import { dueReminders } from './pure/due-reminders.ts'
import { remindClients } from './remind-clients.job.ts'

let at: TestBooking
beforeAll(async () => {
  at = await openBooking()
})
afterEach(() => at.empty())
afterAll(() => at.close())

const both = { email: true, sms: true }
const remind = (now: Temporal.Instant, can = both) => at.run((trx) => remindClients(trx, { now, can }))
const reminders = () =>
  at.raw<{ kind: string; state: string; channel: string }>(
    `select kind, state, channel from message where visit_id is not null order by created_at, kind`,
  )
async function booked(client = vera) {
  const secret = await at.held(await at.first())
  const answer = await at.confirm(secret, { client })
  if ('refused' in answer) throw new Error(answer.refused)
  const read = await at.read(answer.secret)
  if ('refused' in read) throw new Error(read.refused)
  // Made long ago, so that the first visit is reminded of too.
  await at.raw(`update course set booked_at = booked_at - interval '30 days'`)
  const start = inZone(the(read.visits).start).toInstant()
  return { course: read.id, visit: the(read.visits).id, start }
}

describe('a visit', () => {
  test('is reminded of two days and two hours before, once each, however often it is asked', async () => {
    const { start } = await booked()
    const twoDays = start.subtract({ hours: 48 })
    expect(await remind(twoDays.subtract({ hours: 1 }))).toEqual({ reminded: 0 })
    expect(await remind(twoDays.add({ minutes: 5 }))).toEqual({ reminded: 1 })
    await Promise.all([remind(twoDays.add({ minutes: 10 })), remind(twoDays.add({ minutes: 10 }))])
    expect(await remind(start.subtract({ minutes: 55 }))).toEqual({ reminded: 1 })
    expect(await reminders()).toMatchObject([{ kind: 'reminder-days' }, { kind: 'reminder-hours' }])
  })

  test('that is cancelled takes its waiting reminder with it, and gets no other', async () => {
    const { start, course } = await booked()
    await remind(start.subtract({ hours: 47 }))
    expect(await reminders()).toMatchObject([{ state: 'waiting' }])
    await at.cancel(course, 'all', start.subtract({ hours: 46 }))
    expect(await reminders()).toMatchObject([{ kind: 'reminder-days', state: 'withdrawn' }])
    expect(await remind(start.subtract({ minutes: 55 }))).toEqual({ reminded: 0 })
  })

  test('that is cancelled while it is reminded of is never left with a reminder that goes out', async () => {
    const { start, course } = await booked()
    const now = start.subtract({ hours: 47 })
    await Promise.all([remind(now), at.cancel(course, 'all', now), remind(now)])
    expect((await reminders()).filter(({ state }) => state !== 'withdrawn')).toEqual([])
  })

  test('that moves is reminded of at its new time', async () => {
    const { start, visit } = await booked()
    await remind(start.subtract({ hours: 47 }))
    await at.raw(
      `update visit set starts = starts + interval '7 days', client_leaves = client_leaves + interval '7 days',
       ends = ends + interval '7 days' where visit_id = $1`,
      [visit],
    )
    expect(await remind(start.subtract({ minutes: 55 }))).toEqual({ reminded: 0 })
    expect(await remind(start.add({ hours: 24 * 7 - 47 }))).toEqual({ reminded: 1 })
  })

  test('of somebody who wants to be called, or of a way that nothing sends by, is not reminded of', async () => {
    const { start } = await booked({ ...vera, contact: 'phone' })
    expect(await remind(start.subtract({ hours: 47 }))).toEqual({ reminded: 0 })
    await at.empty()
    const again = await booked({ ...vera, contact: 'sms' })
    expect(await remind(again.start.subtract({ hours: 47 }), { email: true, sms: false })).toEqual({
      reminded: 0,
    })
    expect(await remind(again.start.subtract({ hours: 47 }))).toEqual({ reminded: 1 })
  })

  test('in a demonstration is reminded of to nobody', async () => {
    const { start } = await booked()
    await at.raw('update clinic set demonstration = true')
    expect(await remind(start.subtract({ hours: 47 }))).toEqual({ reminded: 0 })
    await at.raw('update clinic set demonstration = false')
  })
})

describe('when a reminder is due', () => {
  const quiet = { from: '21:00', until: '08:00', zone: 'Europe/Stockholm' }
  const i = (text: string) => Temporal.Instant.from(text)
  const kinds = (start: string, now: string, toldAt = '2026-12-01T12:00Z') =>
    dueReminders({ start: i(start), toldAt: i(toldAt) }, i(now), quiet).map(({ kind }) => kind)

  test.each([
    [
      'two days on the wall, over the night that loses an hour',
      '2027-03-29T10:00+02:00',
      '2027-03-27T10:00+01:00',
    ],
    [
      'two days on the wall, over the night that has an hour twice',
      '2027-11-01T10:00+01:00',
      '2027-10-30T10:00+02:00',
    ],
  ])('%s', (_, start, due) => {
    expect(kinds(start, i(due).subtract({ minutes: 1 }).toString())).toEqual([])
    expect(kinds(start, due)).toEqual(['reminder-days'])
  })

  test('a morning visit is reminded of when the quiet ends, and the first of the day the evening before', () => {
    expect(kinds('2027-01-12T09:00+01:00', '2027-01-12T07:59+01:00')).toEqual([])
    expect(kinds('2027-01-12T09:00+01:00', '2027-01-12T08:00+01:00')).toEqual(['reminder-hours'])
    expect(kinds('2027-01-12T08:15+01:00', '2027-01-11T20:58+01:00')).toEqual([])
    expect(kinds('2027-01-12T08:15+01:00', '2027-01-11T20:59+01:00')).toEqual(['reminder-hours'])
  })

  test('not after it could help, and not to somebody who has just been told', () => {
    expect(kinds('2027-01-12T14:00+01:00', '2027-01-12T13:29+01:00')).toEqual(['reminder-hours'])
    expect(kinds('2027-01-12T14:00+01:00', '2027-01-12T13:30+01:00')).toEqual([])
    expect(kinds('2027-01-12T14:00+01:00', '2027-01-10T15:00+01:00', '2027-01-10T09:00+01:00')).toEqual([])
    expect(kinds('2027-01-12T14:00+01:00', '2027-01-12T12:10+01:00', '2027-01-12T11:00+01:00')).toEqual([])
  })
})
