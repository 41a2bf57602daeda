import { describe, expect, test } from 'vitest'
import { forbiddenWordsIn, unsourcedSentencesIn } from './house-words.ts'

describe('forbidden words', () => {
  test('promises and shouting are found in both languages', () => {
    expect(forbiddenWordsIn('It is Safe and guaranteed!', 'en')).toEqual(['Safe', 'guaranteed', '!'])
    expect(forbiddenWordsIn('Det är säkert och garanterat smärtfritt.', 'sv')).toEqual([
      'säkert',
      'garanterat',
      'smärtfritt',
    ])
  })

  test('a word that only begins or ends like one is left alone', () => {
    expect(forbiddenWordsIn('Osäkerheten är stor. Försäkran.', 'sv')).toEqual([])
    expect(forbiddenWordsIn('We are unsafely quoting nobody.', 'en')).toEqual([])
  })
})

describe('sentences that owe a source', () => {
  test('a figure or a number word with a unit needs a mark', () => {
    expect(unsourcedSentencesIn('It fades in 24 hours. It itches for two days. It is red.', 'en')).toEqual([
      'It fades in 24 hours.',
      'It itches for two days.',
    ])
    expect(unsourcedSentencesIn('Det tar sju dagar.', 'sv')).toEqual(['Det tar sju dagar.'])
  })

  test('with its mark it owes nothing, and nor do emergency numbers', () => {
    expect(
      unsourcedSentencesIn('It fades in 24 hours.[^redness] Call [112](tel:112) or 1177.', 'en'),
    ).toEqual([])
  })
})
