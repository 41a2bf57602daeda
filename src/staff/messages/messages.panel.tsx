import type { MessageState } from '#messages/contract'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { type Filter, filters } from './filters.ts'

export type ShownMessage = {
  readonly id: string
  readonly client: string
  /** The e-mail address or the number. */
  readonly to: string
  readonly language: Language
  readonly at: string
  readonly when: string
  readonly subject: string
  readonly text: string
  readonly state: MessageState
  readonly stateWords: string
  readonly canResend: boolean
  readonly canCall: boolean
}

type Counts = { readonly waiting: number; readonly toCall: number; readonly failed: number }

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly filter: Filter
  readonly counts: Counts
  readonly canSend: boolean
  readonly done: 'resent' | 'called' | 'already' | undefined
  readonly messages: readonly ShownMessage[]
}

export function MessagesPanel({ language, clinic, filter, counts, canSend, done, messages }: Props) {
  const locale = { locale: language }
  const title = m.staff_messages({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
        <a href="/staff/messages/templates">{m.outbox_templates({}, locale)}</a>
      </div>
      <Done done={done} language={language} />
      <Standing {...{ counts, canSend, language }} />
      <Ways {...{ filter, counts, language }} />
      {messages.length === 0 && (
        <p className="lead">
          {filter === 'all' ? m.staff_messages_none({}, locale) : m.outbox_none_here({}, locale)}
        </p>
      )}
      <ol className="messages-list">
        {messages.map((message) => (
          <Message key={message.id} {...{ message, filter, language }} />
        ))}
      </ol>
    </main>
  )
}

function Done({ done, language }: Pick<Props, 'done' | 'language'>) {
  const locale = { locale: language }
  switch (done) {
    case undefined:
      return undefined
    case 'resent':
      return <Notice kind="done" title={m.outbox_done_resent({}, locale)} />
    case 'called':
      return <Notice kind="done" title={m.outbox_done_called({}, locale)} />
    case 'already':
      return <Notice kind="info" title={m.outbox_done_already({}, locale)} />
  }
}

/** What somebody has to do something about, before the list. */
function Standing({ counts, canSend, language }: Pick<Props, 'counts' | 'canSend' | 'language'>) {
  const locale = { locale: language }
  return (
    <>
      {counts.failed > 0 && (
        <Notice kind="waiting" title={m.outbox_failed_title({ count: counts.failed }, locale)}>
          <p>
            {m.outbox_failed_then({}, locale)}{' '}
            <a href="/staff/messages?state=failed">{m.outbox_failed_look({}, locale)}</a>
          </p>
        </Notice>
      )}
      {counts.toCall > 0 && (
        <Notice kind="info" title={m.outbox_to_call_title({ count: counts.toCall }, locale)}>
          <p>{m.outbox_to_call_then({}, locale)}</p>
        </Notice>
      )}
      {!canSend && counts.waiting > 0 && (
        <Notice kind="waiting" title={m.outbox_no_sender_title({}, locale)}>
          <p>{m.outbox_no_sender_then({}, locale)}</p>
        </Notice>
      )}
    </>
  )
}

function Ways({ filter, counts, language }: Pick<Props, 'filter' | 'counts' | 'language'>) {
  const locale = { locale: language }
  const words: Readonly<Record<Filter, string>> = {
    all: m.outbox_all({}, locale),
    waiting: m.outbox_waiting({ count: counts.waiting + counts.toCall }, locale),
    failed: m.outbox_failed({ count: counts.failed }, locale),
    sent: m.outbox_sent({}, locale),
    withdrawn: m.outbox_withdrawn({}, locale),
  }
  return (
    <nav aria-label={m.outbox_filter({}, locale)} className="staff-ways">
      {filters.map((one) => (
        <a
          key={one}
          className="button is-quiet"
          href={`/staff/messages?state=${one}`}
          {...(one === filter && { 'aria-current': 'page' as const })}
        >
          {words[one]}
        </a>
      ))}
    </nav>
  )
}

const tagOf: Readonly<Record<MessageState, string>> = {
  waiting: 'is-waiting',
  sending: 'is-waiting',
  sent: 'is-done',
  failed: 'is-alarm',
  withdrawn: '',
}

type MessageProps = { readonly message: ShownMessage } & Pick<Props, 'filter' | 'language'>

function Message({ message, filter, language }: MessageProps) {
  const locale = { locale: language }
  const inLanguage =
    message.language === 'sv' ? m.staff_in_swedish({}, locale) : m.staff_in_english({}, locale)
  return (
    <li>
      <time className="quiet small" dateTime={message.at}>
        {message.when}
      </time>
      <span>
        <span className="message-subject" lang={message.language}>
          {message.subject}
        </span>
        <br />
        <span className="quiet small">{`${message.client}, ${message.to} · ${inLanguage}`}</span>
        <br />
        <span className={`tag ${tagOf[message.state]}`.trim()}>{message.stateWords}</span>
      </span>
      <Buttons {...{ message, filter, language }} />
      <pre lang={message.language}>{message.text}</pre>
    </li>
  )
}

function Buttons({ message, filter, language }: MessageProps) {
  if (!message.canResend && !message.canCall) return undefined
  const locale = { locale: language }
  return (
    <form method="post" action={`/staff/messages?state=${filter}`}>
      <input type="hidden" name="message" value={message.id} />
      <button
        className="button is-quiet"
        type="submit"
        name="act"
        value={message.canResend ? 'resend' : 'called'}
      >
        {message.canResend ? m.outbox_resend({}, locale) : m.outbox_called({}, locale)}
      </button>
    </form>
  )
}
