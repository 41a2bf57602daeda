import { expect, test } from 'vitest'
import { withTemplate } from './templates.ts'

const filling = { name: 'Vera Exempel', phone: '+46406280400', staff: 'Alva', language: 'sv' as const }

test('a greeting by first name stands before what was typed, the rest after it', () => {
  expect(withTemplate(' Vänta en dag. ', 'greeting', filling)).toBe(
    'Hej Vera,\n\ntack för din fråga.\n\nVänta en dag.',
  )
  expect(withTemplate('Vänta en dag.', 'close', filling)).toMatch(/^Vänta en dag\.\n\n[\s\S]*Alva$/)
})

test('it is written in the language of the question', () => {
  expect(withTemplate('', 'care', { ...filling, language: 'en' })).toMatch(/call us on 040-628 04 00/)
})
