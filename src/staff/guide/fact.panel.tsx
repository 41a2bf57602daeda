import { type Grade, grades } from '#guide/contract'
import { SelectField, TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { BuiltOn, type ShownUse } from './built-on.panel.tsx'
import { sayGrade } from './said.ts'

type Form = Readonly<Record<string, string>>

export type TriedFact = {
  readonly form: Form
  readonly problems: Readonly<Record<string, string>>
  readonly changedMeanwhile: boolean
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly factId: string
  readonly form: Form
  readonly grade: Grade
  readonly began: number
  readonly reviewed: { readonly on: string; readonly by: string | undefined }
  readonly ofTheModel: boolean
  readonly uses: readonly ShownUse[]
  readonly versions: readonly {
    readonly version: number
    readonly when: string
    readonly by: string | undefined
    readonly value: string
  }[]
  /** How many texts need review since it was saved. */
  readonly saved: number | undefined
  readonly tried: TriedFact | undefined
}

export function FactPanel(props: Props) {
  const { language, clinic, factId, form, tried, saved, reviewed } = props
  const locale = { locale: language }
  const errors = Object.entries(tried?.problems ?? {}).map(([field, words]) => ({ field, words }))
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={factId} clinic={clinic} />
      <p className="back">
        <a href="/staff/guide/facts">
          <Icon shape="arrow-left" /> {m.guide_review_facts({}, locale)}
        </a>
      </p>
      <h1>
        <code>{factId}</code>
      </h1>
      {saved !== undefined && !tried && (
        <Notice kind="done" title={m.guide_review_fact_saved({ count: saved }, locale)} />
      )}
      {tried?.changedMeanwhile && (
        <Notice kind="alarm" title={m.guide_review_changed_meanwhile({}, locale)} />
      )}
      {tried && <ErrorSummary title={m.guide_review_not_saved({}, locale)} errors={errors} />}
      <div className="sheet">
        <p className="lead">{language === 'sv' ? form['sv'] : form['en']}</p>
        <p>
          {form['value']} {form['unit']}
        </p>
        <p>
          <cite lang="en">
            {form['sourceUrl'] ? <a href={form['sourceUrl']}>{form['source']}</a> : form['source']}
          </cite>
          . {sayGrade(props.grade, language)}.
        </p>
        <p className="quiet small">
          {reviewed.by
            ? m.guide_review_fact_reviewed_by({ date: reviewed.on, name: reviewed.by }, locale)
            : m.guide_review_fact_reviewed({ date: reviewed.on }, locale)}
        </p>
      </div>
      <BuiltOn uses={props.uses} language={language} />
      <Change {...props} />
      <History {...props} />
    </main>
  )
}

function Change({ language, form, began, ofTheModel, tried }: Props) {
  const locale = { locale: language }
  if (ofTheModel) return <p className="quiet">{m.guide_review_fact_model({}, locale)}</p>
  const values = tried?.form ?? form
  const field = (name: string) => ({ name, value: values[name], error: tried?.problems[name] })
  return (
    <details className="guide-part" open={tried !== undefined}>
      <summary>{m.guide_review_change_fact({}, locale)}</summary>
      <p>{m.guide_review_change_fact_then({}, locale)}</p>
      <form className="form" method="post" noValidate>
        <input type="hidden" name="began" value={values['began'] ?? String(began)} />
        <TextField {...field('value')} label={m.guide_review_fact_value({}, locale)} maxLength={200} short />
        <TextField
          {...field('unit')}
          label={m.guide_review_fact_unit({}, locale)}
          optional=" "
          maxLength={40}
          short
        />
        <TextField {...field('sv')} label={m.guide_review_fact_sv({}, locale)} maxLength={500} />
        <TextField {...field('en')} label={m.guide_review_fact_en({}, locale)} maxLength={500} />
        <TextField {...field('source')} label={m.guide_review_fact_source({}, locale)} maxLength={500} />
        <TextField
          {...field('sourceUrl')}
          label={m.guide_review_fact_url({}, locale)}
          optional=" "
          maxLength={500}
        />
        <SelectField
          {...field('grade')}
          label={m.guide_review_fact_grade({}, locale)}
          choices={grades.map((value) => ({ value, words: sayGrade(value, language) }))}
        />
        <div className="actions">
          <button className="button" type="submit">
            {m.guide_review_change_fact_save({}, locale)}
          </button>
        </div>
      </form>
    </details>
  )
}

function History({ versions, language }: Props) {
  const locale = { locale: language }
  return (
    <section className="guide-part">
      <h2>{m.guide_review_history({}, locale)}</h2>
      <ol className="guide-history" reversed>
        {versions.map(({ version, when, by, value }) => (
          <li key={version} value={version}>
            {value}. {when}, {by ?? m.guide_review_from_lyster({}, locale)}
          </li>
        ))}
      </ol>
    </section>
  )
}
