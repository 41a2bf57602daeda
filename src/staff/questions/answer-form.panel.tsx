import type { SmsLength } from '#questions/pure'
import { TextArea } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { QuestionCard } from './question-card.ts'
import { sayTemplate, templates } from './templates.ts'

/** What was typed and not sent yet. */
export type TriedAnswer = {
  readonly act: 'answer'
  readonly body: string
  readonly withLink: boolean
  readonly length?: SmsLength | undefined
  readonly fault?: string | undefined
  /** Somebody else answered meanwhile. */
  readonly tooLate?: boolean | undefined
}

type Props = {
  readonly card: QuestionCard
  readonly language: Language
  readonly canSend: boolean
  readonly tried: TriedAnswer | undefined
}

export function AnswerForm({ card, language, canSend, tried }: Props) {
  const locale = { locale: language }
  const headings = {
    phone: m.questions_inbox_answer_phone,
    sms: m.questions_inbox_answer_sms,
    email: m.questions_inbox_answer_email,
  }
  const isCall = card.kind === 'phone'
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{headings[card.kind]({}, locale)}</h2>
      {!canSend && (
        <Notice kind="waiting" title={m.questions_inbox_no_sender({}, locale)}>
          <p>{m.questions_inbox_no_sender_then({}, locale)}</p>
        </Notice>
      )}
      <p>{m.questions_inbox_to({ to: `${card.name}, ${card.reach.words}` }, locale)}</p>
      <form
        className="form question-answer"
        method="post"
        action={`/staff/questions/${card.id}#answer`}
        noValidate
      >
        {!isCall && <Templates language={language} />}
        <TextArea
          name="body"
          label={
            isCall ? m.questions_inbox_what_was_said({}, locale) : m.questions_inbox_your_answer({}, locale)
          }
          hint={
            isCall
              ? m.questions_inbox_what_was_said_hint({}, locale)
              : m.questions_inbox_your_answer_hint({}, locale)
          }
          error={tried?.fault}
          value={tried?.body}
          maxLength={5000}
        />
        {tried?.length && <Length length={tried.length} language={language} />}
        {!isCall && <WithLink language={language} isChosen={tried?.withLink ?? false} />}
        <div className="actions">
          <button className="button" type="submit" name="act" value="answer">
            {isCall ? m.questions_inbox_called({}, locale) : m.questions_inbox_send({}, locale)}
          </button>
          {card.kind === 'sms' && (
            <button className="button is-quiet" type="submit" name="act" value="count">
              {m.questions_inbox_count({}, locale)}
            </button>
          )}
        </div>
      </form>
    </section>
  )
}

function Templates({ language }: Pick<Props, 'language'>) {
  return (
    <fieldset className="question-templates">
      <legend>{m.questions_inbox_templates({}, { locale: language })}</legend>
      {templates.map((template) => (
        <button
          key={template}
          className="button is-quiet is-small"
          type="submit"
          name="act"
          value={`template-${template}`}
        >
          {sayTemplate(template, language)}
        </button>
      ))}
    </fieldset>
  )
}

function WithLink({ language, isChosen }: Pick<Props, 'language'> & { readonly isChosen: boolean }) {
  const locale = { locale: language }
  return (
    <div className="field">
      <label className="choice">
        <input type="checkbox" name="link" value="yes" defaultChecked={isChosen} />
        <span className="choice-words">
          <span>{m.questions_inbox_with_link({}, locale)}</span>
          <span className="choice-hint">{m.questions_inbox_with_link_hint({}, locale)}</span>
        </span>
      </label>
    </div>
  )
}

function Length({ length, language }: { readonly length: SmsLength; readonly language: Language }) {
  const locale = { locale: language }
  const { signs, messages, costly } = length
  return (
    <div role="status">
      <p className="small">
        {messages === 1
          ? m.questions_inbox_length_one({ signs }, locale)
          : m.questions_inbox_length_some({ signs, messages }, locale)}
        {costly.length > 0 && (
          <>
            <br />
            {m.questions_inbox_length_costly({ signs: costly.join(' ') }, locale)}
          </>
        )}
      </p>
    </div>
  )
}

/** Two answered at once: what went is below, what did not is not lost. */
export function TooLate({ language, body }: { readonly language: Language; readonly body: string }) {
  const locale = { locale: language }
  return (
    <Notice kind="alarm" title={m.questions_inbox_already({}, locale)}>
      <p>{m.questions_inbox_already_then({}, locale)}</p>
      <p className="question-words">{body}</p>
    </Notice>
  )
}
