import { RadioCards } from '#look/choice.panel.tsx'
import { TextField } from '#look/field.panel.tsx'
import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

export type CancelProblem = 'which' | 'reason'

/** A form that came back: what was written, and what could not be taken. */
export type SentCancel = {
  readonly problems: readonly CancelProblem[]
  readonly values: { readonly which: string | undefined; readonly reason: string | undefined }
  /** The visit has begun, so it can no longer be cancelled. */
  readonly begun: boolean
}

export type CancelFormProps = {
  readonly language: Language
  readonly visit: string
  readonly canCancel: { readonly this: boolean; readonly all: boolean; readonly count: number }
  readonly sent: SentCancel | undefined
}

export function CancelForm({ language, visit, canCancel, sent }: CancelFormProps) {
  const locale = { locale: language }
  const words: Readonly<Record<CancelProblem, string>> = {
    which: m.staff_cancel_which_missing({}, locale),
    reason: m.staff_cancel_reason_missing({}, locale),
  }
  const errorAt = (field: CancelProblem) => (sent?.problems.includes(field) ? words[field] : undefined)
  return (
    <section className="sheet" aria-labelledby="cancel">
      <h2 id="cancel">{m.staff_cancel({}, locale)}</h2>
      {sent?.begun && (
        <Notice kind="alarm" title={m.staff_cancel_begun({}, locale)}>
          <p>{m.staff_cancel_begun_then({}, locale)}</p>
        </Notice>
      )}
      <ErrorSummary
        title={m.staff_cancel_not_yet({}, locale)}
        errors={(sent?.problems ?? []).map((field) => ({ field, words: words[field] }))}
      />
      <form className="form" method="post" action={`/staff/visits/${visit}`} noValidate>
        <Which {...{ language, canCancel, sent }} error={errorAt('which')} />
        <TextField
          name="reason"
          label={m.staff_cancel_why({}, locale)}
          hint={m.staff_cancel_why_hint({}, locale)}
          value={sent?.values.reason}
          error={errorAt('reason')}
          maxLength={200}
        />
        <div className="actions">
          <button className="button is-danger" type="submit">
            {m.staff_cancel({}, locale)}
          </button>
        </div>
      </form>
    </section>
  )
}

type WhichProps = Omit<CancelFormProps, 'visit'> & { readonly error: string | undefined }

/** A question only where there is a choice. */
function Which({ language, canCancel, sent, error }: WhichProps) {
  const locale = { locale: language }
  const choices = [
    ...(canCancel.this ? [{ value: 'this', words: m.staff_cancel_this({}, locale) }] : []),
    ...(canCancel.all
      ? [{ value: 'all', words: m.staff_cancel_all({ count: canCancel.count }, locale) }]
      : []),
  ]
  const [only, another] = choices
  if (only && !another) {
    return (
      <>
        <input type="hidden" name="which" value={only.value} />
        {only.value === 'all' && <p>{only.words}</p>}
      </>
    )
  }
  return (
    <RadioCards
      name="which"
      label={m.staff_cancel_which({}, locale)}
      choices={choices}
      value={sent?.values.which ?? 'this'}
      error={error}
    />
  )
}
