import { describe, expect, test } from 'vitest'
import { isMuchAlike, soundOf, wordsAsked, wordsOf } from './client-words.ts'

const åsa = { name: 'Åsa Örn-Lind', email: 'Asa.Orn@Post.Example', phone: '+46701740605' }

/** Whether what was asked leads to her: each word asked begins one of hers. */
const finds = (text: string, client = åsa) => {
  const words = wordsOf(client).map(({ word }) => word)
  const asked = wordsAsked(text)
  return asked.length > 0 && asked.every((one) => words.some((word) => word.startsWith(one)))
}

test.each([
  'åsa',
  'ASA',
  'ås örn',
  'lind asa',
  'orn',
  'Örn-Lind',
  'asa.orn@post.example',
  'asa.orn@',
  'A\u030asa',
  '070-174 06 05',
  '0701740605',
  '+46 70 174 06 05',
  '0046 70 1740605',
  '+46 (0)70-174 06 05',
  '0701',
  '4670',
  'asa 0701',
])('she is found by %s', (text) => expect(finds(text)).toBe(true))

test.each(['', '   ', '%', '_', '--', 'vera', 'asa vera', '0702', 'sa', 'lind@post'])(
  'she is not found by %j',
  (text) => expect(finds(text)).toBe(false),
)

test('a mark is a whole number, a whole address or the sound of a whole name', () => {
  expect(
    wordsOf(åsa)
      .filter(({ isMark }) => isMark)
      .map(({ word }) => word),
  ).toEqual(['asa.orn@post.example', '46701740605', `~${soundOf(åsa.name)}`])
  expect(wordsOf({ name: 'Bo', email: '', phone: '' })).toEqual([{ word: 'bo', isMark: false }])
})

describe('names', () => {
  test.each([
    ['Kristina Svensson', 'Christina Svenson'],
    ['Svensson Kristina', 'Kristina Svensson'],
    ['Åsa Öberg', 'Asa Oberg'],
    ['Filip Karlsson', 'Philip Carlson'],
  ])('%s sounds like %s and is much like it', (one, other) => {
    expect(soundOf(one)).toBe(soundOf(other))
    expect(isMuchAlike(one, other)).toBe(true)
  })
  test.each([
    ['Vera Exempel', 'Bo Exempel'],
    ['Anna Lind', 'Anna Lund-Berg'],
    ['', ''],
  ])('%s is not much like %s', (one, other) => expect(isMuchAlike(one, other)).toBe(false))
  test('one word alone sounds like nobody', () => expect(soundOf('Bo')).toBe(''))
})
