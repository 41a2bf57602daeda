/**
 * How much each word says about each text. A word in the title says more than one in the middle; a word that stands in
 * every text says nothing about any; the tenth time adds less than the first. Compounds count for their parts too, a
 * little less. Both the search and the likeness of articles are built on these weights.
 */
import { compoundParts } from './compound-parts.ts'
import { stemsIn, type TextLanguage } from './word-stems.ts'

export type TextToWeigh = {
  readonly id: string
  readonly title: string
  readonly summary: string
  /** Markdown, with marks. */
  readonly body: string
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
}

export type WeighedTexts = {
  readonly language: TextLanguage
  readonly known: ReadonlySet<string>
  /** Text → word → weight. */
  readonly weights: ReadonlyMap<string, ReadonlyMap<string, number>>
}

const titleCounts = 6
const summaryCounts = 3
const headingCounts = 3
const questionCounts = 2
const partCounts = 0.6

export function weighTexts(texts: readonly TextToWeigh[], language: TextLanguage): WeighedTexts {
  const counted = texts.map((text) => ({ id: text.id, counts: countsOf(text, language) }))
  const known = new Set(counted.flatMap(({ counts }) => [...counts.keys()]))
  const split = counted.map(({ id, counts }) => ({ id, counts: withParts(counts, known) }))
  const holders = new Map<string, number>()
  for (const { counts } of split)
    for (const word of counts.keys()) holders.set(word, (holders.get(word) ?? 0) + 1)
  const rarity = (word: string) => Math.log((texts.length + 1) / ((holders.get(word) ?? 0) + 0.5))
  const weights = split.map(
    ({ id, counts }) =>
      [id, new Map([...counts].map(([word, count]) => [word, Math.log1p(count) * rarity(word)]))] as const,
  )
  return { language, known, weights: new Map(weights) }
}

/** The words of a question, with the parts of its compounds, each with what it counts. */
export function weighQuestion(
  question: string,
  { language, known }: WeighedTexts,
): ReadonlyMap<string, number> {
  return withParts(new Map(stemsIn(question, language).map((word) => [word, 1])), known)
}

function countsOf(
  { title, summary, body, questions }: TextToWeigh,
  language: TextLanguage,
): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (text: string, times: number) => {
    for (const word of stemsIn(text, language)) counts.set(word, (counts.get(word) ?? 0) + times)
  }
  const plain = body.replaceAll(/\[\^[a-z0-9-]+\]|\{\{[a-z-]+\}\}|\]\([^)]*\)/g, ' ')
  count(title, titleCounts)
  count(summary, summaryCounts)
  for (const [, heading = ''] of plain.matchAll(/^#{2,4} (.+)$/gm)) count(heading, headingCounts)
  for (const { question, answer } of questions) {
    count(question, questionCounts)
    count(answer.replaceAll(/\[\^[a-z0-9-]+\]/g, ' '), 1)
  }
  count(plain, 1)
  return counts
}

function withParts(counts: ReadonlyMap<string, number>, known: ReadonlySet<string>): Map<string, number> {
  const all = new Map(counts)
  for (const [word, count] of counts)
    for (const part of compoundParts(word, known)) all.set(part, (all.get(part) ?? 0) + partCounts * count)
  return all
}
