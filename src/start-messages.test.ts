/** What a client is told by, from the act to what her mail program and her calendar read, over a real SMTP server. */
import ICAL from 'ical.js'
import type { Attachment, ParsedMail } from 'mailparser'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openMailSink } from '../test/mail-sink.ts'
import { at as minuteAt, the, vera } from './booking/booking.makers.ts'
import { planMoveTo } from './booking/desk.ts'
import { moveVisits } from './booking/index.ts'
import { postMessage, resendMessage } from './messages/index.ts'
import { dayIn, instantFrom } from './platform/time.ts'
import { openSending, type TestSending } from './start-messages.makers.ts'

let at: TestSending
beforeAll(async () => {
  at = await openSending()
})
afterEach(() => at.stopAll())
afterAll(() => at.close())

/** Far enough ahead for a client to change it herself. */
const inDays = (days: number) => dayIn('Europe/Stockholm', at.now).add({ days })

function eventsOf(mail: ParsedMail | undefined) {
  const file: Attachment = the(mail?.attachments ?? [])
  const calendar = new ICAL.Component(ICAL.parse(file.content.toString('utf8')))
  return {
    file,
    method: calendar.getFirstPropertyValue('method'),
    events: calendar.getAllSubcomponents('vevent').map((part) => {
      const event = new ICAL.Event(part)
      return {
        uid: event.uid,
        sequence: event.sequence,
        status: part.getFirstPropertyValue('status'),
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
      }
    }),
  }
}

describe('a booking', () => {
  test('comes as a mail from the clinic, in text and HTML, with its link and its calendar, and names no treatment', async () => {
    const sink = await at.openSink()
    await at.byMail(sink)
    const secret = await at.booked(await at.first())
    await at.settled('sent')
    const mail = the(await sink.parsed())
    expect(mail.from?.value).toEqual([{ name: 'Testkliniken', address: 'post@klinik.example' }])
    expect(mail.replyTo?.value).toEqual([{ name: 'Testkliniken', address: 'hej@klinik.example' }])
    expect(mail.subject).toBe('Besök hos Testkliniken')
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(mail.messageId).toBe(`<${the(await at.rows()).message_id}@klinik.example>`)
    for (const part of [mail.text, String(mail.html)]) {
      expect(part).toContain(`https://klinik.example/sv/visits/${secret}`)
      expect(part).toContain('hos Alva Exempel')
    }
    const { file, method, events } = eventsOf(mail)
    expect([file.contentType, file.filename, method]).toEqual([
      'text/calendar',
      'besok-hos-testkliniken.ics',
      'PUBLISH',
    ])
    expect(events).toMatchObject([{ sequence: 0 }, { sequence: 0 }, { sequence: 0 }])
    const everything = `${mail.subject} ${mail.text} ${String(mail.html)} ${file.content.toString('utf8')}`
    expect(everything).not.toMatch(/needling|behandling|hudanalys|lidoka|bedöv/i)
  })

  test('goes out once, whoever looks: two workers at a time send none twice', async () => {
    const sink = await at.openSink()
    await at.byMail(sink)
    await at.byMail(sink)
    for (const name of ['Ada', 'Bea', 'Cilla', 'Disa']) {
      await at.confirm(await at.held(await at.first()), { client: { ...vera, name } })
    }
    const sent = (await at.rows()).length
    await at.settled('sent')
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(sink.taken).toHaveLength(sent)
    expect(new Set(sink.taken.map(({ id }) => id)).size).toBe(sent)
  })

  test('waits, and says nothing false, where nothing can send', async () => {
    await at.by({})
    await at.booked(await at.first())
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await at.rows()).toMatchObject([{ state: 'waiting', tries: 0 }])
  })
})

