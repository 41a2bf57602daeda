import { TextArea } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type EntryWords = { readonly question: string; readonly answer: string }

/** What is looked for in the words: faults keep them from being approved, traces from being saved. */
export type Looked = {
  readonly faults: readonly string[]
  readonly names: readonly string[]
}

type Props = {
  readonly language: Language
  readonly words: EntryWords
  readonly looked: Looked
  /** What could not be saved as it was written. */
  readonly error: string | undefined
}

export function EntryForm({ language, words, looked, error }: Props) {
  const locale = { locale: language }
  return (
    <>
      {error && <Notice kind="alarm" title={error} />}
      {looked.names.length > 0 && (
        <Notice
          kind="waiting"
          title={m.questions_inbox_entry_names({ words: looked.names.join(', ') }, locale)}
        />
      )}
      {looked.faults.length > 0 && (
        <Notice kind="info" title={m.questions_inbox_entry_faults({}, locale)}>
          <ul>
            {looked.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Notice>
      )}
      <form className="form" method="post" noValidate>
        <TextArea
          name="question"
          label={m.questions_inbox_entry_question({}, locale)}
          value={words.question}
          maxLength={300}
        />
        <TextArea
          name="answer"
          label={m.questions_inbox_entry_answer({}, locale)}
          hint={m.questions_inbox_entry_answer_hint({}, locale)}
          value={words.answer}
          maxLength={3000}
        />
        <div className="actions">
          <button className="button is-quiet" type="submit" name="act" value="save">
            {m.questions_inbox_entry_save({}, locale)}
          </button>
        </div>
      </form>
    </>
  )
}
