import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readLibrary } from './library.ts'
import { searchTexts } from './pure/search-articles.ts'
import { similarTexts } from './pure/similar-articles.ts'
import { weighTexts } from './pure/weighed-words.ts'

/**
 * The labels were written before the measures, and are not changed to fit. The bars stand a little below what was seen
 * on the texts as they came with Lyster (README.md has the figures), so that an edited text does not fail them, while
 * a measure that has become worse does.
 */
const bars = { searchesFound: 27, similarPrecision: 0.5, betterThanConcern: 0.1 }

type Labelled = {
  readonly searches: readonly {
    readonly language: string
    readonly query: string
    readonly expected: string[]
  }[]
  readonly similar: Readonly<Record<string, readonly string[]>>
}

const file = readFileSync(new URL('./labelled-searches.json', import.meta.url), 'utf8')
const labelled: Labelled = JSON.parse(file)
const languages = ['sv', 'en'] as const
const { articles } = await readLibrary()
const texts = (language: 'sv' | 'en') =>
  articles
    .filter((one) => one.language === language)
    .map(({ article: id, title, summary, body, questions, concern }) => ({
      id,
      title,
      summary,
      body,
      questions,
      concern,
    }))
const weighed = { sv: weighTexts(texts('sv'), 'sv'), en: weighTexts(texts('en'), 'en') }
const expectedBeside = new Map(Object.entries(labelled.similar))

describe('the labelled searches', () => {
  test('an expected text is among the first three', () => {
    const missed = labelled.searches.filter(({ language, query, expected }) => {
      const first = searchTexts(weighed[language === 'sv' ? 'sv' : 'en'], query)
        .slice(0, 3)
        .map(({ id }) => id)
      return !first.some((id) => expected.includes(id))
    })
    expect(labelled.searches.length - missed.length).toBeGreaterThanOrEqual(bars.searchesFound)
  })
})

describe('the texts shown beside a text', () => {
  test('are more often the expected ones than those of the same concern in plain order', () => {
    const own = meanPrecision((id, language) => similarTexts(weighed[language], id).map((one) => one.id))
    const plain = meanPrecision((id, language) => byConcern(id, language))
    expect(own).toBeGreaterThanOrEqual(bars.similarPrecision)
    expect(own).toBeGreaterThanOrEqual(plain + bars.betterThanConcern)
  })
})

function meanPrecision(orderOf: (id: string, language: 'sv' | 'en') => readonly string[]): number {
  const shares = languages.flatMap((language) =>
    [...expectedBeside].map(([id, expected]) => {
      const shown = orderOf(id, language).slice(0, 3)
      return shown.filter((one) => expected.includes(one)).length / 3
    }),
  )
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}

/** Those of the same concern first, then the rest, each in the order of their titles: what a plain list would show. */
function byConcern(id: string, language: 'sv' | 'en'): string[] {
  const all = texts(language).toSorted((one, other) => one.title.localeCompare(other.title, language))
  const own = all.find((one) => one.id === id)
  const others = all.filter((one) => one.id !== id)
  return [
    ...others.filter((one) => one.concern === own?.concern),
    ...others.filter((one) => one.concern !== own?.concern),
  ].map((one) => one.id)
}
