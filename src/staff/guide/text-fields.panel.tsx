import { concerns } from '#guide/contract'
import { describedBy, HintAndError, SelectField, TextField } from '#look/field.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { FactList, type ShownFact } from './fact-list.panel.tsx'
import { sayConcern } from './said.ts'

type Props = {
  readonly language: Language
  readonly textLanguage: Language
  readonly form: Readonly<Record<string, string>>
  readonly places: number
  readonly began: string
  readonly problems: Readonly<Record<string, string>>
  readonly found: readonly ShownFact[]
  readonly sought: string
}

/** The whole text in one form: what is typed comes back whatever button is pressed. */
export function TextFields(props: Props) {
  const { language, form, began, problems } = props
  const locale = { locale: language }
  return (
    <form className="form guide-form" method="post" noValidate>
      <input type="hidden" name="began" value={began} />
      <TextField
        name="title"
        label={m.guide_review_field_title({}, locale)}
        value={form['title']}
        error={problems['title']}
        maxLength={120}
      />
      <Area {...props} name="summary" label={m.guide_review_field_summary({}, locale)} />
      <SelectField
        name="concern"
        label={m.guide_review_field_concern({}, locale)}
        value={form['concern']}
        error={problems['concern']}
        choices={concerns.map((value) => ({ value, words: sayConcern(value, language) }))}
      />
      <Area
        {...props}
        name="body"
        label={m.guide_review_field_body({}, locale)}
        hint={m.guide_review_field_body_hint({}, locale)}
      />
      <FindFact {...props} />
      <Questions {...props} />
      <div className="actions guide-save">
        <button className="button" type="submit" name="intent" value="save">
          {m.guide_review_save({}, locale)}
        </button>
        <button className="button is-quiet" type="submit" formAction="#preview" name="intent" value="preview">
          {m.guide_review_preview({}, locale)}
        </button>
      </div>
    </form>
  )
}

type AreaProps = Props & {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly optional?: string
}

function Area({ name, label, hint, optional, form, problems, textLanguage }: AreaProps) {
  const error = problems[name]
  const frame = { name, label, hint, error, optional }
  return (
    <div className="field">
      <label htmlFor={`field-${name}`}>{label}</label>
      <HintAndError frame={frame} />
      <textarea
        id={`field-${name}`}
        name={name}
        className={`control ${name === 'body' ? 'guide-body' : 'guide-lines'}`}
        lang={textLanguage}
        required={!optional}
        aria-describedby={describedBy(frame)}
        aria-invalid={error ? true : undefined}
        defaultValue={form[name]}
      />
    </div>
  )
}

function FindFact({ language, found, sought }: Props) {
  const locale = { locale: language }
  return (
    <fieldset className="guide-find">
      <legend>{m.guide_review_find({}, locale)}</legend>
      <TextField
        name="sought"
        kind="search"
        label={m.guide_review_facts_search({}, locale)}
        hint={m.guide_review_find_hint({}, locale)}
        value={sought}
        optional=" "
        maxLength={80}
      />
      <button
        className="button is-quiet is-small"
        type="submit"
        formAction="#field-sought"
        name="intent"
        value="find"
      >
        {m.guide_review_find_button({}, locale)}
      </button>
      {sought !== '' && found.length === 0 && <p className="quiet">{m.guide_review_find_none({}, locale)}</p>}
      <FactList
        facts={found}
        language={language}
        beside={({ factId }) => (
          <button
            className="button is-quiet is-small"
            type="submit"
            name="intent"
            value={`insert:${factId}`}
            aria-label={`${m.guide_review_insert({}, locale)}: ${factId}`}
          >
            {m.guide_review_insert({}, locale)}
          </button>
        )}
      />
    </fieldset>
  )
}

function Questions(props: Props) {
  const { language, places } = props
  const locale = { locale: language }
  return (
    <fieldset className="guide-questions">
      <legend>{m.guide_review_questions({}, locale)}</legend>
      <p className="quiet small">{m.guide_review_field_question_hint({}, locale)}</p>
      {Array.from({ length: places }, (_, at) => at + 1).map((number) => (
        <div key={number} className="guide-question">
          <TextField
            name={`question-${number}`}
            label={m.guide_review_field_question({ number }, locale)}
            value={props.form[`question-${number}`]}
            error={props.problems[`question-${number}`]}
            optional=" "
            maxLength={300}
          />
          <Area
            {...props}
            name={`answer-${number}`}
            label={m.guide_review_field_answer({ number }, locale)}
            optional=" "
          />
        </div>
      ))}
    </fieldset>
  )
}
