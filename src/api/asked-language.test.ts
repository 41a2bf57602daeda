import { expect, test } from 'vitest'
import { languageFromHeader } from './asked-language.ts'

test.each([
  ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
  ['da, en;q=0.4, sv-SE;q=0.9', 'sv'],
  ['en;q=0.9, sv;q=0.1', 'en'],
  ['EN-gb', 'en'],
  ['sv;q=0, en;q=0.1', 'en'],
  ['de, fr;q=0.5', undefined],
  ['*', undefined],
  ['', undefined],
  [undefined, undefined],
  [';;q=,,', undefined],
])('%s is answered in %s', (header, language) => {
  expect(languageFromHeader(header, ['sv', 'en'])).toBe(language)
})

test('a language that the clinic does not have is passed over', () => {
  expect(languageFromHeader('en, sv;q=0.5', ['sv'])).toBe('sv')
})
