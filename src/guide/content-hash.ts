import { createHash } from 'node:crypto'
import { factIdsIn } from './pure/source-marks.ts'
import type { Fact } from './read-fact-file.ts'

export type HashedText = {
  readonly title: string
  readonly summary: string
  readonly body: string
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
}

/**
 * What a review approves: the text and what stands beside it. A changed fact changes what the reader is told as
 * surely as a changed sentence, so the facts that the text cites are hashed with it (not the day on which they
 * were last looked at, which claims nothing new). SHA-256 in hex.
 */
export function contentHash(text: HashedText, facts: readonly Fact[]): string {
  const questions = text.questions.map(({ question, answer }) => [question, answer])
  const cited = new Set(factIdsIn([text.body, ...questions.flat()].join('\n')))
  const told = facts
    .filter((fact) => cited.has(fact.factId))
    .toSorted((one, other) => (one.factId < other.factId ? -1 : 1))
    .map((fact) => [
      fact.factId,
      fact.value,
      fact.unit,
      fact.wording.sv,
      fact.wording.en,
      fact.source,
      fact.sourceUrl,
      fact.grade,
    ])
  const whole = [text.title, text.summary, text.body, questions, told]
  return createHash('sha256').update(JSON.stringify(whole)).digest('hex')
}
