/** What is written is read by another program (ical.js), as a calendar would read it. */
import ICAL from 'ical.js'
import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic } from '../../test/database.ts'
import { readClinic } from '#clinic'
import type { Clinic } from '#clinic/contract'
import type { Language } from '#platform/language'
import { type CalendarVisit, writeCalendar } from './write-calendar.ts'

let clinic: Clinic
beforeAll(async () => {
  const at = await openTestClinic()
  clinic = { ...(await at.db.inClinic(at.clinic.id, readClinic)), name: 'Kliniken vid kanalen, Malmö; "Ö"' }
  await at.close()
})

const now = Temporal.Instant.from('2027-01-04T07:00:00Z')
const minute = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 60_000

function aVisit(start: string, more: Partial<CalendarVisit> = {}): CalendarVisit {
  const from = minute(start)
  return {
    id: `0197c0de-0000-7000-8000-${String(from).padStart(12, '0')}`,
    start: from,
    clientLeaves: from + 90,
    sequence: 0,
    state: 'booked',
    ...more,
  }
}

function read(visits: readonly CalendarVisit[], language: Language = 'sv') {
  const { text, fileName } = writeCalendar({ clinic, visits, language, now })
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent').map((part) => {
    const event = new ICAL.Event(part)
    return {
      uid: event.uid,
      summary: event.summary,
      location: event.location,
      sequence: event.sequence,
      status: part.getFirstPropertyValue('status'),
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      isUtc: event.startDate.zone === ICAL.Timezone.utcTimezone,
    }
  })
  return { text, fileName, method: calendar.getFirstPropertyValue('method'), events }
}

describe('a visit in a calendar', () => {
  test('is called after the clinic and by nothing else, in both languages', () => {
    expect(read([aVisit('2027-01-12T08:00Z')]).events).toMatchObject([
      { summary: `Besök hos ${clinic.name}` },
    ])
    const { events, text, method } = read([aVisit('2027-01-12T08:00Z')], 'en')
    expect(events).toMatchObject([{ summary: `Visit at ${clinic.name}`, status: 'CONFIRMED' }])
    expect(events[0]?.location).toContain('Provgatan 1, 211 00 Malmö')
    expect(method).toBe('PUBLISH')
    expect(text).not.toMatch(/needling|behandling|hud|skin|treat|course|kur\b|lidoka|pen|Vera/i)
  })

  test('comes as a file whose name says no more, in letters that a header can carry', () => {
    const plain = {
      clinic: { ...clinic, name: 'Kliniken på Öregatan' },
      visits: [aVisit('2027-01-12T08:00Z')],
      now,
    }
    expect(writeCalendar({ ...plain, language: 'sv' }).fileName).toBe('besok-hos-kliniken-pa-oregatan.ics')
    expect(writeCalendar({ ...plain, language: 'en' }).fileName).toBe('visit-at-kliniken-pa-oregatan.ics')
    expect(read([aVisit('2027-01-12T08:00Z')]).fileName).toMatch(/^[a-z0-9-]+\.ics$/)
  })

  test.each([
    ['before the night that loses an hour', '2027-03-27T09:00+01:00', '2027-03-27T08:00:00.000Z'],
    ['after it', '2027-03-29T09:00+02:00', '2027-03-29T07:00:00.000Z'],
    ['across the missing hour', '2027-03-28T01:45+01:00', '2027-03-28T00:45:00.000Z'],
    ['before the night that has an hour twice', '2027-10-30T09:00+02:00', '2027-10-30T07:00:00.000Z'],
    ['in that hour for the first time', '2027-10-31T02:30+02:00', '2027-10-31T00:30:00.000Z'],
    ['in that hour for the second time', '2027-10-31T02:30+01:00', '2027-10-31T01:30:00.000Z'],
    ['after it', '2027-11-01T09:00+01:00', '2027-11-01T08:00:00.000Z'],
    ['over New Year', '2027-12-31T23:30+01:00', '2027-12-31T22:30:00.000Z'],
    ['on the leap day', '2028-02-29T09:00+01:00', '2028-02-29T08:00:00.000Z'],
  ])('%s (%s) stands at its own instant, for ninety minutes', (_, wall, utc) => {
    const end = new Date(Date.parse(utc) + 90 * 60_000).toISOString()
    expect(read([aVisit(wall)]).events).toMatchObject([{ start: utc, end, isUtc: true }])
  })

  test('is followed through its changes: the same UID, a higher SEQUENCE, and CANCELLED when it is', () => {
    const booked = aVisit('2027-01-12T08:00Z')
    const cancelled = { ...booked, sequence: 1, state: 'cancelled' }
    const [before] = read([booked]).events
    const [after] = read([cancelled], 'en').events
    expect([before?.uid, before?.sequence, before?.status]).toEqual([
      `${booked.id}@${clinic.id}`,
      0,
      'CONFIRMED',
    ])
    expect([after?.uid, after?.sequence, after?.status]).toEqual([before?.uid, 1, 'CANCELLED'])
  })

  test('stands beside the others of its course, each with a UID of its own', () => {
    const visits = ['2027-01-12T08:00Z', '2027-02-11T08:00Z', '2027-03-13T08:00Z'].map((start) =>
      aVisit(start),
    )
    const { events, text } = read(visits)
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(3)
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  })
})
