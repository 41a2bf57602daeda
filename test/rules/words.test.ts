import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { m } from '#platform/words'

const read = (language: string) =>
  globSync(`messages/{,*.}${language}.json`)
    .map((file) => z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8'))))
    .reduce((all, some) => ({ ...all, ...some }), {})
const languages = { sv: read('sv'), en: read('en') }
const texts = Object.entries(languages).flatMap(([language, all]) =>
  Object.entries(all).map(([key, text]): [string, string] => [`${language}: ${key}`, JSON.stringify(text)]),
)
const parameters = (text: unknown) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].sort()

describe('the words', () => {
  it('say the same things in Swedish and in English', () => {
    expect(Object.keys(languages.sv).sort()).toEqual(Object.keys(languages.en).sort())
  })

  it('take the same parameters in both', () => {
    const taken = (all: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(all).map(([key, text]) => [key, parameters(text)]))
    expect(taken(languages.sv)).toEqual(taken(languages.en))
  })

  it('are never empty, never shout and promise nothing', () => {
    const wrong = texts.filter(([, text]) =>
      /^"\s*"$|!|\b(safe|guaranteed|flawless|garanterat|felfri)\b/i.test(text),
    )
    expect(wrong).toEqual([])
  })

  it('are never asked for without a language', () => {
    expect(m.skip({}, { locale: 'sv' })).not.toBe('')
    expect(() => m.skip()).toThrow('No locale')
  })
})
