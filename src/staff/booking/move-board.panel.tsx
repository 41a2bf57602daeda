import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import script from './move.script.ts?worker&url'
import type { JustMoved } from './moved.ts'

/** Beside the board, once: the script that lets a card be dragged, and what it says. */
export function MoveBoard({ language }: { readonly language: Language }) {
  const locale = { locale: language }
  return (
    <div
      data-move-board=""
      data-wait={m.board_move_wait({}, locale)}
      data-lost={m.board_move_lost({}, locale)}
      data-lifted={m.board_move_lifted({ name: '…' }, locale)}
      data-let-be={m.board_move_let_be({}, locale)}
    >
      <p className="visually-hidden" role="status" />
      <p className="move-why" aria-hidden="true" hidden />
      <script type="module" src={script} />
    </div>
  )
}

type MovedProps = {
  readonly language: Language
  readonly moved: JustMoved | undefined
}

/** What came of a move, and the way to undo it, which is a move of its own. */
export function MovedNotice({ language, moved }: MovedProps) {
  if (!moved) return undefined
  const locale = { locale: language }
  const { visit, undo } = moved
  return (
    <Notice
      kind="done"
      title={undo === undefined ? m.board_move_moved_back({}, locale) : m.board_move_moved({}, locale)}
    >
      {undo !== undefined && (
        <form className="row-form" method="post" action={`/staff/visits/${visit}/move`}>
          <input type="hidden" name="move" value={undo} />
          <button className="button is-quiet is-small" type="submit">
            {m.board_move_undo({}, locale)}
          </button>
        </form>
      )}
    </Notice>
  )
}
