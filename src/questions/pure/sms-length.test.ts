import { expect, test } from 'vitest'
import { smsLength } from './sms-length.ts'

test.each([
  ['', 0, 0],
  ['å'.repeat(160), 160, 1],
  ['å'.repeat(161), 161, 2],
  ['a'.repeat(306), 306, 2],
  ['a'.repeat(307), 307, 3],
  ['€'.repeat(80), 160, 1],
  [`${'€'.repeat(80)}a`, 161, 2],
  [`–${'a'.repeat(69)}`, 70, 1],
  [`–${'a'.repeat(70)}`, 71, 2],
  [`–${'a'.repeat(134)}`, 135, 3],
])('a text of %# goes as it must', (text, signs, messages) => {
  expect(smsLength(text)).toMatchObject({ signs, messages })
})

test('the signs that make it twice as long are named, each once', () => {
  expect(smsLength('Först – sedan – ”så”').costly).toEqual(['–', '”'])
  expect(smsLength('Räksmörgås, 5 €').costly).toEqual([])
})
