import { expect, test } from 'vitest'
import { tracesOf, withoutTheAsker } from './without-the-asker.ts'

const asker = { name: 'Vera Exempel', reachAt: '+46701740605' }

test('the name in all its parts, numbers and addresses are taken out', () => {
  const text =
    'Hej, jag heter Vera. Exempels hud är torr. Ring 070-174 06 05 eller skriv till vera@klinik.example.'
  expect(withoutTheAsker(text, asker)).toBe('Hej, jag heter …. … hud är torr. Ring … eller skriv till ….')
})

test('what still stands is named, the clinic’s own number is nobody’s', () => {
  const text = 'Ring oss på 040-628 04 00. Vera kan ringa 0701740605.'
  expect(tracesOf(text, { asker, clinic: ['+46406280400'] })).toEqual(['0701740605', 'Vera'])
  expect(tracesOf('Vänta minst 24 timmar, helst 48.', { asker, clinic: [] })).toEqual([])
})

test('a name inside another word is another word', () => {
  const ann = { name: 'Ann', reachAt: 'ann@klinik.example' }
  expect(withoutTheAsker('Annars går det bra, Ann', ann)).toBe('Annars går det bra, …')
})
