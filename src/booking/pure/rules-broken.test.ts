import { describe, expect, it } from 'vitest'
import { rulesBroken } from './rules-broken.ts'

const at = (position: number, day: number, before = day) => ({
  after: { position, day, start: day * 1440 + 600, lastingMinutes: 90 },
  before: before * 1440 + 600,
})
const rest = { atLeastDays: 28, atMostDays: 42, idealDays: 28 }
const rule = { rest, noticeHours: 24, now: 90 * 1440 }

describe('what a move does against a rule', () => {
  it('is nothing where the rest holds and there is time enough', () => {
    expect(rulesBroken([at(1, 100), at(2, 128, 130), at(3, 170)], rule)).toEqual([])
  })

  it('is a rest on either side of what moves, with its days', () => {
    const told = { rule: 'rest-too-short', atLeastDays: 28, atMostDays: 42 }
    expect(rulesBroken([at(1, 100), at(2, 127, 130), at(3, 170)], rule)).toEqual([
      { ...told, visit: 2, days: 27 },
      { ...told, rule: 'rest-too-long', visit: 3, days: 43 },
    ])
  })

  it('is not a rest that was broken before and between visits that stay', () => {
    expect(rulesBroken([at(1, 100), at(2, 110), at(3, 150, 149)], rule)).toEqual([])
  })

  it('is the notice of a visit that is moved so near its start, whether or not there is a rest', () => {
    const late = { rule: 'too-late', visit: 1, noticeHours: 24 }
    const now = 100 * 1440
    expect(rulesBroken([at(1, 105, 100)], { ...rule, now })).toEqual([late])
    expect(rulesBroken([at(1, 105, 100)], { ...rule, now, rest: undefined })).toEqual([late])
    expect(rulesBroken([at(1, 100)], { ...rule, now })).toEqual([])
  })
})
