import type { LineFault } from '#clients/contract'
import { clientFields, visitFields } from '#clients/pure'
import { RadioCards } from '#look/choice.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { sayField, sayReason } from './import-words.ts'

type Kind = 'clients' | 'visits'

export type ColumnsStep = {
  readonly at: 'columns'
  readonly kind: Kind
  /** Carried on by the page: a file cannot be, and nothing is kept here between the steps. */
  readonly text: string
  readonly columns: readonly string[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly count: number
  readonly fault: 'twice' | 'need-name' | 'need-visit' | undefined
  readonly faults: readonly LineFault<string, string>[]
  readonly wrongLines: number
}

export type ImportStep =
  | {
      readonly at: 'file'
      readonly kind: Kind
      readonly trouble: 'empty' | 'broken' | 'many' | 'large' | undefined
      readonly line: number
    }
  | ColumnsStep
  | { readonly at: 'done'; readonly added: number; readonly known: number }

type Props = { readonly language: Language; readonly clinic: string; readonly step: ImportStep }

export function ImportPanel({ language, clinic, step }: Props) {
  const locale = { locale: language }
  const title = m.register_import_title({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <h1>{title}</h1>
      {step.at === 'done' && (
        <Notice kind="done" title={m.register_import_done({ added: step.added }, locale)}>
          {step.known > 0 && <p>{m.register_import_known({ known: step.known }, locale)}</p>}
          <p>
            <a href="/staff/clients">{m.register_clients({}, locale)}</a>
          </p>
        </Notice>
      )}
      {step.at === 'columns' && <Columns step={step} language={language} />}
      {step.at !== 'columns' && <ChooseFile step={step} language={language} />}
    </main>
  )
}

type FileProps = { readonly step: Exclude<ImportStep, ColumnsStep>; readonly language: Language }

function ChooseFile({ step, language }: FileProps) {
  const locale = { locale: language }
  return (
    <>
      <p className="lead">{m.register_import_lead({}, locale)}</p>
      {step.at === 'file' && step.trouble && (
        <Notice kind="alarm" title={sayTrouble(step.trouble, step.line, language)} />
      )}
      <form className="form" method="post" encType="multipart/form-data" action="/staff/clients/import">
        <RadioCards
          name="kind"
          label={m.register_import_what({}, locale)}
          value={step.at === 'file' ? step.kind : 'clients'}
          choices={[
            { value: 'clients', words: m.register_import_clients({}, locale) },
            {
              value: 'visits',
              words: m.register_import_visits({}, locale),
              hint: m.register_import_visits_hint({}, locale),
            },
          ]}
        />
        <div className="field">
          <label htmlFor="field-file">{m.register_import_file({}, locale)}</label>
          <input
            className="control"
            id="field-file"
            name="file"
            type="file"
            accept=".csv,.tsv,.txt,text/csv"
          />
        </div>
        <div className="field">
          <label htmlFor="field-text">{m.register_import_paste({}, locale)}</label>
          <textarea className="control" id="field-text" name="text" spellCheck={false} />
        </div>
        <div className="actions">
          <button className="button" type="submit">
            {m.register_import_preview({}, locale)}
          </button>
        </div>
      </form>
    </>
  )
}

function sayTrouble(
  trouble: 'empty' | 'broken' | 'many' | 'large',
  line: number,
  language: Language,
): string {
  const locale = { locale: language }
  switch (trouble) {
    case 'empty':
      return m.register_import_empty({}, locale)
    case 'broken':
      return m.register_import_broken({ line }, locale)
    case 'many':
      return m.register_import_many({}, locale)
    case 'large':
      return m.register_import_large({}, locale)
  }
}

type ColumnsProps = { readonly step: ColumnsStep; readonly language: Language }

function Columns({ step, language }: ColumnsProps) {
  const locale = { locale: language }
  const wrong = {
    twice: m.register_import_twice,
    'need-name': m.register_import_need_name,
    'need-visit': m.register_import_need_visit,
  }
  return (
    <>
      {step.fault && <Notice kind="alarm" title={wrong[step.fault]({}, locale)} />}
      {step.faults.length > 0 && <Faults step={step} language={language} />}
      <h2>{m.register_import_columns({}, locale)}</h2>
      <p className="quiet">{m.register_import_columns_hint({}, locale)}</p>
      <form className="form" method="post" encType="multipart/form-data" action="/staff/clients/import">
        <input type="hidden" name="kind" value={step.kind} />
        <textarea name="text" hidden readOnly value={step.text} />
        {step.header.map((column, at) => (
          <Column key={`${at}-${column}`} step={step} at={at} language={language} />
        ))}
        <div className="actions">
          <button className="button" type="submit" name="act" value="read">
            {m.register_import_go({ count: step.count }, locale)}
          </button>
          <a href="/staff/clients/import">{m.register_import_again({}, locale)}</a>
        </div>
      </form>
    </>
  )
}

function Column({ step, at, language }: ColumnsProps & { readonly at: number }) {
  const fields = step.kind === 'clients' ? clientFields : visitFields
  const examples = step.rows
    .map((cells) => cells[at] ?? '')
    .filter((cell) => cell !== '')
    .slice(0, 3)
  return (
    <div className="field">
      <label htmlFor={`column-${at}`}>{step.header[at]}</label>
      <p className="field-hint" id={`rows-${at}`}>
        {examples.join(' · ')}
      </p>
      <select
        className="control"
        id={`column-${at}`}
        name="column"
        defaultValue={step.columns[at]}
        aria-describedby={`rows-${at}`}
      >
        <option value="">{m.register_import_leave({}, { locale: language })}</option>
        {fields.map((field) => (
          <option key={field} value={field}>
            {sayField(field, language)}
          </option>
        ))}
      </select>
    </div>
  )
}

function Faults({ step, language }: ColumnsProps) {
  const locale = { locale: language }
  return (
    <>
      <Notice kind="alarm" title={m.register_import_faults({ count: step.wrongLines }, locale)}>
        <p>{m.register_import_faults_then({}, locale)}</p>
      </Notice>
      <section className="scrolls" tabIndex={0} aria-label={m.register_import_reason({}, locale)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{m.register_import_line({}, locale)}</th>
              <th scope="col">{m.register_import_field({}, locale)}</th>
              <th scope="col">{m.register_import_reason({}, locale)}</th>
            </tr>
          </thead>
          <tbody>
            {step.faults.map((fault) => (
              <tr key={`${fault.line}-${fault.field}-${fault.reason}`}>
                <th scope="row">{fault.line}</th>
                <td>{sayField(fault.field, language)}</td>
                <td>{sayReason(fault, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
