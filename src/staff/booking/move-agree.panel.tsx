import { TextField } from '#look/field.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import { Thread, type ThreadProps } from '#look/thread.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

type Standing = { readonly when: string; readonly where: string }

export type MoveRow = {
  /** "Visit 2" */
  readonly position: string
  readonly change: 'stays' | 'asked' | 'follows'
  readonly changeWords: string
  readonly before: Standing
  readonly after: Standing
}

export type AgreedMove = {
  readonly id: string
  readonly rows: readonly MoveRow[]
  readonly thread: ThreadProps
  /** Each rule that the move breaks, in words; with any of them a reason is asked for. */
  readonly breaks: readonly string[]
}

type Props = {
  readonly language: Language
  readonly move: AgreedMove
  readonly query: string
  /** Where other times are offered. */
  readonly others: string
  readonly reason: string | undefined
  readonly reasonMissing: boolean
}

/** The second step: what stands now, what would stand, and the one button. */
export function MoveAgree({ language, move, query, others, reason, reasonMissing }: Props) {
  const locale = { locale: language }
  const asksWhy = move.breaks.length > 0
  return (
    <section className="sheet move-agree" aria-labelledby="agree">
      <h2 id="agree">{m.board_move_agree({}, locale)}</h2>
      <Rows rows={move.rows} language={language} />
      {move.rows.length > 1 && <Thread {...move.thread} />}
      {asksWhy && (
        <Notice kind="waiting" title={m.board_move_breaks({}, locale)}>
          <ul>
            {move.breaks.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Notice>
      )}
      <form className="form" method="post" action={query} noValidate>
        <input type="hidden" name="move" value={move.id} />
        {asksWhy && (
          <TextField
            name="reason"
            label={m.board_move_why({}, locale)}
            hint={m.board_move_why_hint({}, locale)}
            value={reason}
            error={reasonMissing ? m.board_move_why_missing({}, locale) : undefined}
            maxLength={200}
          />
        )}
        <div className="actions">
          <button className="button" type="submit">
            {m.board_move_do({}, locale)}
          </button>
          <a href={others}>{m.board_move_other({}, locale)}</a>
        </div>
        <p className="quiet small">{m.board_move_told({}, locale)}</p>
      </form>
    </section>
  )
}

function Rows({ rows, language }: { readonly rows: readonly MoveRow[]; readonly language: Language }) {
  const locale = { locale: language }
  return (
    <ol className="move-rows">
      {rows.map((row) => (
        <li key={row.position} className={`is-${row.change}`}>
          {rows.length > 1 && (
            <p className="move-row-head">
              <strong>{row.position}</strong>
              <span className={row.change === 'stays' ? 'tag' : 'tag is-waiting'}>{row.changeWords}</span>
            </p>
          )}
          {row.change !== 'stays' && (
            <p className="move-before">
              <span className="move-label">{m.board_move_before({}, locale)}</span>
              <span>
                <span className="figures">{row.before.when}</span>
                <span className="quiet">{row.before.where}</span>
              </span>
            </p>
          )}
          <p className="move-after">
            <span className="move-label">
              {row.change === 'stays' ? m.board_move_still({}, locale) : m.board_move_after({}, locale)}
            </span>
            <span>
              <span className="figures">{row.after.when}</span>
              <span className="quiet">{row.after.where}</span>
            </span>
          </p>
        </li>
      ))}
    </ol>
  )
}
