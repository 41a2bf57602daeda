import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { isBackupDue } from './due.ts'

const zone = 'Europe/Stockholm'
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant()
const isDue = (newest: string, now: string) => isBackupDue(at(newest), at(now), zone)

test('the first is due at once', () => {
  expect(isBackupDue(undefined, at('2027-01-04T15:00'), zone)).toBe(true)
})

test.each([
  ['2027-01-04T15:00', '2027-01-05T01:59', false],
  ['2027-01-04T15:00', '2027-01-05T02:00', true],
  ['2027-01-05T02:00', '2027-01-05T02:10', false],
  ['2027-01-05T02:00', '2027-01-06T01:59', false],
  ['2027-01-05T01:59', '2027-01-05T02:00', true],
  // Off at night: the next morning, once.
  ['2027-01-04T02:00', '2027-01-05T08:30', true],
  ['2027-01-05T08:30', '2027-01-05T17:00', false],
  // Two in the night does not exist on 28 March, and comes twice on 31 October.
  ['2027-03-27T02:00', '2027-03-28T01:59', false],
  ['2027-03-27T02:00', '2027-03-28T03:00', true],
  ['2027-03-28T03:00', '2027-03-29T01:59', false],
  ['2027-10-30T02:00', '2027-10-31T01:59', false],
  ['2027-10-30T02:00', '2027-10-31T02:00', true],
  ['2027-10-31T02:00', '2027-10-31T03:30', false],
  ['2027-12-31T02:00', '2028-01-01T02:00', true],
])('begun %s, looked at %s: due %s', (newest, now, due) => {
  expect(isDue(newest, now)).toBe(due)
})

test('a night has one backup, also when two o’clock comes twice', () => {
  const begun = Temporal.Instant.from('2027-10-31T00:00:00Z')
  const later = [10, 30, 60, 70, 120].map((minutes) => begun.add({ minutes }))
  expect(later.filter((now) => isBackupDue(begun, now, zone))).toEqual([])
})
