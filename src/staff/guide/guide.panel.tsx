import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { sayIn } from './said.ts'
import { type ShownStanding, Standing, StateTag } from './standing.panel.tsx'

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly demonstration: boolean
  readonly texts: readonly ShownStanding[]
}

/** Every text, what needs a reviewer first. */
export function GuidePanel({ language, clinic, demonstration, texts }: Props) {
  const locale = { locale: language }
  const title = m.guide_review_title({}, locale)
  const needing = texts.filter(({ state }) => state !== 'approved')
  const approved = texts.filter(({ state }) => state === 'approved')
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
        <a href="/staff/guide/facts">{m.guide_review_facts({}, locale)}</a>
      </div>
      <p className="lead">{m.guide_review_lead({}, locale)}</p>
      {demonstration && <p className="quiet small">{m.guide_review_made_up({}, locale)}</p>}
      <h2>{m.guide_review_needs({}, locale)}</h2>
      {needing.length === 0 ? (
        <p className="quiet">{m.guide_review_needs_none({}, locale)}</p>
      ) : (
        <TextList texts={needing} language={language} />
      )}
      {approved.length > 0 && (
        <>
          <h2>{m.guide_review_approved_list({}, locale)}</h2>
          <TextList texts={approved} language={language} />
        </>
      )}
    </main>
  )
}

function TextList({ texts, language }: Pick<Props, 'texts' | 'language'>) {
  return (
    <ul className="guide-texts">
      {texts.map((text) => (
        <li key={`${text.articleId} ${text.textLanguage}`}>
          <div>
            <p>
              <a href={`/staff/guide/${text.articleId}/${text.textLanguage}`} lang={text.textLanguage}>
                {text.title}
              </a>{' '}
              <span className="quiet small">{sayIn(text.textLanguage, language)}</span>
            </p>
            <Standing standing={text} language={language} />
          </div>
          <StateTag state={text.state} language={language} />
        </li>
      ))}
    </ul>
  )
}
