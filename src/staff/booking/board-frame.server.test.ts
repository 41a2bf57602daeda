import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { frameAround, placeOn } from './board-frame.server.ts'

const saying = { zone: 'Europe/Stockholm', language: 'sv' as const }
const at = (time: string) =>
  Temporal.ZonedDateTime.from(`${time}[Europe/Stockholm]`).epochMilliseconds / 60_000
const dayOf = (date: string) => {
  const start = at(`${date}T00:00`)
  const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString()
  return { start, end: at(`${next}T00:00`) }
}
const frameOn = (date: string, ...stretches: readonly (readonly [string, string])[]) =>
  frameAround(
    dayOf(date),
    stretches.map(([from, to]) => ({ start: at(from), end: at(to) })),
    saying,
  )

describe('the hours beside the board', () => {
  test('run from the hour before the first stretch to the hour after the last', () => {
    const frame = frameOn(
      '2027-01-12',
      ['2027-01-12T08:30', '2027-01-12T11:00'],
      ['2027-01-12T15:00', '2027-01-12T17:10'],
    )
    expect(frame?.hours).toEqual(['08', '09', '10', '11', '12', '13', '14', '15', '16', '17'])
    expect(frame?.start).toBe(at('2027-01-12T08:00'))
    expect(frame?.end).toBe(at('2027-01-12T18:00'))
  })

  test('a visit outside the opening hours widens them', () => {
    const frame = frameOn(
      '2027-01-12',
      ['2027-01-12T09:00', '2027-01-12T17:00'],
      ['2027-01-12T19:00', '2027-01-12T20:30'],
    )
    expect(frame?.hours.at(-1)).toBe('20')
  })

  test('the night that loses an hour shows 01 and then 03', () => {
    expect(frameOn('2027-03-28', ['2027-03-28T01:00', '2027-03-28T05:00'])?.hours).toEqual(['01', '03', '04'])
  })

  test('the night that gains an hour shows 02 and then 02 again', () => {
    const hours = frameOn('2027-10-31', ['2027-10-31T01:00', '2027-10-31T04:00'])?.hours
    expect(hours).toEqual(['01', '02', '02 igen', '03'])
  })

  test('a day of 25 hours that is worked through keeps within the places that the board has', () => {
    expect(frameOn('2027-10-31', ['2027-10-31T00:00', '2027-11-01T00:00'])?.hours).toHaveLength(24)
  })

  test('what comes from the evening before or goes into the next morning is cut at midnight', () => {
    const frame = frameOn(
      '2026-12-31',
      ['2026-12-30T23:00', '2026-12-31T00:30'],
      ['2026-12-31T23:30', '2027-01-01T01:00'],
    )
    expect([frame?.start, frame?.end]).toEqual([at('2026-12-31T00:00'), at('2027-01-01T00:00')])
  })

  test('a clock half an hour aside is read as it stands', () => {
    const zone = 'Asia/Kolkata'
    const start = Temporal.ZonedDateTime.from('2027-01-12T00:00[Asia/Kolkata]').epochMilliseconds / 60_000
    const frame = frameAround({ start, end: start + 1440 }, [{ start: start + 570, end: start + 630 }], {
      ...saying,
      zone,
    })
    expect(frame?.hours).toEqual(['09', '10'])
  })

  test('there are none where there is nothing to hold', () => {
    expect(frameOn('2027-01-12')).toBeUndefined()
    expect(frameOn('2027-01-12', ['2027-01-13T09:00', '2027-01-13T10:00'])).toBeUndefined()
  })
})

describe('a place on the board', () => {
  const frame = { start: 600, end: 660 }
  test.each([
    [
      { start: 600, end: 660 },
      { from: 0, span: 12 },
    ],
    [
      { start: 605, end: 610 },
      { from: 1, span: 1 },
    ],
    [
      { start: 603, end: 612 },
      { from: 0, span: 3 },
    ],
    [
      { start: 500, end: 610 },
      { from: 0, span: 2 },
    ],
    [
      { start: 655, end: 700 },
      { from: 11, span: 1 },
    ],
    [{ start: 660, end: 700 }, undefined],
    [{ start: 610, end: 610 }, undefined],
  ])('%j is at %j', (stretch, place) => {
    expect(placeOn(frame, stretch)).toEqual(place)
  })

  test('after the missing hour a visit stands an hour nearer to the top than the clock says', () => {
    const night = frameOn('2027-03-28', ['2027-03-28T01:00', '2027-03-28T05:00'])
    const visit = { start: at('2027-03-28T03:30'), end: at('2027-03-28T04:00') }
    expect(night && placeOn(night, visit)).toEqual({ from: 18, span: 6 })
  })
})
