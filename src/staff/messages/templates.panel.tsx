import type { MessageKind } from '#messages/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'

export type ShownLetter = {
  readonly kind: MessageKind
  readonly language: Language
  readonly subject: string
  readonly text: string
  readonly sms: string
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly letters: readonly ShownLetter[]
}

const kindWords: Readonly<Record<MessageKind, (inputs: object, options: { locale: Language }) => string>> = {
  'course-booked': m.outbox_kind_booked,
  'visit-moved': m.outbox_kind_moved,
  'therapist-changed': m.outbox_kind_therapist,
  'visits-cancelled': m.outbox_kind_cancelled,
  'reminder-days': m.outbox_kind_days,
  'reminder-hours': m.outbox_kind_hours,
  'question-answered': m.questions_ask_letter_kind,
}

export function TemplatesPanel({ language, clinic, letters }: Props) {
  const locale = { locale: language }
  const title = m.outbox_templates({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
        <a href="/staff/messages">{m.outbox_templates_back({}, locale)}</a>
      </div>
      <p className="lead">{m.outbox_templates_lead({}, locale)}</p>
      <ol className="messages-list">
        {letters.map((letter) => (
          <Template key={`${letter.kind} ${letter.language}`} {...{ letter, language }} />
        ))}
      </ol>
    </main>
  )
}

function Template({ letter, language }: { readonly letter: ShownLetter; readonly language: Language }) {
  const locale = { locale: language }
  const inLanguage =
    letter.language === 'sv' ? m.staff_in_swedish({}, locale) : m.staff_in_english({}, locale)
  return (
    <li>
      <span className="quiet small">{inLanguage}</span>
      <span>
        <span className="tag">{kindWords[letter.kind]({}, locale)}</span>
        <br />
        <span className="quiet small">{m.outbox_template_mail({}, locale)}</span>{' '}
        <span className="message-subject" lang={letter.language}>
          {letter.subject}
        </span>
      </span>
      <pre lang={letter.language}>{letter.text}</pre>
      <pre lang={letter.language}>{`${m.outbox_template_sms({}, locale)}: ${letter.sms}`}</pre>
    </li>
  )
}
