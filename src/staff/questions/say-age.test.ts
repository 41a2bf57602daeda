import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { minuteFrom } from '#platform/time'
import { sayAge } from './say-age.ts'

const at = (words: string) =>
  minuteFrom(Temporal.ZonedDateTime.from(`${words}[Europe/Stockholm]`).toInstant())
const now = at('2027-01-04T08:00')

test.each([
  ['2027-01-04T07:59', 'nyss', 'just now'],
  ['2027-01-04T07:40', 'för 20 minuter sedan', '20 minutes ago'],
  ['2027-01-04T05:10', 'för 2 timmar sedan', '2 hours ago'],
  ['2027-01-03T23:50', 'i går', 'yesterday'],
  ['2027-01-01T08:00', 'för 3 dagar sedan', '3 days ago'],
  ['2026-12-10T08:00', 'för 3 veckor sedan', '3 weeks ago'],
])('what was asked at %s was asked %s', (asked, swedish, english) => {
  expect(sayAge(at(asked), now, { language: 'sv', zone: 'Europe/Stockholm' })).toBe(swedish)
  expect(sayAge(at(asked), now, { language: 'en', zone: 'Europe/Stockholm' })).toBe(english)
})

test('the night in which the clock goes back is one night', () => {
  const morning = at('2026-10-25T08:00')
  expect(sayAge(at('2026-10-24T22:00'), morning, { language: 'sv', zone: 'Europe/Stockholm' })).toBe('i går')
})
