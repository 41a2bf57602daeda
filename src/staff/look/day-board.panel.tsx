/**
 * The board: a column for each therapist, room or pen (or, in a week, for each day), rows of five minutes. A solid
 * segment means that the therapist is there; a hatched one means that the client rests and the therapist is free. On
 * a phone a column is a list of visits, and each visit carries its segments as a bar. Every time is said in words as
 * well. The `data-` attributes are what the board's scripts read: minutes are whole ones since 1970.
 */
import { Icon } from '#look/icon.panel.tsx'
import { lanesFor } from './lanes.ts'

export type BoardSegment = {
  readonly name: string
  /** Rows of five minutes. */
  readonly span: number
  readonly texture: 'present' | 'rests' | 'after'
  /** Said, not shown: "09:10 to 09:40 numbing, therapist free". */
  readonly words: string
}

/** Rows of five minutes after the board's first row. */
type Placed = { readonly from: number; readonly span: number }

export type BoardVisit = Placed & {
  readonly id: string
  /** The whole visit, in minutes since 1970, and how many minutes of it lie before what is shown here. */
  readonly start: number
  readonly end: number
  readonly offset: number
  /** Nobody has come for it yet. */
  readonly movable: boolean
  readonly href: string
  readonly client: string
  /** "10:00–11:30" */
  readonly time: string
  /** "Room 2 · visit 1 of 3 · Microneedling" */
  readonly detail: string
  readonly segments: readonly BoardSegment[]
  readonly state?: 'now' | 'past' | undefined
  /** Where it can be moved: "Move…". */
  readonly move?: { readonly href: string; readonly words: string; readonly label: string } | undefined
  readonly mark?: { readonly kind: 'arrived' | 'done' | 'missed'; readonly words: string } | undefined
}

/** Somebody is about to book it: "Held until 10:14". */
export type HeldTime = Placed & { readonly id: string; readonly words: string; readonly time: string }

/** Nothing is there yet, and something may be: a way to book. */
export type FreeTime = Placed & {
  readonly start: number
  readonly end: number
  /** "10:00", where it begins; later beginnings are so many minutes apart. */
  readonly at: string
  readonly step: number
  readonly href: string
  /** "Book Sara at 10:00" */
  readonly label: string
  readonly words: string
}

export type BoardNow = { readonly from: number; readonly minute: number; readonly words: string }

export type BoardColumn = {
  /** Of the therapist, room or pen. */
  readonly id: string
  /** Of the column, as one of several of the same in a week. */
  readonly key: string
  readonly kind: 'therapist' | 'room' | 'device'
  readonly day: string
  readonly firstMinute: number
  readonly name: string
  /** Where its name leads, in a week to the day. */
  readonly href?: string | undefined
  readonly note?: string | undefined
  readonly visits: readonly BoardVisit[]
  readonly held: readonly HeldTime[]
  readonly free: readonly FreeTime[]
  /** Times when nobody can be booked here: not at work, absent, closed. */
  readonly away: readonly (Placed & { readonly words: string; readonly href?: string | undefined })[]
  /** Where time of this column is blocked. */
  readonly block?: { readonly href: string; readonly words: string; readonly label: string } | undefined
  /** This moment, on its own day. */
  readonly now?: BoardNow | undefined
}

export type DayBoardProps = {
  readonly label: string
  readonly columns: readonly BoardColumn[]
  /** One for each hour shown, the first at row 0: "08". */
  readonly hours: readonly string[]
  readonly firstMinute: number
  readonly now?: BoardNow | undefined
  readonly empty: string
}

const rowsInHour = 12

export function DayBoard({ label, columns, hours, firstMinute, now, empty }: DayBoardProps) {
  const rows = rowsInHour * hours.length
  return (
    <section className="board-scroller" aria-label={label} data-board-scroller>
      <div
        className="board"
        data-board
        data-first-minute={firstMinute}
        data-row-minutes={60 / rowsInHour}
        data-rows={rows}
      >
        <ol className="board-hours" aria-hidden="true">
          {hours.map((hour, at) => (
            <li key={hour} className={`from-${rowsInHour * at} span-12`}>
              {hour}
            </li>
          ))}
          {now && (
            <li
              className={`board-now from-${now.from} span-1`}
              data-now={now.minute}
              data-first={firstMinute}
            >
              {now.words}
            </li>
          )}
        </ol>
        {columns.map((column) => (
          <Column key={column.key} column={column} rows={rows} empty={empty} />
        ))}
      </div>
    </section>
  )
}

