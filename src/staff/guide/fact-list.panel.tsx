import type { ReactNode } from 'react'
import type { Grade } from '#guide/contract'
import type { Language } from '#platform/language'
import { sayGrade } from './said.ts'

export type ShownFact = {
  readonly factId: string
  readonly wording: string
  /** The figure with its unit. */
  readonly worth: string
  readonly source: string
  readonly sourceUrl: string | null
  readonly grade: Grade
}

type Props = {
  readonly language: Language
  readonly facts: readonly ShownFact[]
  /** What else stands at a fact. */
  readonly beside?: (fact: ShownFact) => ReactNode
}

export function FactList({ language, facts, beside }: Props) {
  return (
    <ul className="guide-facts">
      {facts.map((fact) => (
        <li key={fact.factId}>
          <p>
            <a href={`/staff/guide/facts/${fact.factId}`}>
              <code>[^{fact.factId}]</code>
            </a>{' '}
            {fact.wording}
          </p>
          <p className="quiet small">
            {fact.worth}. <cite lang="en">{fact.source}</cite>. {sayGrade(fact.grade, language)}
          </p>
          {beside?.(fact)}
        </li>
      ))}
    </ul>
  )
}
