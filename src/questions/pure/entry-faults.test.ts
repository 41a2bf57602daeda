import { expect, test } from 'vitest'
import { entryFaults } from './entry-faults.ts'

const calm = {
  question: 'När får jag sminka mig?',
  answer: 'Vänta till dagen efter. Huden behöver vara stängd.',
}

const known = new Set(['make-up-wait'])

test('a calm answer has none', () => {
  expect(entryFaults(calm, 'sv', known)).toEqual([])
})

test('the answer may not promise, and its figures owe a source', () => {
  const faults = entryFaults({ ...calm, answer: 'Det är helt säkert. Vänta 24 timmar.' }, 'sv', known)
  expect(faults.map(({ field, fault }) => [field, fault])).toEqual([
    ['answer', 'forbidden-word'],
    ['answer', 'unsourced-figure'],
  ])
  expect(entryFaults({ ...calm, answer: 'Vänta 24 timmar.[^make-up-wait]' }, 'sv', known)).toEqual([])
})

test('the question may ask whether it is safe, and name a figure', () => {
  expect(entryFaults({ ...calm, question: 'Är det säkert med 2 mm?' }, 'sv', known)).toEqual([])
})

test('a mark of a fact that nobody keeps is no source', () => {
  expect(entryFaults({ ...calm, answer: 'Vänta 24 timmar.[^make-up-wiat]' }, 'sv', known)).toEqual([
    { field: 'answer', fault: 'unknown-fact', text: '[^make-up-wiat]' },
  ])
})
