import { type Choice, SelectField, TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import { ErrorSummary } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'

type Values = Readonly<Record<string, string>>

type Block = {
  readonly id: string
  readonly who: string
  readonly when: string
  readonly why: string
  readonly visits: number
  readonly day: string
}

type Props = {
  readonly language: Language
  readonly clinic: string
  readonly resources: readonly Choice[]
  readonly fields: Values
  readonly block: Block | undefined
  readonly sent: { readonly values: Values; readonly problems: Values } | undefined
}

export function BlockPanel(props: Props) {
  const { language, clinic, block, fields } = props
  const locale = { locale: language }
  const title = block ? m.settle_block_one({}, locale) : m.settle_block({}, locale)
  const day = block?.day ?? fields['from-date'] ?? ''
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <p className="back">
        <a href={/^\d{4}-\d{2}-\d{2}$/.test(day) ? `/staff/day/${day}` : '/staff/day'}>
          <Icon shape="arrow-left" /> {m.settle_to_day({}, locale)}
        </a>
      </p>
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      {block ? <Shown block={block} language={language} /> : <NewBlock {...props} />}
    </main>
  )
}

function Shown({ block, language }: { readonly block: Block; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <>
      <div className="sheet">
        <dl className="facts-list">
          <dt>{m.setup_whose({}, locale)}</dt>
          <dd>{block.who}</dd>
          <dt>{m.staff_fact_time({}, locale)}</dt>
          <dd className="figures">{block.when}</dd>
          <dt>{m.setup_why({}, locale)}</dt>
          <dd>{block.why}</dd>
        </dl>
      </div>
      {block.visits > 0 && (
        <p>
          <a href={`/staff/settle/${block.id}`}>{m.settle_link({ count: block.visits }, locale)}</a>
        </p>
      )}
      <form className="actions" method="post">
        <button className="button is-quiet" type="submit">
          {m.settle_unblock({}, locale)}
        </button>
      </form>
    </>
  )
}

function NewBlock({ language, resources, fields, sent }: Props) {
  const locale = { locale: language }
  const values = sent?.values ?? fields
  const field = (name: string) => ({ name, value: values[name], error: sent?.problems[name] })
  return (
    <form className="form" method="post" action="/staff/block" noValidate>
      <ErrorSummary
        title={m.settle_block_not_yet({}, locale)}
        errors={Object.entries(sent?.problems ?? {}).map(([name, words]) => ({ field: name, words }))}
      />
      <SelectField {...field('whose')} label={m.setup_whose({}, locale)} choices={resources} />
      <TextField {...field('from-date')} kind="date" short label={m.settle_block_day({}, locale)} />
      <div className="field-row">
        <TextField {...field('from-time')} short label={m.settle_block_from({}, locale)} />
        <TextField {...field('until-time')} short label={m.settle_block_until({}, locale)} />
      </div>
      <TextField
        {...field('why')}
        label={m.setup_why({}, locale)}
        hint={m.settle_block_why_hint({}, locale)}
        maxLength={120}
      />
      <div className="actions">
        <button className="button" type="submit">
          {m.settle_block_do({}, locale)}
        </button>
      </div>
    </form>
  )
}
