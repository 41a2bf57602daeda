import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import type { About, Tag } from './question-words.ts'
import { type View, views } from './views.ts'

export type ShownLine = {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly age: string
  readonly way: string
  readonly about: About | undefined
  readonly tags: readonly Tag[]
  readonly promise: string | undefined
  /** The first words, for who may read them. */
  readonly beginning: string | undefined
  readonly language: Language
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly view: View
  readonly counts: Readonly<Record<View, number>>
  /** The clinic's promise. */
  readonly days: number
  readonly newest: number
  readonly maySeeEntries: boolean
  readonly lines: readonly ShownLine[]
}

export function InboxPanel({ language, clinic, view, counts, days, newest, maySeeEntries, lines }: Props) {
  const locale = { locale: language }
  const title = m.questions_inbox_title({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
        {maySeeEntries && <a href="/staff/questions/entries">{m.questions_inbox_entries({}, locale)}</a>}
      </div>
      <Views {...{ language, view, counts }} />
      <p className="quiet small">{m.questions_inbox_promise_is({ days: sayDays(days, language) }, locale)}</p>
      {lines.length === 0 && <p className="lead">{sayNone(view, language)}</p>}
      <ol className="question-list">
        {lines.map((line) => (
          <Line key={line.id} line={line} language={language} />
        ))}
      </ol>
      {lines.length >= newest && (
        <p className="quiet">{m.questions_inbox_newest({ count: newest }, locale)}</p>
      )}
    </main>
  )
}

function Views({ language, view, counts }: Pick<Props, 'language' | 'view' | 'counts'>) {
  const locale = { locale: language }
  const words: Readonly<Record<View, string>> = {
    open: m.questions_inbox_view_open({}, locale),
    new: m.questions_inbox_view_new({}, locale),
    mine: m.questions_inbox_view_mine({}, locale),
    waiting: m.questions_inbox_view_waiting({}, locale),
    answered: m.questions_inbox_view_answered({}, locale),
  }
  return (
    <nav aria-label={m.questions_inbox_views({}, locale)}>
      <ul className="question-views">
        {views.map((one) => (
          <li key={one}>
            <a
              href={`/staff/questions?show=${one}`}
              {...(one === view && { 'aria-current': 'page' as const })}
            >
              {`${words[one]} `}
              <span className="question-count">{counts[one]}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Line({ line, language }: { readonly line: ShownLine; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <li>
      <p className="question-line">
        <a className="question-name" href={`/staff/questions/${line.id}`}>
          {line.name}
        </a>
        <time className="quiet small" dateTime={line.at}>
          {line.age}
        </time>
      </p>
      <p className="question-tags">
        {line.tags.map(({ words, kind }) => (
          <span key={words} className={`tag ${kind}`.trim()}>
            {words}
          </span>
        ))}
      </p>
      {line.beginning && <p lang={line.language}>{line.beginning}</p>}
      <p className="quiet small">
        {line.about ? (
          <a href={line.about.href}>{line.about.words}</a>
        ) : (
          m.questions_inbox_general({}, locale)
        )}
        {` · ${line.way}`}
        {line.promise && ` · ${line.promise}`}
      </p>
    </li>
  )
}

function sayDays(days: number, language: Language): string {
  const locale = { locale: language }
  return days === 1
    ? m.questions_inbox_days_one({}, locale)
    : m.questions_inbox_days_some({ count: days }, locale)
}

function sayNone(view: View, language: Language): string {
  const words = {
    open: m.questions_inbox_none_open,
    new: m.questions_inbox_none_new,
    mine: m.questions_inbox_none_mine,
    waiting: m.questions_inbox_none_waiting,
    answered: m.questions_inbox_none_answered,
  }
  return words[view]({}, { locale: language })
}
