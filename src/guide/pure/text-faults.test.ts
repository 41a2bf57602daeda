import { describe, expect, test } from 'vitest'
import { textFaults, wholeText } from './text-faults.ts'

const words = (count: number) => `${Array.from({ length: count }, () => 'ord').join(' ')}.`

describe('what keeps a text from being published', () => {
  test('a calm and short text has no fault', () => {
    expect(textFaults(`## Rubrik\n\n${words(14)} Det tar 3 dagar.[^x]`, 'sv')).toEqual([])
  })

  test('a sentence of 25 words may stand, one of 26 may not', () => {
    expect(textFaults(`${words(25)} Kort. Kort.`.replaceAll('ord', 'Ord'), 'sv')).toEqual([])
    expect(textFaults(`${words(26)} Kort. Kort.`.replaceAll('ord', 'Ord'), 'sv')).toMatchObject([
      { fault: 'long-sentence' },
    ])
  })

  test('a text whose middle sentence is long is heavy, even if none is too long', () => {
    expect(textFaults(words(15), 'sv')).toEqual([
      { fault: 'long-sentences', text: '15 words in the middle sentence' },
    ])
  })

  test('a promise and a figure without its source are each told in their words', () => {
    expect(textFaults('It is safe. It takes 3 days.', 'en')).toEqual([
      { fault: 'forbidden-word', text: 'safe' },
      { fault: 'unsourced-figure', text: 'It takes 3 days.' },
    ])
  })

  test('the title, the summary and the questions are read too', () => {
    const article = {
      title: 'Safe',
      summary: 'Flawless.',
      body: 'B.',
      questions: [{ question: 'Perfect?', answer: 'Guaranteed.' }],
    }
    expect(textFaults(wholeText(article), 'en').map((told) => told.text)).toEqual([
      'Safe',
      'Flawless',
      'Perfect',
      'Guaranteed',
    ])
  })
})
