import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { sayState, type ShownState } from './said.ts'

export type ShownStanding = {
  readonly articleId: string
  readonly textLanguage: Language
  readonly title: string
  readonly state: ShownState
  readonly changedFacts: readonly string[]
  readonly review:
    | { readonly by: string; readonly on: string; readonly next: string; readonly fictitious: boolean }
    | undefined
  readonly asked: { readonly by: string; readonly when: string } | undefined
}

const look: Readonly<Record<ShownState, string>> = {
  'never-approved': 'tag is-waiting',
  'text-changed': 'tag is-waiting',
  'fact-changed': 'tag is-waiting',
  overdue: 'tag is-alarm',
  approved: 'tag is-done',
}

export function StateTag({ state, language }: { readonly state: ShownState; readonly language: Language }) {
  return <span className={look[state]}>{sayState(state, language)}</span>
}

/** How a text stands to what was last approved, in a few lines. */
export function Standing({
  standing,
  language,
}: {
  readonly standing: ShownStanding
  readonly language: Language
}) {
  const locale = { locale: language }
  const { review, asked, changedFacts } = standing
  return (
    <>
      <p className="small">
        {review
          ? m.guide_review_last_approved({ name: review.by, date: review.on, next: review.next }, locale)
          : m.guide_review_never({}, locale)}
      </p>
      {changedFacts.length > 0 && (
        <p className="small">{m.guide_review_facts_changed({ facts: changedFacts.join(', ') }, locale)}</p>
      )}
      {asked && (
        <p className="small">
          <strong>{m.guide_review_asked_by({ name: asked.by, when: asked.when }, locale)}</strong>
        </p>
      )}
    </>
  )
}
