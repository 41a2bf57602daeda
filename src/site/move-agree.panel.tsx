import type { ReactNode } from 'react'
import type { OfferedMove } from '#booking/contract'
import { Thread } from '#look/thread.panel.tsx'
import { m } from '#platform/words'
import { addressOf } from './move-choose.panel.tsx'
import { sayEach, threadAfter, threadBefore } from './move-words.ts'
import { type MovePage, visitsPath } from './move-step.ts'

type AgreeToMoveProps = {
  readonly page: MovePage
  readonly move: OfferedMove
  readonly notice: ReactNode
}

/** The whole course before and after, with a line for each visit; nothing has changed until she says yes. */
export function AgreeToMove({ page, move, notice }: AgreeToMoveProps) {
  const { clinic, language, rest } = page
  const locale = { locale: language }
  const telling = { language, zone: clinic.zone, rest }
  const lines = sayEach(move.visits, telling)
  return (
    <div className="page is-wide">
      <div className="page-head">
        <h1>{m.moves_agree_title({}, locale)}</h1>
        <p className="lead">{m.moves_agree_lead({}, locale)}</p>
      </div>
      {notice}
      <div className="before-after">
        <section>
          <h2>{m.moves_as_it_is({}, locale)}</h2>
          <Thread {...threadBefore(move.visits, telling)} />
        </section>
        <section>
          <h2>{m.moves_as_it_becomes({}, locale)}</h2>
          <Thread {...threadAfter(move.visits, telling)} />
        </section>
      </div>
      <h2>{m.moves_what_happens({}, locale)}</h2>
      <ul className="move-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        {m.moves_line_price({}, locale)} {m.moves_line_message({}, locale)}
      </p>
      <Agree page={page} move={move} />
    </div>
  )
}

function Agree({ page, move }: Pick<AgreeToMoveProps, 'page' | 'move'>) {
  const locale = { locale: page.language }
  const moving = move.visits.filter((visit) => visit.change !== 'stays').length
  return (
    <form method="post" className="form" action={addressOf(page, { move: move.id })}>
      <input type="hidden" name="move" value={move.id} />
      <div className="actions">
        <button className="button" type="submit">
          {moving > 1 ? m.moves_yes({}, locale) : m.moves_yes_one({}, locale)}
        </button>
        <a className="button is-quiet" href={addressOf(page)}>
          {m.moves_other_times({}, locale)}
        </a>
        <a href={visitsPath(page)}>{m.moves_keep({}, locale)}</a>
      </div>
    </form>
  )
}
