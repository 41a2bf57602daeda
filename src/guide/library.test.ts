import { describe, expect, test } from 'vitest'
import { readLibrary } from './library.ts'
import { forbiddenWordsIn } from './pure/house-words.ts'
import { healingParametersFrom } from './pure/healing-parameters.ts'
import { readability } from './pure/readability.ts'
import { sentencesIn, wordsIn } from './pure/sentences.ts'
import { factIdsIn } from './pure/source-marks.ts'
import { textFaults, wholeText } from './pure/text-faults.ts'

const { articles, facts } = await readLibrary()
const otherPages = new Set(['/book', '/guide/skin-model'])

describe.each(articles.map((article) => ({ file: `${article.article}.${article.language}`, article })))(
  'the article $file',
  ({ article }) => {
    const text = wholeText(article)

    test('can be read by a 14-year-old: short sentences, none long', () => {
      const told = readability(text)
      expect(told.medianWords).toBeLessThanOrEqual(14)
      expect(told.longestWords, told.longest).toBeLessThanOrEqual(25)
      expect(told.lix).toBeLessThan(30)
    })

    test('has no fault that keeps it from being published', () => {
      expect(textFaults(text, article.language)).toEqual([])
    })

    test('cites only facts that are kept', () => {
      const kept = new Set(facts.map((fact) => fact.factId))
      expect(factIdsIn(text).filter((id) => !kept.has(id))).toEqual([])
    })

    test('says where to call wherever harm is spoken of', () => {
      for (const number of ['{{clinic-phone}}', '(tel:1177)', '(tel:112)'])
        expect(article.body).toContain(number)
    })

    test('every point in a list is a whole sentence or leads to one', () => {
      const points = article.body.match(/^- .*(?:\n {2}.*)*/gm) ?? []
      expect(points.filter((point) => sentencesIn(point).length === 0)).toEqual([])
    })
  },
)

describe('the library', () => {
  test('leads on to texts that there are, the same in both languages', () => {
    const addresses = new Map(articles.map((text) => [`/${text.language}/guide/${text.slug}`, text.article]))
    const byArticle = Object.groupBy(articles, (article) => article.article)
    for (const translations of Object.values(byArticle)) {
      const led = (translations ?? []).map(({ language, body }) =>
        [...body.matchAll(/\]\((\/[^)]*)\)/g)]
          .map(([, address = '']) => addresses.get(address) ?? address.replace(`/${language}/`, '/'))
          .toSorted(),
      )
      expect(led.flat().filter((place) => place.startsWith('/') && !otherPages.has(place))).toEqual([])
      expect(led[0]).toEqual(led[1])
    }
  })

  test('speaks of the same facts in both languages', () => {
    const cited = Object.groupBy(articles, (article) => article.article)
    for (const translations of Object.values(cited)) {
      const sets = (translations ?? []).map((article) => factIdsIn(wholeText(article)).toSorted())
      expect(sets.length).toBe(2)
      expect(sets[0]).toEqual(sets[1])
    }
  })

  test('keeps no fact that no article cites and the healing model does not need', () => {
    const cited = new Set(articles.flatMap((article) => factIdsIn(wholeText(article))))
    const needed = (id: string) => {
      const others = facts.filter(({ factId }) => factId !== id)
      return attempt(() => healingParametersFrom(others)) === 'broken'
    }
    const unused = facts.map((fact) => fact.factId).filter((id) => !cited.has(id) && !needed(id))
    expect(unused).toEqual([])
  })

  test('words its facts calmly and briefly', () => {
    for (const fact of facts) {
      for (const language of ['sv', 'en'] as const) {
        expect(forbiddenWordsIn(fact.wording[language], language), fact.factId).toEqual([])
        for (const sentence of sentencesIn(fact.wording[language])) {
          expect(wordsIn(sentence).length, sentence).toBeLessThanOrEqual(25)
        }
      }
    }
  })
})

function attempt(act: () => unknown): 'done' | 'broken' {
  try {
    act()
    return 'done'
  } catch {
    return 'broken'
  }
}
