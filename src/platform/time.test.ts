import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { dayIn, instantFrom, minuteFrom, wallTextIn } from './time.ts'

test.each(['2027-03-28T00:59:00Z', '2027-03-28T01:00:00Z', '2028-02-29T12:00:00Z', '1969-12-31T23:59:00Z'])(
  '%s is a minute and back the same instant',
  (text) => {
    const instant = Temporal.Instant.from(text)
    expect(instantFrom(minuteFrom(instant)).toString()).toBe(instant.toString())
  },
)

test('a minute lasts until the next begins, before 1970 too', () => {
  expect(minuteFrom(Temporal.Instant.from('1970-01-01T00:00:59.999Z'))).toBe(0)
  expect(minuteFrom(Temporal.Instant.from('1969-12-31T23:59:59.999Z'))).toBe(-1)
})

test('the day is the one on the clinic’s wall', () => {
  const instant = Temporal.Instant.from('2026-12-31T23:30:00Z')
  expect(dayIn('Europe/Stockholm', instant).toString()).toBe('2027-01-01')
  expect(dayIn('America/New_York', instant).toString()).toBe('2026-12-31')
})

test('a minute is written in the clinic’s offset as Temporal writes it, in every zone and on every hard night', () => {
  const zones = [
    'Europe/Stockholm',
    'Europe/London',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'America/St_Johns',
    'Africa/Cairo',
    'UTC',
  ]
  const hard = [
    '2027-03-28T01:00Z',
    '2027-10-31T01:00Z',
    '2027-04-03T15:00Z',
    '2026-12-31T23:00Z',
    '2028-02-29T12:00Z',
    '2027-04-29T22:00Z',
  ]
  for (const zone of zones)
    for (const instant of hard)
      for (let minutes = -1600; minutes < 1600; minutes += 15) {
        const at = Temporal.Instant.from(instant).add({ minutes })
        const written = at
          .toZonedDateTimeISO(zone)
          .toString({ smallestUnit: 'second', timeZoneName: 'never' })
        expect(wallTextIn(zone, minuteFrom(at))).toBe(written)
      }
})
