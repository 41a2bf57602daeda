import { createHash } from 'node:crypto'
import type { Concern } from './contract.ts'
import { factIdsIn } from './pure/source-marks.ts'
import type { Fact } from './read-fact-file.ts'

export type HashedText = {
  readonly title: string
  readonly summary: string
  readonly body: string
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
}

/** A fact without the day on which it was last looked at, which claims nothing new. */
export type ToldFact = Omit<Fact, 'reviewedOn'>

/**
 * What a review approves: the text, what stands beside it, and where in the guide it is found. A changed fact changes
 * what the reader is told as surely as a changed sentence, so the facts that the text cites are hashed with it.
 * SHA-256 in hex, of the words' own hash and the concern: hashes from before the concern was approved too could be
 * worked out again from what was kept (migrations/0018).
 */
export function contentHash(
  text: HashedText & { readonly concern: Concern },
  facts: readonly Fact[],
): string {
  return sha256([wordsHash(text, facts), text.concern])
}

/** The same without the concern: another one only where somebody has written. */
export function wordsHash(text: HashedText, facts: readonly Fact[]): string {
  const questions = text.questions.map(({ question, answer }) => [question, answer])
  const cited = new Set(factIdsIn([text.body, ...questions.flat()].join('\n')))
  const told = facts
    .filter((fact) => cited.has(fact.factId))
    .toSorted((one, other) => (one.factId < other.factId ? -1 : 1))
    .map(tell)
  return sha256([text.title, text.summary, text.body, questions, told])
}

/** Whether two values of a fact tell a reader the same. */
export function tellsTheSame(one: ToldFact, other: ToldFact): boolean {
  return JSON.stringify(tell(one)) === JSON.stringify(tell(other))
}

function tell(fact: ToldFact) {
  return [
    fact.factId,
    fact.value,
    fact.unit,
    fact.wording.sv,
    fact.wording.en,
    fact.source,
    fact.sourceUrl,
    fact.grade,
  ]
}

function sha256(whole: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex')
}
