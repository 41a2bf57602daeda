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

test('a word that is also her name is a name with a capital alone', () => {
  const per = { name: 'Per Exempel', reachAt: 'per@klinik.example' }
  expect(tracesOf('Två gånger per dag räcker.', { asker: per, clinic: [] })).toEqual([])
  expect(tracesOf('Det går bra, Per. PER igen.', { asker: per, clinic: [] })).toEqual(['Per'])
  expect(withoutTheAsker('Hej Per, två gånger per dag', per)).toBe('Hej …, två gånger per dag')
})

test('a day is nobody’s number, a personal identity number is somebody’s', () => {
  const days = 'Vi är stängda 2026-12-24, 2026-12-25 och 1/12 2026.'
  expect(tracesOf(days, { asker, clinic: [] })).toEqual([])
  expect(withoutTheAsker(days, asker)).toBe(days)
  expect(tracesOf('1990-01-01-1234 och 19900101-1234', { asker, clinic: [] })).toHaveLength(2)
})

test('the clinic’s number is its own with either prefix', () => {
  const text = 'Ring 0046 40 628 04 00 eller +46 40 628 04 00.'
  expect(tracesOf(text, { asker, clinic: ['+46406280400'] })).toEqual([])
})
