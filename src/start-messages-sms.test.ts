import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openSmsStandIn } from '../test/sms-stand-in.ts'
import { the, vera } from './booking/booking.makers.ts'
import { remindClients } from './booking/remind-clients.job.ts'
import { instantFrom } from './platform/time.ts'
import { openSending, type TestSending } from './start-messages.makers.ts'

let at: TestSending
beforeAll(async () => {
  at = await openSending()
})
afterEach(() => at.stopAll())
afterAll(() => at.close())

describe('an SMS', () => {
  const smsVera = { ...vera, contact: 'sms' as const }

  test('is sent to whoever wants it, says when and where to look, and names no treatment', async () => {
    const elks = await openSmsStandIn()
    at.stops.push(() => elks.close())
    await at.by(elks.env)
    const secret = await at.held(await at.first())
    await at.confirm(secret, { client: smsVera })
    await at.settled('sent')
    const [sms] = elks.taken
    expect(sms).toMatchObject({ from: 'Kliniken', to: '+46701740605' })
    expect(sms?.message).toMatch(
      /^Testkliniken: bokat .* och 2 till\. .*https:\/\/klinik\.example\/sv\/visits\//,
    )
    expect(sms?.message).not.toMatch(/needling|behandling|hud/i)
  })

  test('about a cancelled visit waits through the quiet hours; a confirmation does not', async () => {
    const elks = await openSmsStandIn()
    at.stops.push(() => elks.close())
    await at.by(elks.env)
    at.clock = Temporal.Instant.from('2027-01-04T22:30:00+01:00')
    await at.confirm(await at.held(await at.first({ now: at.clock }), { now: at.clock }), {
      client: smsVera,
      now: at.clock,
    })
    await at.settled('sent')
    const read = the(await at.raw<{ course_id: string }>('select course_id from course'))
    await at.cancel(read.course_id, 'all', at.clock)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(elks.taken).toHaveLength(1)
    at.clock = Temporal.Instant.from('2027-01-05T07:59:00+01:00')
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(elks.taken).toHaveLength(1)
    at.clock = Temporal.Instant.from('2027-01-05T08:00:00+01:00')
    await at.settled('sent')
    expect(elks.taken).toHaveLength(2)
  })

  test.each([
    [503, 'waiting', 'later'],
    [400, 'failed', 'refused'],
  ])('answered with %i is %s', async (status, state, failure) => {
    const elks = await openSmsStandIn(() => status)
    at.stops.push(() => elks.close())
    await at.by(elks.env)
    await at.confirm(await at.held(await at.first()), { client: smsVera })
    await at.until(async () => the(await at.rows()).failure !== null)
    expect(await at.rows()).toMatchObject([{ state, failure, answer_code: status }])
  })
})

test('a reminder goes out with its mail, and brings no calendar file', async () => {
  const sink = await at.openSink()
  await at.byMail(sink)
  const read = await at.read(await at.booked(await at.first()))
  if ('refused' in read) throw new Error(read.refused)
  at.clock = instantFrom(the(read.visits, 1).start).subtract({ hours: 47 })
  await at.run((trx) => remindClients(trx, { now: at.clock, can: { email: true, sms: false } }))
  await at.settled('sent')
  const mails = await sink.parsed()
  const reminder = mails.find(({ subject }) => subject?.startsWith('Påminnelse'))
  expect(reminder?.attachments).toEqual([])
  expect(mails).toHaveLength(2)
})
