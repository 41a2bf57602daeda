import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { minuteFrom } from '#platform/time'
import { timeIn, visitFrom } from './wire.ts'

const stockholm = 'Europe/Stockholm'
const minute = (text: string) => minuteFrom(Temporal.Instant.from(text))

describe('a time is written in the clinic’s clock', () => {
  test.each([
    ['in winter', '2027-01-12T09:30:00Z', '2027-01-12T10:30:00+01:00'],
    ['in summer', '2027-07-12T08:30:00Z', '2027-07-12T10:30:00+02:00'],
    ['the last minute before the missing hour', '2027-03-28T00:59:00Z', '2027-03-28T01:59:00+01:00'],
    ['the first minute after the missing hour', '2027-03-28T01:00:00Z', '2027-03-28T03:00:00+02:00'],
    ['half past two, the first time', '2027-10-31T00:30:00Z', '2027-10-31T02:30:00+02:00'],
    ['half past two, the second time', '2027-10-31T01:30:00Z', '2027-10-31T02:30:00+01:00'],
    ['at New Year', '2026-12-31T23:00:00Z', '2027-01-01T00:00:00+01:00'],
    ['on a leap day', '2028-02-29T11:00:00Z', '2028-02-29T12:00:00+01:00'],
    ['with a part of a second, which is cut', '2027-01-12T09:30:59.999Z', '2027-01-12T10:30:59+01:00'],
  ])('%s', (_, instant, written) => {
    expect(timeIn(stockholm, Temporal.Instant.from(instant))).toBe(written)
  })

  test('a clinic on UTC has an offset too, not a letter', () => {
    expect(timeIn('UTC', Temporal.Instant.from('2027-01-12T09:30:00Z'))).toBe('2027-01-12T09:30:00+00:00')
  })

  test('whatever is written reads back as the same instant', () => {
    for (let hour = 0; hour < 24 * 366; hour += 1) {
      const instant = Temporal.Instant.from('2027-01-01T00:00:00Z').add({ hours: hour })
      expect(Temporal.Instant.from(timeIn(stockholm, instant)).epochMilliseconds).toBe(
        instant.epochMilliseconds,
      )
    }
  })
})

test('a visit ends when the client leaves, and the cleaning stands after it, in the reader’s language', () => {
  const start = minute('2027-01-12T09:30:00Z')
  const room = { id: 'r', name: 'Rum 1' }
  const visit = {
    start,
    clientLeaves: start + 45,
    end: start + 55,
    room,
    segments: [
      { name: { sv: 'Analys', en: 'Analysis' }, start, end: start + 45, holds: ['room'] as const },
      {
        name: { sv: 'Städning', en: 'Cleaning' },
        start: start + 45,
        end: start + 55,
        holds: ['room'] as const,
      },
    ],
  }
  expect(visitFrom(visit, { zone: stockholm, language: 'en' })).toEqual({
    start: '2027-01-12T10:30:00+01:00',
    end: '2027-01-12T11:15:00+01:00',
    room,
    segments: [
      {
        name: 'Analysis',
        start: '2027-01-12T10:30:00+01:00',
        end: '2027-01-12T11:15:00+01:00',
        holds: ['room'],
      },
      {
        name: 'Cleaning',
        start: '2027-01-12T11:15:00+01:00',
        end: '2027-01-12T11:25:00+01:00',
        holds: ['room'],
      },
    ],
  })
})
