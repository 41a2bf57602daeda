/**
 * The day board: a column for each therapist or room, rows of five minutes. A solid segment means that the
 * therapist is there; a hatched one means that the client rests and the therapist is free. On a phone a column
 * is a list of visits, and each visit carries its segments as a bar. Every time is said in words as well.
 */
import { lanesFor } from './lanes.ts'

export type BoardSegment = {
  readonly name: string
  /** Rows of five minutes. */
  readonly span: number
  readonly texture: 'present' | 'rests' | 'after'
  /** Said, not shown: "09:10 to 09:40 numbing, therapist free". */
  readonly words: string
}

export type BoardVisit = {
  readonly href: string
  readonly client: string
  /** "10:00–11:30" */
  readonly time: string
  /** "Room 2 · visit 1 of 3 · Microneedling" */
  readonly detail: string
  /** Rows of five minutes after the board's first row. */
  readonly from: number
  readonly span: number
  readonly segments: readonly BoardSegment[]
  readonly state?: 'now' | 'past' | undefined
}

export type BoardColumn = {
  readonly id: string
  readonly name: string
  readonly note?: string | undefined
  readonly visits: readonly BoardVisit[]
  /** Times when nobody can be booked here: not at work, absent, closed. */
  readonly away: readonly { readonly from: number; readonly span: number; readonly words: string }[]
}

type DayBoardProps = {
  readonly label: string
  readonly columns: readonly BoardColumn[]
  /** One for each hour shown, the first at row 0: "08". */
  readonly hours: readonly string[]
  readonly now?: { readonly from: number; readonly words: string } | undefined
  readonly empty: string
}

export function DayBoard({ label, columns, hours, now, empty }: DayBoardProps) {
  return (
    <section className="board-scroller" aria-label={label}>
      <div className="board">
        <ol className="board-hours" aria-hidden="true">
          {hours.map((hour, at) => (
            <li key={hour} className={`from-${12 * at} span-12`}>
              {hour}
            </li>
          ))}
          {now && <li className={`board-now from-${now.from} span-1`}>{now.words}</li>}
        </ol>
        {columns.map((column) => (
          <Column key={column.id} column={column} rows={12 * hours.length} empty={empty} />
        ))}
      </div>
    </section>
  )
}

type ColumnProps = { readonly column: BoardColumn; readonly rows: number; readonly empty: string }

function Column({ column, rows, empty }: ColumnProps) {
  const lanes = lanesFor(column.visits)
  const most = Math.max(1, ...lanes.map((lane) => lane.lanes))
  // In the order of the day, which is how a phone and a screen reader take them.
  const entries = [
    ...column.visits.map((visit, at) => ({
      from: visit.from,
      drawn: <Visit key={visit.href} visit={visit} place={placeOf(lanes[at], most)} />,
    })),
    ...column.away.map((away) => ({ from: away.from, drawn: <Away key={`away-${away.from}`} {...away} /> })),
  ].toSorted((one, other) => one.from - other.from)
  return (
    <section className="board-column" aria-labelledby={`column-${column.id}`}>
      <h2 className="board-name" id={`column-${column.id}`}>
        {column.name}
        {column.note && <span className="board-note">{column.note}</span>}
      </h2>
      <ul className={`board-visits lanes-${most}`}>
        <li className={`board-ground from-0 span-${rows}`} aria-hidden="true" />
        {column.visits.length === 0 && <li className="board-empty from-0 span-6">{empty}</li>}
        {entries.map((entry) => entry.drawn)}
      </ul>
    </section>
  )
}

function Away({ from, span, words }: BoardColumn['away'][number]) {
  return (
    <li className={`board-away from-${from} span-${span}`}>
      <span>{words}</span>
    </li>
  )
}

function placeOf(lane: { lane: number; lanes: number } | undefined, most: number) {
  return !lane || (lane.lanes === 1 && most > 1) ? 'is-full' : `lane-${lane.lane}`
}

function Visit({ visit, place }: { readonly visit: BoardVisit; readonly place: string }) {
  return (
    <li
      className={`board-visit from-${visit.from} span-${visit.span} ${place} is-${visit.state ?? 'planned'}`}
    >
      <a className="board-card" href={visit.href}>
        <span className="board-time">{visit.time}</span>
        <span className="board-client">{visit.client}</span>
        <span className="board-detail">{visit.detail}</span>
      </a>
      <ol className="board-segments">
        {visit.segments.map((segment) => (
          <li key={segment.words} className={`segment is-${segment.texture} span-${segment.span}`}>
            <span className="visually-hidden">{segment.words}</span>
          </li>
        ))}
      </ol>
    </li>
  )
}
