import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type ShownDifference = {
  /** A field of the text, or a fact's id. */
  readonly place: string
  readonly parts: readonly { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }[]
}

type Props = {
  readonly language: Language
  readonly textLanguage: Language
  readonly differences: readonly ShownDifference[]
}

/** What has changed since the approval, word by word; said in words too, for those who do not see the strokes. */
export function Differences({ language, textLanguage, differences }: Props) {
  const locale = { locale: language }
  return (
    <section className="guide-part">
      <h2>{m.guide_review_differences({}, locale)}</h2>
      {differences.length === 0 && <p className="quiet">{m.guide_review_differences_none({}, locale)}</p>}
      {differences.map(({ place, parts }) => (
        <section key={place}>
          <h3>{sayPlace(place, language)}</h3>
          <p className="guide-difference" lang={textLanguage}>
            {parts.map((part, at) => (
              <Part key={at} {...part} language={language} />
            ))}
          </p>
        </section>
      ))}
    </section>
  )
}

function Part({ kind, text, language }: ShownDifference['parts'][number] & { readonly language: Language }) {
  const locale = { locale: language }
  if (kind === 'same') return text
  const said = kind === 'added' ? m.guide_review_difference_added : m.guide_review_difference_removed
  const told = (
    <span className="visually-hidden" lang={language}>
      {` ${said({}, locale)} `}
    </span>
  )
  return kind === 'added' ? (
    <ins>
      {told}
      {text}
    </ins>
  ) : (
    <del>
      {told}
      {text}
    </del>
  )
}

function sayPlace(place: string, language: Language): string {
  const locale = { locale: language }
  if (place === 'title') return m.guide_review_field_title({}, locale)
  if (place === 'summary') return m.guide_review_field_summary({}, locale)
  if (place === 'concern') return m.guide_review_field_concern({}, locale)
  if (place === 'body') return m.guide_review_field_body({}, locale)
  if (place === 'questions') return m.guide_review_questions({}, locale)
  return m.guide_review_difference_fact({ fact: place }, locale)
}
