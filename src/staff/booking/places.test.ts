import { describe, expect, test } from 'vitest'
import { clockTime, nearestStart, type Places, runsIn, runsOf } from './places.ts'

const places: Places = {
  stepMinutes: 15,
  clock: [
    [0, 60],
    [600, 120],
  ],
  verdicts: [
    { may: 'yes', words: '' },
    { may: 'no', words: 'busy' },
  ],
  columns: [
    {
      column: 'sara',
      day: '2027-01-12',
      runs: [
        [480, 2, 0],
        [510, 3, 1],
        [600, 1, 0],
      ],
    },
  ],
}
const runs = runsIn(places, 'sara', '2027-01-12')

test('neighbouring starts with one answer are one run, and a gap in the clock begins another', () => {
  const answers = [
    [600, 0],
    [615, 0],
    [630, 1],
    [690, 1],
    [705, 0],
  ] as const
  expect(runsOf(answers, 15)).toEqual([
    [600, 2, 0],
    [630, 1, 1],
    [690, 1, 1],
    [705, 1, 0],
  ])
})

describe('a card that is let go', () => {
  test.each([
    [480, 480, 'yes'],
    [487, 480, 'yes'],
    [489, 495, 'yes'],
    [505, 510, 'no'],
    [0, 480, 'yes'],
    [575, 600, 'yes'],
    [2000, 600, 'yes'],
  ])('at minute %i begins at %i, which is %s', (minute, start, may) => {
    expect(nearestStart(places, runs, minute)).toMatchObject({ start, verdict: { may } })
  })

  test('over a column that nobody told of begins nowhere', () => {
    expect(nearestStart(places, runsIn(places, 'bo', '2027-01-12'), 480)).toBeUndefined()
  })
})

test('a start is called by the clock on the wall, on both sides of a change', () => {
  expect([clockTime(places, 480), clockTime(places, 599), clockTime(places, 600)]).toEqual([
    '09:00',
    '10:59',
    '12:00',
  ])
})