describe('a visit that changes', () => {
  test.each([
    ['the night that loses an hour', '2027-03-27T10:00+01:00', '2027-03-29T10:00+02:00'],
    ['the night that has an hour twice', '2027-10-30T10:00+02:00', '2027-11-01T10:00+01:00'],
  ])(
    'moved over %s: one message, the same UID, a higher SEQUENCE, and the right instants',
    async (_, from, to) => {
      const sink = await at.openSink()
      await at.byMail(sink)
      const read = await at.read(await at.booked(await at.first()))
      if ('refused' in read) throw new Error(read.refused)
      await at.settled('sent')
      const visit = the(read.visits)
      const client = the(await at.raw<{ client_id: string }>('select client_id from client')).client_id
      const told = (start: string, sequence: number) => ({
        visit: visit.id,
        start: instantFrom(minuteAt(start)).toString(),
        clientLeaves: instantFrom(minuteAt(start) + 90).toString(),
        sequence,
      })
      const post = (sequence: number, start: string, more: object = {}) =>
        at.run((trx) =>
          postMessage(trx, {
            client,
            kind: 'visit-moved',
            language: 'sv',
            channel: 'email',
            payload: { course: read.id, visits: [{ ...told(start, sequence), ...more }] },
            now: at.clock,
          }),
        )
      await post(1, from)
      await post(2, to, { movedFrom: instantFrom(minuteAt(from)).toString() })
      await at.settled('sent')
      const mails = await sink.parsed()
      const changes = mails.filter(({ subject }) => subject === 'Ny tid hos Testkliniken')
      expect(changes).toHaveLength(2)
      const last = the(changes.filter(({ text }) => text?.includes('gäller inte längre')))
      expect(last.text).toContain('kl. 10:00')
      const { method, events } = eventsOf(last)
      const first = the(eventsOf(mails.find(({ subject }) => subject?.startsWith('Besök'))).events)
      const start = instantFrom(minuteAt(to))
      expect(method).toBe('PUBLISH')
      expect(events).toEqual([
        {
          uid: first.uid,
          sequence: 2,
          status: 'CONFIRMED',
          start: new Date(start.epochMilliseconds).toISOString(),
          end: new Date(start.epochMilliseconds + 90 * 60_000).toISOString(),
        },
      ])
    },
  )

  test('somebody else, at the same time: the same UID and instants, a higher SEQUENCE, and her name', async () => {
    const sink = await at.openSink()
    await at.byMail(sink)
    const read = await at.read(await at.booked(await at.first({ from: inDays(7) })))
    if ('refused' in read) throw new Error(read.refused)
    const visit = the(read.visits)
    const other = at.clinic.therapists.find((one) => one !== visit.therapist?.id) ?? ''
    await at.run(async (trx) => {
      const place = { start: visit.start, therapist: other }
      const planned = await planMoveTo(trx, { visit: visit.id, place, now: at.now, keys: at.keys })
      if ('refused' in planned) throw new Error(planned.refused)
      return moveVisits(trx, { move: planned.id, by: 'staff:anna', now: at.now, keys: at.keys })
    })
    await at.settled('sent')
    const mails = await sink.parsed()
    const booked = the(eventsOf(mails.find(({ subject }) => subject?.startsWith('Besök'))).events)
    const changed = mails.find(({ subject }) => subject === 'Om ditt besök hos Testkliniken')
    expect(changed?.text).toContain('du träffar någon annan')
    expect(changed?.text).toContain('hos Bo Exempel')
    const { method, events } = eventsOf(changed)
    expect(method).toBe('PUBLISH')
    expect(events).toEqual([{ ...booked, sequence: 1 }])
  })

  test('cancelled: its entry is cancelled under the same UID with a higher SEQUENCE', async () => {
    const sink = await at.openSink()
    await at.byMail(sink)
    const read = await at.read(await at.booked(await at.first({ from: inDays(7) })))
    if ('refused' in read) throw new Error(read.refused)
    await at.cancel(read.id, the(read.visits).id)
    await at.settled('sent')
    const mails = await sink.parsed()
    const booked = eventsOf(mails.find(({ subject }) => subject?.startsWith('Besök')))
    const cancelled = eventsOf(mails.find(({ subject }) => subject?.startsWith('Avbokat')))
    expect(cancelled.method).toBe('CANCEL')
    expect(cancelled.events).toEqual([{ ...the(booked.events), sequence: 1, status: 'CANCELLED' }])
  })
})

describe('a server that does not take it', () => {
  test('now (4xx): it is tried again later, and then sent', async () => {
    let says: number | undefined = 451
    const sink = await at.openSink({ refuse: () => says })
    await at.byMail(sink)
    await at.booked(await at.first())
    await at.until(async () => the(await at.rows()).failure === 'later')
    expect(await at.rows()).toMatchObject([{ state: 'waiting', tries: 1, answer_code: 451 }])
    says = undefined
    at.clock = at.clock.add({ minutes: 2 })
    await at.settled('sent')
    expect(sink.taken).toHaveLength(1)
  })

  test('ever (5xx): it is given up at once, and goes out when a person sends it again', async () => {
    let says: number | undefined = 550
    const sink = await at.openSink({ refuse: () => says })
    await at.byMail(sink)
    await at.booked(await at.first())
    await at.settled('failed')
    const [row] = await at.rows()
    expect(row).toMatchObject({ failure: 'refused', answer_code: 550, tries: 1 })
    says = undefined
    const staff = at.clinic.therapists[0]
    await at.run((trx) => resendMessage(trx, { id: row?.message_id ?? '', staff, now: at.clock }))
    await at.settled('sent')
    expect(sink.taken).toHaveLength(1)
    const again = await at.run((trx) =>
      resendMessage(trx, { id: row?.message_id ?? '', staff, now: at.clock }),
    )
    expect(again).toEqual({ refused: 'not-given-up' })
  })

  test('since it is not there: it is tried until it is given up, after a day and more', async () => {
    const sink = await openMailSink()
    await sink.close()
    await at.byMail(sink)
    await at.booked(await at.first())
    let tries = 0
    await at.until(async () => {
      const row = the(await at.rows())
      if (row.state === 'waiting' && row.tries > tries) {
        expect(row.failure).toBe('no-answer')
        tries = row.tries
        at.clock = at.clock.add({ hours: 15 })
      }
      return row.state === 'failed'
    })
    expect(the(await at.rows())).toMatchObject({ state: 'failed', failure: 'no-answer', tries: 9 })
  })

  test('or took it and broke off: it goes once more, and not a third time', async () => {
    const sink = await at.openSink({ breaksOff: () => true })
    await at.byMail(sink)
    await at.booked(await at.first())
    await at.until(async () => the(await at.rows()).failure === 'in-doubt')
    at.clock = at.clock.add({ minutes: 2 })
    await at.settled('failed')
    expect(sink.taken).toHaveLength(2)
    expect(new Set(sink.taken.map(({ id }) => id)).size).toBe(1)
  })
})
