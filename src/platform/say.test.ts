import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  sayDate,
  sayDay,
  sayDayAndTime,
  sayPhone,
  sayPrice,
  sayShortDay,
  sayTime,
  sayWeekday,
} from './say.ts'

const zone = 'Europe/Stockholm'
const sv = { language: 'sv', zone } as const
const en = { language: 'en', zone } as const
const minute = (text: string) => Temporal.Instant.from(text).epochMilliseconds / 60_000
const january = minute('2027-01-12T09:30:00Z')
/** The spaces inside a price may not break; here they are told apart by nobody. */
const plain = (text: string) => text.replace(/\s/g, ' ')

describe('a time', () => {
  test('is said on the clinic’s clock in both languages', () => {
    expect([sayDay(january, sv), sayDay(january, en)]).toEqual(['tisdag 12 januari', 'Tuesday 12 January'])
    expect([sayDayAndTime(january, sv), sayDayAndTime(january, en)]).toEqual([
      'tisdag 12 januari kl. 10:30',
      'Tuesday 12 January, 10:30',
    ])
    expect([sayShortDay(january, sv), sayShortDay(january, en)]).toEqual(['tis 12 jan.', 'Tue 12 Jan'])
  })

  test('has its year where it is not this one', () => {
    expect(sayDay(january, en, 2026)).toBe('Tuesday 12 January 2027')
    expect(sayDay(january, en, 2027)).toBe('Tuesday 12 January')
  })

  test('is right on both nights on which the clock is changed', () => {
    const said = [
      '2027-03-28T00:59:00Z',
      '2027-03-28T01:00:00Z',
      '2027-10-31T00:30:00Z',
      '2027-10-31T01:30:00Z',
    ]
    expect(said.map((text) => sayTime(minute(text), en))).toEqual(['01:59', '03:00', '02:30', '02:30'])
  })

  test('belongs to the day on the wall, not to that of UTC', () => {
    expect(sayDay(minute('2026-12-31T23:30:00Z'), en, 2026)).toBe('Friday 1 January 2027')
    expect(sayDay(minute('2028-02-28T23:30:00Z'), sv)).toBe('tisdag 29 februari')
  })
})

test('a date and a weekday', () => {
  expect([sayDate('2028-02-29', 'sv'), sayDate('2028-02-29', 'en')]).toEqual([
    '29 februari 2028',
    '29 February 2028',
  ])
  expect([1, 7].map((day) => [sayWeekday(day, 'sv'), sayWeekday(day, 'en')])).toEqual([
    ['måndag', 'Monday'],
    ['söndag', 'Sunday'],
  ])
})

test('a price has no pence where there are none, and its currency’s own minor unit', () => {
  expect(plain(sayPrice(585_000, 'SEK', 'sv'))).toBe('5 850 kr')
  expect(plain(sayPrice(585_050, 'SEK', 'sv'))).toBe('5 850,50 kr')
  expect(plain(sayPrice(585_000, 'SEK', 'en'))).toBe('SEK 5,850')
  expect(plain(sayPrice(5_850, 'JPY', 'en'))).toBe('JP¥5,850')
})

test('a Swedish number as it is said there, and others as they are', () => {
  expect([sayPhone('+46406280415'), sayPhone('+4512345678')]).toEqual(['040-628 04 15', '+4512345678'])
})
