import { z } from 'zod'
import { languages } from '#platform/language'
import type { HashedText } from './content-hash.ts'
import { type Concern, concerns, grades } from './contract.ts'
import { factIdsIn } from './pure/source-marks.ts'
import { wholeText } from './pure/text-faults.ts'
import type { Fact } from './read-fact-file.ts'

/** What was approved, word for word: the text, and each fact that it cites as it stood. */
export type Snapshot = z.infer<typeof snapshot>

const fact = z.object({
  factId: z.string(),
  value: z.string(),
  unit: z.string(),
  wording: z.record(z.enum(languages), z.string()),
  source: z.string(),
  sourceUrl: z.string().nullable(),
  grade: z.enum(grades),
  reviewedOn: z.string(),
})

const snapshot = z.object({
  title: z.string(),
  summary: z.string(),
  body: z.string(),
  concern: z.enum(concerns),
  questions: z.array(z.object({ question: z.string(), answer: z.string() })),
  facts: z.array(fact),
})

type Words = HashedText & { readonly concern: Concern }

export function snapshotOf(text: Words, facts: readonly Fact[]): Snapshot {
  const { title, summary, body, concern } = text
  const questions = text.questions.map(({ question, answer }) => ({ question, answer }))
  return { title, summary, body, concern, questions, facts: citedBy(text, facts) }
}

/** The facts that a text cites, of those that are kept. */
export function citedBy(text: HashedText, facts: readonly Fact[]): Fact[] {
  const cited = new Set(factIdsIn(wholeText(text)))
  return facts.filter(({ factId }) => cited.has(factId))
}

/** Reads a kept snapshot again; throws on one that is not whole. */
export function readSnapshot(kept: unknown): Snapshot {
  return snapshot.parse(kept)
}

export function concernFrom(text: string): Concern {
  const concern = concerns.find((one) => one === text)
  if (!concern) throw new Error(`An unknown concern: ${text}`)
  return concern
}
