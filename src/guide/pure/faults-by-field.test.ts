import { describe, expect, test } from 'vitest'
import { faultsByField } from './faults-by-field.ts'

const text = { title: 'Skin', summary: 'Short.', body: 'Calm. Words.', questions: [] }

describe('faults as the writer is told them', () => {
  test('a calm text has none', () => {
    expect(faultsByField(text, 'en')).toEqual([])
  })

  test('a promise is told with its field and the sentence that it stands in', () => {
    const body = 'One is calm. **Two** is safe for you. Three.'
    expect(faultsByField({ ...text, body }, 'en')).toEqual([
      { fault: 'forbidden-word', text: 'safe', field: 'body', sentence: 'Two is safe for you.' },
    ])
  })

  test('a figure without a source in an answer is told at that answer', () => {
    const questions = [
      { question: 'Why?', answer: 'So.' },
      { question: 'How long?', answer: 'It takes 3 days.' },
    ]
    expect(faultsByField({ ...text, questions }, 'en')).toMatchObject([
      { fault: 'unsourced-figure', field: 'answer-2', sentence: 'It takes 3 days.' },
    ])
  })

  test('sentences that are long in the middle are told once, at the body', () => {
    const long = `${Array.from({ length: 16 }, () => 'Ord').join(' ')}.`
    const faults = faultsByField({ ...text, summary: long, body: `${long} ${long} ${long}` }, 'sv')
    expect(faults.map(({ fault, field }) => [fault, field])).toEqual([['long-sentences', 'body']])
  })
})