type ColumnProps = { readonly column: BoardColumn; readonly rows: number; readonly empty: string }

function Column({ column, rows, empty }: ColumnProps) {
  const { visits, held, free, away, now } = column
  const taking = [...visits, ...held]
  const lanes = lanesFor(taking)
  const most = Math.max(1, ...lanes.map((lane) => lane.lanes))
  const places = taking.map((_, at) => placeOf(lanes[at], most))
  // In the order of the day, which is how a phone and a screen reader take them.
  const entries = [
    ...visits.map((visit, at) => ({
      from: visit.from,
      drawn: <Visit key={`${visit.id}-${visit.offset}`} visit={visit} place={places[at] ?? ''} />,
    })),
    ...held.map((one, at) => ({
      from: one.from,
      drawn: <Held key={one.id} held={one} place={places[visits.length + at] ?? ''} />,
    })),
    ...free.map((one) => ({ from: one.from, drawn: <Free key={`free-${one.from}`} {...one} /> })),
    ...away.map((one) => ({ from: one.from, drawn: <Away key={`away-${one.from}`} {...one} /> })),
  ].toSorted((one, other) => one.from - other.from)
  return (
    <section
      className="board-column"
      aria-labelledby={`column-${column.key}`}
      data-column={column.id}
      data-kind={column.kind}
      data-day={column.day}
      data-first-minute={column.firstMinute}
    >
      <div className="board-top">
        <h2 className="board-name" id={`column-${column.key}`}>
          {column.href ? <a href={column.href}>{column.name}</a> : column.name}
          {column.note && <span className="board-note">{column.note}</span>}
        </h2>
        {column.block && (
          <a className="board-block no-print" href={column.block.href} aria-label={column.block.label}>
            {column.block.words}
          </a>
        )}
      </div>
      <ul className={`board-visits lanes-${most}`}>
        <li className={`board-ground from-0 span-${rows}`} aria-hidden="true" />
        {taking.length === 0 && free.length === 0 && <li className="board-empty from-0 span-6">{empty}</li>}
        {entries.map((entry) => entry.drawn)}
        {now && (
          <li
            className={`board-line from-${now.from} span-1`}
            data-now={now.minute}
            data-first={column.firstMinute}
            aria-hidden="true"
          />
        )}
      </ul>
    </section>
  )
}

function placeOf(lane: { lane: number; lanes: number } | undefined, most: number) {
  return !lane || (lane.lanes === 1 && most > 1) ? 'is-full' : `lane-${lane.lane}`
}

function Away({ from, span, words, href }: BoardColumn['away'][number]) {
  return (
    <li className={`board-away from-${from} span-${span}`}>
      {href ? <a href={href}>{words}</a> : <span>{words}</span>}
    </li>
  )
}

function Held({ held, place }: { readonly held: HeldTime; readonly place: string }) {
  return (
    <li className={`board-held from-${held.from} span-${held.span} ${place}`} data-held>
      <span className="board-time">{held.time}</span> <span>{held.words}</span>
    </li>
  )
}

function Free({ from, span, href, label, words, start, end, at, step }: FreeTime) {
  return (
    <li className={`board-open from-${from} span-${span}`}>
      <a
        className="board-free"
        href={href}
        data-free
        data-start={start}
        data-end={end}
        data-at={at}
        data-step={step}
      >
        <Icon shape="plus" />
        <span data-free-time aria-hidden="true">
          {at}
        </span>
        <span className="board-free-words">{words}</span> <span className="visually-hidden">{label}</span>
      </a>
    </li>
  )
}

function Visit({ visit, place }: { readonly visit: BoardVisit; readonly place: string }) {
  const { mark } = visit
  return (
    <li
      className={`board-visit from-${visit.from} span-${visit.span} ${place} is-${visit.state ?? 'planned'} ${mark ? `is-${mark.kind}` : ''}`}
      data-visit={visit.id}
      data-start={visit.start}
      data-end={visit.end}
      data-offset={visit.offset}
      data-state={mark?.kind ?? 'booked'}
      data-movable={visit.movable ? '' : undefined}
    >
      <a className="board-card" href={visit.href}>
        <span className="board-time">{visit.time}</span>
        {mark && <span className="board-mark">{mark.words}</span>}
        <span className="board-client">{visit.client}</span>
        <span className="board-detail">{visit.detail}</span>
      </a>
      {visit.move && (
        <a className="move-link" href={visit.move.href} aria-label={visit.move.label} aria-keyshortcuts="M">
          {visit.move.words}
        </a>
      )}
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
