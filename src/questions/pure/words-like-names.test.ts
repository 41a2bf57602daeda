import { expect, test } from 'vitest'
import { wordsLikeNames } from './words-like-names.ts'

test('a capital inside a sentence is flagged, one that begins it is not', () => {
  expect(wordsLikeNames('Vänta en dag. Sedan kan Vera, och Bo Exempel, sminka sig.', [])).toEqual([
    'Vera',
    'Bo',
    'Exempel',
  ])
})

test('the clinic’s own name and the names of days are nobody’s', () => {
  expect(wordsLikeNames('Ring till Testkliniken.\nVi har öppet', ['Testkliniken Malmö'])).toEqual([])
  expect(wordsLikeNames('We answer on Monday, or by SMS.', [])).toEqual([])
})
