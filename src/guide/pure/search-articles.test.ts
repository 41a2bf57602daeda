import { describe, expect, test } from 'vitest'
import { compoundParts } from './compound-parts.ts'
import { searchTexts } from './search-articles.ts'
import { similarTexts } from './similar-articles.ts'
import { type TextToWeigh, weighTexts } from './weighed-words.ts'
import { stemOf, stemsIn } from './word-stems.ts'

const text = (id: string, title: string, body: string): TextToWeigh => ({
  id,
  title,
  summary: '',
  body,
  questions: [],
})

const swedish = weighTexts(
  [
    text('wrinkles', 'Rynkbehandling', 'Fina linjer syns mindre hos en del. Vi lovar inget.'),
    text('after', 'Dagarna efter', 'Huden är röd. Sminka dig inte första dygnet efter en behandling.'),
    text('numbing', 'Bedövningssalva', 'Salvan får verka medan du vilar.'),
  ],
  'sv',
)
const find = (question: string) => searchTexts(swedish, question).map(({ id }) => id)

describe('stems', () => {
  test('what grammar adds is taken away, once', () => {
    expect(['rynkorna', 'rynkor', 'rynka'].map((word) => stemOf(word, 'sv'))).toEqual([
      'rynk',
      'rynk',
      'rynk',
    ])
    expect(['needles', 'needle', 'needling'].map((word) => stemOf(word, 'en'))).toEqual([
      'needl',
      'needl',
      'needl',
    ])
  })

  test('never so much that a stem has two letters', () => {
    expect(stemOf('åren', 'sv')).toBe('åre')
    expect(stemOf('bees', 'en')).toBe('bee')
  })

  test('the words of every text say nothing', () => {
    expect(stemsIn('Gör det ont i huden?', 'sv')).toEqual(['ont', 'hud'])
  })
})

describe('compounds', () => {
  test('are taken apart at words that are known, with the binding s or without', () => {
    const known = new Set(['salv', 'bedövning', 'behandl', 'rynk'])
    expect(compoundParts('bedövningssalv', known)).toEqual(['salv', 'bedövning'])
    expect(compoundParts('rynkbehandl', known)).toEqual(['behandl', 'rynk'])
    expect(compoundParts('hudbehandl', known)).toEqual(['behandl'])
    expect(compoundParts('behandl', known)).toEqual([])
    expect(compoundParts('parkering', new Set(['ring'])), 'a short end alone says nothing').toEqual([])
  })

  test('rynkbehandling is found by behandling, and behandling by rynkbehandling', () => {
    expect(find('behandling')).toContain('wrinkles')
    expect(find('rynkbehandling')[0]).toBe('wrinkles')
    expect(find('rynkbehandling')).toContain('after')
    expect(find('salva')).toEqual(['numbing'])
  })
})

describe('a search', () => {
  test('finds by half a word, by capitals and in any form', () => {
    expect(find('smink')).toEqual(['after'])
    expect(find('SMINKET')).toEqual(['after'])
    expect(find('linjerna')).toEqual(['wrinkles'])
  })

  test('finds nothing for nothing, and nothing for what no text speaks of', () => {
    for (const question of ['', '   ', '?!', 'och', 'parkering']) expect(find(question)).toEqual([])
  })
})

test('a text is most like the one that it shares its rare words with, and never like itself', () => {
  const texts = weighTexts(
    [
      text('scars', 'Acne scars', 'Scars after acne. Collagen fills some scars.'),
      text('scars-too', 'Old scars', 'Old scars after acne change slowly. Collagen takes months.'),
      text('sun', 'Sun', 'Sun screen each day. Sun makes dark marks darker.'),
    ],
    'en',
  )
  expect(similarTexts(texts, 'scars').map(({ id }) => id)).toEqual(['scars-too', 'sun'])
  expect(similarTexts(texts, 'unknown')).toEqual([])
})
