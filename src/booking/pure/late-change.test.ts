import { describe, expect, test } from 'vitest'
import { daysAllowed, isTooLate, restVerdict } from './late-change.ts'

const rest = { atLeastDays: 28, atMostDays: 42, idealDays: 30 }
const on = (day: number, position = 1, minute = 600) => ({
  position,
  day,
  start: day * 1440 + minute,
  lastingMinutes: 90,
})

describe('the client changes by herself', () => {
  test.each([
    [24, 24 * 60, false],
    [24, 24 * 60 - 1, true],
    [0, 1, false],
    [0, 0, true],
    [336, 335 * 60, true],
  ])('with %i hours of notice and %i minutes left it is too late: %s', (noticeHours, left, late) => {
    expect(isTooLate(50_000 + left, { now: 50_000, noticeHours })).toBe(late)
  })
})

describe('the rest between two visits', () => {
  test.each([
    [27, 'too-short'],
    [28, 'holds'],
    [42, 'holds'],
    [43, 'too-long'],
  ])('%i days after it: %s', (days, verdict) => {
    expect(restVerdict(on(100), on(100 + days, 2), rest)).toBe(verdict)
  })

  test('is as long as for the visits between them, where one was cancelled or missed', () => {
    expect(restVerdict(on(100, 1), on(184, 3), rest)).toBe('holds')
    expect(restVerdict(on(100, 1), on(185, 3), rest)).toBe('too-long')
    expect(restVerdict(on(100, 1), on(127, 3), rest)).toBe('too-short')
  })

  test('is too short for a visit that begins before the other has ended, also where no days are asked for', () => {
    const none = { atLeastDays: 0, atMostDays: 3, idealDays: 1 }
    expect(restVerdict(on(100, 1, 600), on(100, 2, 689), none)).toBe('too-short')
    expect(restVerdict(on(100, 1, 600), on(100, 2, 690), none)).toBe('holds')
    expect(restVerdict(on(100, 1), on(99, 2), undefined)).toBe('too-short')
    expect(daysAllowed(on(100, 1), { position: 2 }, undefined)).toEqual([100, Number.POSITIVE_INFINITY])
  })
})
