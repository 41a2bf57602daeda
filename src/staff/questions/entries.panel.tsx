import { Icon } from '#look/icon.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'

export type ShownEntry = {
  readonly id: string
  readonly language: Language
  readonly question: string
  readonly state: 'draft' | 'changed' | 'approved' | 'withdrawn'
  readonly stateWords: string
  readonly written: string
  readonly review: string | undefined
  readonly counts: string | undefined
}

type Props = { readonly language: Language; readonly clinic: string; readonly entries: readonly ShownEntry[] }

export const entryTags: Readonly<Record<ShownEntry['state'], string>> = {
  draft: 'is-warm',
  changed: 'is-waiting',
  approved: 'is-done',
  withdrawn: 'is-warm',
}

export function EntriesPanel({ language, clinic, entries }: Props) {
  const locale = { locale: language }
  const title = m.questions_inbox_entries({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <p className="back">
        <a href="/staff/questions">
          <Icon shape="arrow-left" /> {m.questions_inbox_back({}, locale)}
        </a>
      </p>
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      <p className="quiet">{m.questions_inbox_entries_lead({}, locale)}</p>
      {entries.length === 0 && <p className="lead">{m.questions_inbox_entries_none({}, locale)}</p>}
      <ol className="question-list">
        {entries.map((entry) => (
          <li key={entry.id}>
            <p className="question-line">
              <a
                className="question-name"
                href={`/staff/questions/entries/${entry.id}`}
                lang={entry.language}
              >
                {entry.question}
              </a>
              <span className={`tag ${entryTags[entry.state]}`}>{entry.stateWords}</span>
            </p>
            <p className="quiet small">
              {[entry.written, entry.review, entry.counts].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </main>
  )
}
