import { Icon } from '#look/icon.panel.tsx'
import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { ClientFields, type ClientFieldName, type ClientValues, sayFault } from './client-fields.panel.tsx'
import { Notes, type ShownNote } from './client-notes.panel.tsx'

type Link = { readonly href: string; readonly words: string }

export type CardVisit = {
  readonly id: string
  readonly when: string
  readonly what: string
  readonly state?: string
}

/** A form that came back. */
export type SentCard =
  | { readonly act: 'change'; readonly faults: readonly ClientFieldName[]; readonly values: ClientValues }
  | { readonly act: 'note'; readonly body: string }
  | { readonly act: 'undo' }

export type ClientCardProps = {
  readonly language: Language
  readonly clinic: string
  readonly id: string
  readonly values: ClientValues
  readonly phone: Link | undefined
  readonly same: readonly Link[]
  readonly coming: readonly CardVisit[]
  readonly past: readonly CardVisit[]
  readonly messages: readonly {
    readonly id: string
    readonly when: string
    readonly subject: string
    readonly language: Language
    readonly state: string
  }[]
  /** Undefined for those who may not read them. */
  readonly notes: readonly ShownNote[] | undefined
  readonly mayWrite: boolean
  readonly merges: readonly { readonly id: string; readonly words: string }[]
  readonly done: 'changed' | 'note' | 'merged' | 'undone' | 'booked' | undefined
  readonly sent: SentCard | undefined
}

export function ClientCardPanel(props: ClientCardProps) {
  const { language, id, values, phone, same } = props
  const locale = { locale: language }
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={values.name} clinic={props.clinic} />
      <p className="back">
        <a href="/staff/clients">
          <Icon shape="arrow-left" /> {m.register_back_to_clients({}, locale)}
        </a>
      </p>
      <Done {...props} />
      <div className="staff-head">
        <h1>{values.name}</h1>
        <a className="button" href={`/staff/clients/book/${id}`}>
          {m.register_book({}, locale)}
        </a>
      </div>
      {same.length > 0 && (
        <Notice kind="waiting" title={m.register_same({}, locale)}>
          <ul>
            {same.map(({ href, words }) => (
              <li key={href}>
                {words}. <a href={href}>{m.register_compare({}, locale)}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <p>
        {phone && <a href={phone.href}>{phone.words}</a>}
        {phone && values.email !== '' && ' · '}
        {values.email !== '' && <a href={`mailto:${values.email}`}>{values.email}</a>}
      </p>
      <h2>{m.register_visits({}, locale)}</h2>
      <Visits title={m.register_visits_coming({}, locale)} visits={props.coming} language={language} />
      <Visits title={m.register_visits_past({}, locale)} visits={props.past} language={language} />
      {props.notes && (
        <Notes
          language={language}
          id={id}
          notes={props.notes}
          mayWrite={props.mayWrite}
          body={props.sent?.act === 'note' ? props.sent.body : undefined}
        />
      )}
      <Messages {...props} />
      <Change {...props} />
      <Merges {...props} />
    </main>
  )
}

function Done({ language, done, sent }: ClientCardProps) {
  const locale = { locale: language }
  if (sent?.act === 'undo') return <Notice kind="alarm" title={m.register_undo_later_first({}, locale)} />
  if (!done || sent) return undefined
  const words = {
    changed: m.register_saved,
    note: m.register_note_written,
    merged: m.register_merged,
    undone: m.register_undone,
    booked: m.register_booked,
  }
  return <Notice kind="done" title={words[done]({}, locale)} />
}

type VisitsProps = {
  readonly title: string
  readonly visits: readonly CardVisit[]
  readonly language: Language
}

function Visits({ title, visits, language }: VisitsProps) {
  return (
    <div className="sheet">
      <h3>{title}</h3>
      {visits.length === 0 ? (
        <p className="quiet">{m.register_visits_none({}, { locale: language })}</p>
      ) : (
        <ul className="other-visits">
          {visits.map((visit) => (
            <li key={visit.id}>
              <a href={`/staff/visits/${visit.id}`}>{visit.when}</a>{' '}
              <span className="quiet">{visit.what}</span>{' '}
              {visit.state && <span className="tag is-alarm">{visit.state}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Messages({ language, messages }: ClientCardProps) {
  const locale = { locale: language }
  return (
    <>
      <h2>{m.register_messages({}, locale)}</h2>
      {messages.length === 0 && <p className="quiet">{m.register_messages_none({}, locale)}</p>}
      <ol className="messages-list">
        {messages.map((message) => (
          <li key={message.id}>
            <span className="quiet small">{message.when}</span>
            <span lang={message.language}>{message.subject}</span>
            <span className="tag">{message.state}</span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Change({ language, id, values, sent }: ClientCardProps) {
  const locale = { locale: language }
  const back = sent?.act === 'change' ? sent : undefined
  const faults = back?.faults ?? []
  return (
    <section className="sheet" aria-labelledby="change">
      <h2 id="change">{m.register_change({}, locale)}</h2>
      <ErrorSummary
        title={m.register_not_saved({}, locale)}
        errors={faults.map((field) => ({ field, words: sayFault(field, language) }))}
      />
      <form className="form" method="post" action={`/staff/clients/${id}`} noValidate>
        <ClientFields language={language} values={back?.values ?? values} faults={faults} />
        <div className="actions">
          <button className="button is-quiet" type="submit" name="act" value="change">
            {m.register_save({}, locale)}
          </button>
        </div>
      </form>
    </section>
  )
}

function Merges({ language, id, merges }: ClientCardProps) {
  if (merges.length === 0) return undefined
  const locale = { locale: language }
  return (
    <>
      <h2>{m.register_merges({}, locale)}</h2>
      <ul>
        {merges.map((merge) => (
          <li key={merge.id}>
            <form className="actions" method="post" action={`/staff/clients/${id}`}>
              <span>{merge.words}</span>
              <input type="hidden" name="merge" value={merge.id} />
              <button className="button is-quiet is-small" type="submit" name="act" value="undo">
                {m.register_undo({}, locale)}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </>
  )
}
