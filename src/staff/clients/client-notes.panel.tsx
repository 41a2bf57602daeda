import type { Language } from '#platform/language'
import { HintAndError } from '#look/field.panel.tsx'
import { m } from '#platform/words'

export type ShownNote = { readonly id: string; readonly body: string; readonly by: string }

type Props = {
  readonly language: Language
  readonly id: string
  readonly notes: readonly ShownNote[]
  readonly mayWrite: boolean
  /** A note that could not be kept as it was written. */
  readonly body: string | undefined
}

/** What those who treat have written; only ever added to. */
export function Notes({ language, id, notes, mayWrite, body }: Props) {
  const locale = { locale: language }
  const isWrong = body !== undefined
  const frame = {
    name: 'body',
    label: m.register_note_new({}, locale),
    hint: m.register_note_hint({}, locale),
    error: isWrong ? m.register_note_missing({}, locale) : undefined,
  }
  return (
    <>
      <h2>{m.register_notes({}, locale)}</h2>
      {notes.length === 0 && <p className="quiet">{m.register_notes_none({}, locale)}</p>}
      <ol className="messages-list">
        {notes.map((note) => (
          <li key={note.id}>
            <span className="quiet small">{note.by}</span>
            <pre>{note.body}</pre>
          </li>
        ))}
      </ol>
      {mayWrite && (
        <form className="form" method="post" action={`/staff/clients/${id}`} noValidate>
          <div className="field">
            <label htmlFor="field-body">{frame.label}</label>
            <HintAndError frame={frame} />
            <textarea
              id="field-body"
              name="body"
              className="control"
              maxLength={4000}
              aria-describedby={isWrong ? 'hint-body error-body' : 'hint-body'}
              aria-invalid={isWrong ? true : undefined}
              defaultValue={body}
            />
          </div>
          <div className="actions">
            <button className="button is-quiet" type="submit" name="act" value="note">
              {m.register_note_write({}, locale)}
            </button>
          </div>
        </form>
      )}
    </>
  )
}
