import { expect, test } from 'vitest'
import { markable } from './markable.ts'

const start = 1000
const at = (now: number, state = 'booked') => markable({ state, start }, { now, dayOver: 1440 })

test('somebody may have come from a quarter before on, and have stayed away from the start on', () => {
  expect([at(984), at(985), at(999), at(1000), at(3000)]).toEqual([
    [],
    ['arrived'],
    ['arrived'],
    ['arrived', 'missed'],
    ['arrived', 'missed'],
  ])
})

test('a mark is taken back until the day is over, and never what is cancelled or done', () => {
  for (const state of ['arrived', 'missed']) {
    expect(at(1439, state)).toEqual(['booked'])
    expect(at(1440, state)).toEqual([])
  }
  expect([at(1000, 'cancelled'), at(1000, 'done'), at(1000, 'held')]).toEqual([[], [], []])
})
