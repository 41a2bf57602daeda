import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { sayIn } from './said.ts'

export type ShownUse = {
  readonly kind: 'article' | 'screening-question' | 'healing-model'
  readonly subject: string
  readonly language: Language
  readonly title: string
}

/** What stands on a fact: the answer of one query. */
export function BuiltOn({
  uses,
  language,
}: {
  readonly uses: readonly ShownUse[]
  readonly language: Language
}) {
  const locale = { locale: language }
  return (
    <section className="guide-part">
      <h2>{m.guide_review_built_on({}, locale)}</h2>
      {uses.length === 0 && <p className="quiet">{m.guide_review_built_on_none({}, locale)}</p>}
      <ul className="guide-facts">
        {uses.map((use) => (
          <li key={`${use.kind} ${use.subject} ${use.language}`}>
            <p>
              <Use use={use} reader={language} />{' '}
              <span className="quiet small">
                {sayKind(use.kind, language)}, {sayIn(use.language, language)}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Use({ use, reader }: { readonly use: ShownUse; readonly reader: Language }) {
  const { kind, subject, language, title } = use
  if (kind === 'article')
    return (
      <a href={`/staff/guide/${subject}/${language}`} lang={language}>
        {title}
      </a>
    )
  if (kind === 'screening-question') return <span lang={language}>{title}</span>
  return <a href={`/${language}/guide/skin-model`}>{sayKind(kind, reader)}</a>
}

function sayKind(kind: ShownUse['kind'], language: Language): string {
  const locale = { locale: language }
  if (kind === 'article') return m.guide_review_kind_article({}, locale)
  return kind === 'healing-model'
    ? m.guide_review_kind_model({}, locale)
    : m.guide_review_kind_screening({}, locale)
}
