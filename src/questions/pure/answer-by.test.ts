import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { answerBy } from './answer-by.ts'

const zone = 'Europe/Stockholm'
const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00:00', to: '17:00:00' }))
const minute = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 60_000
const wall = (at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at * 60_000)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString()
const promised = (asked: string, more: Partial<Parameters<typeof answerBy>[0]> = {}) =>
  wall(
    answerBy({
      asked: Temporal.PlainDate.from(asked),
      days: 1,
      opening: weekdays,
      closures: [],
      zone,
      ...more,
    }),
  )

describe('within one working day', () => {
  test.each([
    ['2027-01-04', 'a Monday', '2027-01-05T17:00:00'],
    ['2027-01-08', 'a Friday', '2027-01-11T17:00:00'],
    ['2027-01-09', 'a Saturday', '2027-01-11T17:00:00'],
    ['2027-03-26', 'the Friday before the clocks change', '2027-03-29T17:00:00'],
  ])('what is asked on %s, %s, is answered by %s', (asked, _name, by) => {
    expect(promised(asked)).toBe(by)
  })

  test('a day that is closed throughout does not count, half a day does', () => {
    const whole = { start: minute('2027-01-05T00:00+01:00'), end: minute('2027-01-06T00:00+01:00') }
    expect(promised('2027-01-04', { closures: [whole] })).toBe('2027-01-06T17:00:00')
    const half = { start: minute('2027-01-05T13:00+01:00'), end: minute('2027-01-06T00:00+01:00') }
    expect(promised('2027-01-04', { closures: [half] })).toBe('2027-01-05T17:00:00')
  })

  test('a clinic with a break at noon is closed for the afternoon: the morning’s end counts', () => {
    const opening = [
      { weekday: 2, from: '09:00', to: '12:00' },
      { weekday: 2, from: '13:00', to: '17:00' },
    ]
    const closed = { start: minute('2027-01-05T12:30+01:00'), end: minute('2027-01-05T18:00+01:00') }
    expect(promised('2027-01-04', { opening, closures: [closed] })).toBe('2027-01-05T12:00:00')
  })
})

test('three working days from a Thursday end on Tuesday', () => {
  expect(promised('2027-01-07', { days: 3 })).toBe('2027-01-12T17:00:00')
})

test('a clinic without hours answers on office days, and one that stays closed still promises something', () => {
  expect(promised('2027-01-08', { opening: [] })).toBe('2027-01-11T17:00:00')
  const ever = { start: 0, end: minute('2099-01-01T00:00Z') }
  expect(promised('2027-01-08', { closures: [ever] })).toBe('2027-03-09T17:00:00')
})
