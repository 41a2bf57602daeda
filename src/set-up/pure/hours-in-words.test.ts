import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hoursFromWords, wordsFromHours } from './hours-in-words.ts'

describe('hours in words', () => {
  it.each([
    ['08:00–12:00, 12:30–16:00', '08:00–12:00, 12:30–16:00'],
    ['8-12', '08:00–12:00'],
    ['8.30 – 17', '08:30–17:00'],
    ['12:30-16 och 8-12', '08:00–12:00, 12:30–16:00'],
    ['9 to 17', '09:00–17:00'],
    ['0-24', '00:00–24:00'],
    ['', ''],
    ['  ', ''],
  ])('%j is read as %j', (text, words) => {
    expect(wordsFromHours(hoursFromWords(text) ?? [{ from: 'none', to: 'none' }])).toBe(words)
  })

  it.each([
    'nine to five',
    '17-9',
    '8-8',
    '25-26',
    '8-24:30',
    '8:60-9',
    '8-12, 11-13',
    '8',
    '-',
    '8-12-16',
    '<b>',
  ])('%j is refused rather than guessed', (text) => {
    expect(hoursFromWords(text)).toBeUndefined()
  })

  it('are read again as they were said', () => {
    const minute = fc.integer({ min: 0, max: 1440 })
    fc.assert(
      fc.property(fc.uniqueArray(minute, { minLength: 2, maxLength: 8 }), (minutes) => {
        const clock = (at: number) =>
          `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`
        const ends = [...minutes].sort((a, b) => a - b).map(clock)
        const hours = ends.flatMap((from, at) => {
          const to = ends[at + 1]
          return at % 2 === 0 && to ? [{ from, to }] : []
        })
        expect(hoursFromWords(wordsFromHours(hours))).toEqual(hours)
      }),
    )
  })
})
