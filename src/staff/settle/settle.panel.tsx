import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import type { SettledLine } from './settle-as-decided.server.ts'

export type SettleLine = {
  readonly id: string
  readonly field: string
  readonly href: string
  readonly client: string
  readonly when: string
  readonly what: string
  readonly chosen: string
  readonly choices: readonly { readonly value: string; readonly words: string; readonly hint: string }[]
  /** Neither anybody else nor any other time was found. */
  readonly nothing: boolean
}

type Time = {
  readonly id: string
  readonly words: { readonly who: string; readonly when: string }
  readonly why: string | undefined
  readonly visits: number
  readonly begun: boolean
}

type Props = {
  readonly language: Language
  readonly clinic: string
  /** One absence is looked at, and not the list of them. */
  readonly one: boolean
  readonly times: readonly Time[]
  readonly lines: readonly SettleLine[]
  readonly settled: readonly SettledLine[] | undefined
}

export function SettlePanel(props: Props) {
  const { language, clinic, one, times, settled } = props
  const locale = { locale: language }
  const [time] = times
  const title = m.settle_title({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow settle-page">
      <PageTitle title={title} clinic={clinic} />
      <p className="back">
        <a href={one ? '/staff/settle' : '/staff/day'}>
          <Icon shape="arrow-left" /> {one ? m.settle_all({}, locale) : m.settle_to_day({}, locale)}
        </a>
      </p>
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      {settled && <Settled settled={settled} language={language} />}
      {one && time ? <One {...props} time={time} /> : <All times={times} language={language} />}
    </main>
  )
}

function All({ times, language }: Pick<Props, 'times' | 'language'>) {
  const locale = { locale: language }
  if (times.length === 0) return <p className="lead">{m.settle_none({}, locale)}</p>
  return (
    <ul className="set-up-rows">
      {times.map(({ id, words, visits }) => (
        <li key={id}>
          <a href={`/staff/settle/${id}`}>{words.who}</a>
          <br />
          <span className="figures">{words.when}</span>{' '}
          <span className="tag is-waiting">{m.settle_visits({ count: visits }, locale)}</span>
        </li>
      ))}
    </ul>
  )
}

function One({ time, lines, language }: Props & { readonly time: Time }) {
  const locale = { locale: language }
  const { who, when } = time.words
  return (
    <>
      <p className="lead">
        {who}: <span className="figures">{when}</span>
        {time.why !== undefined && ` · ${time.why}`}
      </p>
      {lines.length === 0 ? (
        <Notice kind="done" title={m.settle_all_done({}, locale)} />
      ) : (
        <form className="settle-form" method="post">
          <Notice kind="info" title={m.settle_nothing_yet({}, locale)} />
          {lines.map((line) => (
            <Line key={line.id} line={line} language={language} />
          ))}
          {time.visits > lines.length && (
            <p className="quiet">{m.settle_more({ count: time.visits - lines.length }, locale)}</p>
          )}
          <div className="actions">
            <button className="button" type="submit">
              {m.settle_confirm({}, locale)}
            </button>
          </div>
        </form>
      )}
    </>
  )
}

function Line({ line, language }: { readonly line: SettleLine; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <section className="sheet settle-line" aria-label={`${line.client}, ${line.when}`}>
      <h2>
        <a href={line.href}>{line.client}</a>
      </h2>
      <p>
        <span className="figures">{line.when}</span>
        <br />
        <span className="quiet">{line.what}</span>
      </p>
      {line.nothing && <p className="quiet">{m.settle_no_proposal({}, locale)}</p>}
      <fieldset className="field">
        <legend>{m.settle_what({ client: line.client }, locale)}</legend>
        <div className="cards">
          {line.choices
            .filter(({ value }) => value === line.chosen)
            .map((choice) => (
              <ChoiceCard key={choice.value} line={line} choice={choice} />
            ))}
        </div>
        <details className="settle-others">
          <summary>{m.settle_others({}, locale)}</summary>
          <div className="cards">
            {line.choices
              .filter(({ value }) => value !== line.chosen)
              .map((choice) => (
                <ChoiceCard key={choice.value} line={line} choice={choice} />
              ))}
          </div>
        </details>
      </fieldset>
    </section>
  )
}

type ChoiceProps = { readonly line: SettleLine; readonly choice: SettleLine['choices'][number] }

/** What is proposed stands open and chosen; the rest is one touch away, in the same group. */
function ChoiceCard({ line, choice }: ChoiceProps) {
  return (
    <div className="card">
      <label className="choice">
        <input
          type="radio"
          name={line.field}
          value={choice.value}
          required
          defaultChecked={choice.value === line.chosen}
        />
        <span className="choice-words">
          <span className="choice-title">{choice.words}</span>
          <span className="choice-hint">{choice.hint}</span>
        </span>
      </label>
    </div>
  )
}

function Settled({ settled, language }: Pick<Props, 'language'> & { settled: readonly SettledLine[] }) {
  const locale = { locale: language }
  const done = settled.filter(({ kind }) => kind === 'moved' || kind === 'left')
  const refused = settled.filter(({ kind }) => kind === 'refused')
  const kept = settled.filter(({ kind }) => kind === 'kept')
  return (
    <>
      {refused.length > 0 && (
        <Notice kind="alarm" title={m.settle_refused_title({ count: refused.length }, locale)}>
          <Came lines={refused} />
        </Notice>
      )}
      {done.length > 0 && (
        <Notice kind="done" title={m.settle_done_title({ count: done.length }, locale)}>
          <Came lines={done} />
          <p>
            <a href="/staff/messages">{m.staff_cancelled_message({}, locale)}</a>
          </p>
        </Notice>
      )}
      {kept.length > 0 && (
        <Notice kind="waiting" title={m.settle_kept_title({ count: kept.length }, locale)}>
          <Came lines={kept} />
        </Notice>
      )}
    </>
  )
}

function Came({ lines }: { readonly lines: readonly SettledLine[] }) {
  return (
    <ul>
      {lines.map(({ visit, client, words }) => (
        <li key={visit}>
          <a href={`/staff/visits/${visit}`}>{client}</a>: {words}
        </li>
      ))}
    </ul>
  )
}
