import { describe, expect, test } from 'vitest'
import { readability } from './readability.ts'
import { sentencesIn, wordsIn } from './sentences.ts'

describe('sentences', () => {
  test('a heading and a label in a table are not sentences', () => {
    const text = '## How it goes\n\nIt is short.\n\n| When | What |\n| --- | --- |\n| Day 1 | Red. Warm. |\n'
    expect(sentencesIn(text)).toEqual(['It is short.', 'Red.', 'Warm.'])
  })

  test('a mark belongs to the sentence before it', () => {
    expect(sentencesIn('It hurts.[^pain][^more] It\nstops.')).toEqual([
      'It hurts.[^pain][^more]',
      'It stops.',
    ])
  })

  test('a point in a list is read without its number, a decimal is not an end', () => {
    expect(sentencesIn('1. We use 1.5 mm.\n2. You rest.\n')).toEqual(['We use 1.5 mm.', 'You rest.'])
  })

  test('words leave out marks and addresses', () => {
    expect(wordsIn('Ring [112](tel:112) om det gör ont i 1,5 timmar.[^x]')).toEqual([
      'Ring',
      '112',
      'om',
      'det',
      'gör',
      'ont',
      'i',
      '1,5',
      'timmar',
    ])
  })
})

describe('readability', () => {
  test('LIX is words a sentence plus the share of words over six letters', () => {
    // 10 words in 2 sentences, 2 of them long: 5 + 20.
    const text = 'Du ser en behandling nu. Du kan alltid fråga.'
    expect(readability(`${text} `)).toMatchObject({ sentences: 2, words: 9, lix: 4.5 + (100 * 1) / 9 })
  })

  test('the middle and the longest sentence are told, also for an even number', () => {
    const told = readability('One two. One two three four. One. One two three four five six.')
    expect(told).toMatchObject({ medianWords: 3, longestWords: 6, longest: 'One two three four five six.' })
  })

  test('an empty text has no figures', () => {
    expect(readability('')).toMatchObject({ sentences: 0, medianWords: 0, lix: 0 })
  })
})
