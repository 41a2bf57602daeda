import { TextArea, TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { QuestionCard } from './question-card.ts'

/** What could not be taken as it was typed. */
export type TriedBeside =
  | { readonly act: 'wait'; readonly until: string }
  | { readonly act: 'note'; readonly note: string }

type Props = {
  readonly card: QuestionCard
  readonly language: Language
  readonly tried: TriedBeside | undefined
}

/** What stands beside the answer: a link to booking, the wait, and words between colleagues. */
export function Beside({ card, language, tried }: Props) {
  return (
    <>
      {card.isOpen && <BookingLink card={card} language={language} />}
      {card.isOpen && <Wait {...{ card, language, tried }} />}
      <Notes {...{ card, language, tried }} />
    </>
  )
}

function BookingLink({ card, language }: Omit<Props, 'tried'>) {
  const locale = { locale: language }
  return (
    <details className="question-more">
      <summary>{m.questions_inbox_booking_link({}, locale)}</summary>
      <p className="quiet">{m.questions_inbox_booking_link_hint({}, locale)}</p>
      <input
        className="control"
        readOnly
        value={card.bookingLink}
        aria-label={m.questions_inbox_booking_link({}, locale)}
      />
    </details>
  )
}

function Wait({ card, language, tried }: Props) {
  const locale = { locale: language }
  const typed = tried?.act === 'wait' ? tried.until : undefined
  return (
    <details className="question-more" open={typed !== undefined}>
      <summary>{m.questions_inbox_wait({}, locale)}</summary>
      <form className="form" method="post" action={`/staff/questions/${card.id}`} noValidate>
        <TextField
          name="until"
          kind="date"
          short
          label={m.questions_inbox_wait_until({}, locale)}
          hint={m.questions_inbox_wait_hint({}, locale)}
          value={typed ?? card.tomorrow}
          error={typed === undefined ? undefined : m.questions_inbox_wait_fault({}, locale)}
        />
        <div className="actions">
          <button className="button is-quiet" type="submit" name="act" value="wait">
            {m.questions_inbox_wait({}, locale)}
          </button>
        </div>
      </form>
    </details>
  )
}

function Notes({ card, language, tried }: Props) {
  const locale = { locale: language }
  const typed = tried?.act === 'note' ? tried.note : undefined
  const notes = card.read?.notes ?? []
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{m.questions_inbox_notes({}, locale)}</h2>
      <ol className="messages-list">
        {notes.map(({ body, by }, at) => (
          <li key={`${at}-${by}`}>
            <span className="quiet small">{by}</span>
            <pre>{body}</pre>
          </li>
        ))}
      </ol>
      <form className="form" method="post" action={`/staff/questions/${card.id}#notes`} noValidate>
        <TextArea
          name="note"
          label={m.questions_inbox_note_new({}, locale)}
          hint={m.questions_inbox_notes_hint({}, locale)}
          value={typed}
          error={typed === undefined ? undefined : m.questions_inbox_note_fault({}, locale)}
          maxLength={4000}
        />
        <div className="actions">
          <button className="button is-quiet" type="submit" name="act" value="note">
            {m.questions_inbox_note_write({}, locale)}
          </button>
        </div>
      </form>
    </section>
  )
}
