import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { afterQuiet, beforeQuiet } from './quiet-hours.ts'
import { whenDue } from './when-due.ts'

const night = { from: '21:00', until: '08:00', zone: 'Europe/Stockholm' }
const instant = (text: string) => Temporal.Instant.from(text)
const wall = (at: Temporal.Instant, zone = night.zone) =>
  at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

describe('in quiet hours', () => {
  test.each([
    ['2027-01-12T20:59+01:00', '2027-01-12T20:59'],
    ['2027-01-12T21:00+01:00', '2027-01-13T08:00'],
    ['2027-01-13T02:00+01:00', '2027-01-13T08:00'],
    ['2027-01-13T07:59+01:00', '2027-01-13T08:00'],
    ['2027-01-13T08:00+01:00', '2027-01-13T08:00'],
    ['2027-12-31T23:30+01:00', '2028-01-01T08:00'],
  ])('what comes at %s waits until %s', (at, until) => {
    expect(wall(afterQuiet(instant(at), night))).toBe(until)
  })

  test.each([
    ['2027-03-27T23:00+01:00', '2027-03-28T06:00:00Z'],
    ['2027-10-30T23:00+02:00', '2027-10-31T07:00:00Z'],
  ])('the night of %s ends at eight on the wall, though the clock has changed', (at, until) => {
    expect(afterQuiet(instant(at), night).toString()).toBe(until)
  })

  test('the last minute before them is the evening before, also past midnight', () => {
    expect(wall(beforeQuiet(instant('2027-01-13T06:30+01:00'), night))).toBe('2027-01-12T20:59')
    expect(wall(beforeQuiet(instant('2027-01-12T22:30+01:00'), night))).toBe('2027-01-12T20:59')
  })

  test('may lie within a day, or be none', () => {
    const rest = { ...night, from: '12:00', until: '13:00' }
    expect(wall(afterQuiet(instant('2027-01-12T12:15+01:00'), rest))).toBe('2027-01-12T13:00')
    expect(wall(afterQuiet(instant('2027-01-12T22:15+01:00'), rest))).toBe('2027-01-12T22:15')
    const none = { ...night, from: '08:00', until: '08:00' }
    expect(wall(afterQuiet(instant('2027-01-12T02:15+01:00'), none))).toBe('2027-01-12T02:15')
  })
})

describe('at night', () => {
  const late = instant('2027-01-12T22:30+01:00')
  test.each([
    ['course-booked', 'email', true],
    ['course-booked', 'sms', true],
    ['visits-cancelled', 'email', true],
    ['visits-cancelled', 'sms', false],
    ['visit-moved', 'sms', false],
    ['visit-moved', 'phone', true],
    ['therapist-changed', 'email', true],
    ['therapist-changed', 'sms', false],
    ['reminder-days', 'email', false],
    ['reminder-hours', 'sms', false],
  ] as const)('%s by %s goes at once: %s', (kind, channel, atOnce) => {
    expect(wall(whenDue({ kind, channel }, late, night))).toBe(
      atOnce ? '2027-01-12T22:30' : '2027-01-13T08:00',
    )
  })
})
