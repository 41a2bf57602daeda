import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { daysOffAround } from './days-off.ts'

function closedOn(day: string): boolean {
  const asked = Temporal.PlainDate.from(day)
  return daysOffAround(Temporal.PlainDate.from('2026-11-24')).some(({ person, from, days }) => {
    const after = from.until(asked, { largestUnit: 'days' }).days
    return person === undefined && after >= 0 && after < days
  })
}

test('the clinic is closed at Christmas, New Year and midsummer, and open beside them', () => {
  for (const day of [
    '2026-12-24',
    '2026-12-26',
    '2026-12-31',
    '2027-01-01',
    '2027-06-25',
    '2027-06-26',
    '2028-06-23',
  ]) {
    expect([day, closedOn(day)]).toEqual([day, true])
  }
  for (const day of ['2026-12-23', '2026-12-28', '2027-01-02', '2027-06-24', '2027-06-28', '2028-06-22']) {
    expect([day, closedOn(day)]).toEqual([day, false])
  }
})
