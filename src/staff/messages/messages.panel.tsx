import type { Channel } from '#messages/contract'
import type { Letter } from '#messages/pure'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'

export type ShownMessage = {
  readonly id: string
  readonly client: string
  readonly channel: Channel
  /** The e-mail address or the number. */
  readonly to: string
  readonly language: Language
  readonly state: string
  readonly at: string
  readonly when: string
  readonly letter: Letter
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly messages: readonly ShownMessage[]
}

export function MessagesPanel({ language, clinic, messages }: Props) {
  const locale = { locale: language }
  const title = m.staff_messages({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      {messages.length === 0 && <p className="lead">{m.staff_messages_none({}, locale)}</p>}
      {messages.some(({ state }) => state === 'waiting') && (
        <Notice kind="waiting" title={m.staff_messages_kept({}, locale)}>
          <p>{m.staff_messages_kept_then({}, locale)}</p>
        </Notice>
      )}
      <ol className="messages-list">
        {messages.map((message) => (
          <Message key={message.id} message={message} language={language} />
        ))}
      </ol>
    </main>
  )
}

function Message({ message, language }: { readonly message: ShownMessage; readonly language: Language }) {
  const { letter } = message
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
          {letter.subject}
        </span>
        <br />
        <span className="quiet small">{`${message.client}, ${message.to} · ${inLanguage}`}</span>
        <br />
        <span className={`tag ${message.state === 'sent' ? 'is-done' : 'is-waiting'}`}>
          {sayState(message, language)}
        </span>
      </span>
      <pre lang={message.language}>{letter.text}</pre>
    </li>
  )
}

/** Why it has not gone out: nothing here can send yet, and a call is made by a person. */
function sayState({ state, channel }: ShownMessage, language: Language): string {
  const locale = { locale: language }
  if (state === 'sent') return m.staff_message_sent({}, locale)
  if (state === 'failed') return m.staff_message_failed({}, locale)
  switch (channel) {
    case 'email':
      return m.staff_message_no_mail({}, locale)
    case 'sms':
      return m.staff_message_no_sms({}, locale)
    case 'phone':
      return m.staff_message_to_call({}, locale)
  }
}
