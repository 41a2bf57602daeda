import { describe, expect, test } from 'vitest'
import { factIdsIn, numberMarks, withoutMarks } from './source-marks.ts'

describe('source marks', () => {
  test('sources are numbered as they are met, and one met again keeps its number', () => {
    expect(numberMarks(['b', 'a', 'b'])).toEqual([
      { factId: 'b', number: 1, place: 1 },
      { factId: 'a', number: 2, place: 1 },
      { factId: 'b', number: 1, place: 2 },
    ])
  })

  test('marks are found, and taken away without a trace', () => {
    const text = 'It stings.[^pain-face][^pain-2] A [link](tel:112) stays.'
    expect(factIdsIn(text)).toEqual(['pain-face', 'pain-2'])
    expect(withoutMarks(text)).toBe('It stings. A [link](tel:112) stays.')
  })
})
