import type { Mark } from '#booking/pure'
import { Notice } from '#look/notice.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

type MarkFormProps = {
  readonly language: Language
  readonly visit: string
  /** What may be said of the visit now. */
  readonly marks: readonly Mark[]
}

const wordsOf = {
  arrived: m.settle_mark_arrived,
  missed: m.settle_mark_missed,
  booked: m.settle_undo,
}

/** One button for each, so that the person at the desk needs one touch. */
export function MarkForm({ language, visit, marks }: MarkFormProps) {
  if (marks.length === 0) return undefined
  const locale = { locale: language }
  const undo = marks.includes('booked')
  return (
    <form className="mark-form" method="post" action={`/staff/visits/${visit}`}>
      {!undo && <p>{m.settle_mark({}, locale)}</p>}
      <div className="actions">
        {marks.map((mark) => (
          <button
            key={mark}
            className={mark === 'arrived' ? 'button is-small' : 'button is-quiet is-small'}
            type="submit"
            name="mark"
            value={mark}
          >
            {wordsOf[mark]({}, locale)}
          </button>
        ))}
      </div>
      {marks.includes('missed') && <p className="quiet small">{m.settle_mark_missed_hint({}, locale)}</p>}
    </form>
  )
}

const markedWords = {
  arrived: m.settle_marked_arrived,
  missed: m.settle_marked_missed,
  booked: m.settle_marked_booked,
}

type MarkedProps = {
  readonly language: Language
  /** A moment ago. */
  readonly marked: Mark | undefined
  readonly notMarked: 'taken' | 'cannot' | undefined
}

export function MarkedNotice({ language, marked, notMarked }: MarkedProps) {
  const locale = { locale: language }
  if (notMarked !== undefined) {
    const title = notMarked === 'taken' ? m.settle_mark_taken({}, locale) : m.settle_mark_cannot({}, locale)
    return <Notice kind="alarm" title={title} />
  }
  return marked && <Notice kind="done" title={markedWords[marked]({}, locale)} />
}
