/** Around a board, whether of a day or of a week: which one is looked at, what it means, and the ways elsewhere. */
import { type ReactNode } from 'react'
import { TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { DayBoard, type DayBoardProps } from '../look/day-board.panel.tsx'
import type { By } from './boarded-day.ts'
import script from './board.script.ts?worker&url'
import { MoveBoard, MovedNotice } from './move-board.panel.tsx'
import type { JustMoved } from './moved.ts'
import { SettleNotice, type SettleNoticeProps } from '../settle/settle-notice.panel.tsx'
import { type PrintedDay, PrintedDayPanel } from './printed-day.panel.tsx'

/** What the board needs beside its words. */
export type DrawnBoard = Omit<DayBoardProps, 'label' | 'empty'>

export type WayTo = { readonly href: string; readonly words: string; readonly isHere?: boolean }

export type BoardPageProps = {
  readonly language: Language
  readonly clinic: string
  readonly view: 'day' | 'week'
  readonly by: By
  readonly date: string
  /** The day or week as a person says it. */
  readonly title: string
  readonly before: WayTo
  readonly present: WayTo
  readonly after: WayTo
  readonly views: readonly WayTo[]
  readonly bys: readonly WayTo[]
  /** In a week: whose it is. */
  readonly whose: readonly WayTo[]
  readonly board: DrawnBoard | undefined
  readonly boardLabel: string
  /** Where there is nothing to see, why. */
  readonly nothing: string | undefined
  readonly cancelled: readonly {
    readonly id: string
    readonly time: string
    readonly client: string
    readonly reason?: string | undefined
  }[]
  readonly printed?: PrintedDay | undefined
  readonly book: string
  /** A moment ago, from here. */
  readonly moved: JustMoved | undefined
  /** Time that was blocked or given back a moment ago, and booked visits that lie in an absence. */
  readonly settle?: SettleNoticeProps | undefined
  /** What was written into the date field and is no day. */
  readonly badDate: string | undefined
  /** Of what is shown, and where to ask whether it still is. */
  readonly version: string
  readonly asks: string
}

export function BoardPagePanel(props: BoardPageProps) {
  const { language, title, board, nothing, view } = props
  const locale = { locale: language }
  return (
    <main id="main" tabIndex={-1} className={`staff-page board-page is-${view}`}>
      <PageTitle title={title} clinic={props.clinic} />
      <Head {...props} />
      <MovedNotice {...props} />
      {props.settle && <SettleNotice {...props.settle} language={language} />}
      <p className="visually-hidden" role="status" data-live-said data-words={m.board_updated({}, locale)} />
      <div data-live data-version={props.version} data-asks={props.asks}>
        {nothing !== undefined && <p className="lead">{nothing}</p>}
        {board && (
          <>
            {props.by !== 'device' && <BoardKey by={props.by} language={language} />}
            <DayBoard {...board} label={props.boardLabel} empty={m.staff_board_empty({}, locale)} />
          </>
        )}
        <Cancelled {...props} />
        {props.printed && <PrintedDayPanel printed={props.printed} />}
      </div>
      <MoveBoard language={language} />
      <DateField {...props} />
      <script type="module" src={script} />
    </main>
  )
}

function Head(props: BoardPageProps) {
  const { language, title, before, present, after } = props
  const locale = { locale: language }
  return (
    <div className="staff-head board-head">
      <h1>{title}</h1>
      <Switch label={m.staff_choose_day({}, locale)}>
        <li>
          <a href={before.href} aria-label={before.words}>
            <Icon shape="arrow-left" />
          </a>
        </li>
        <Way {...present} here="date" />
        <li>
          <a href={after.href} aria-label={after.words}>
            <Icon shape="arrow-right" />
          </a>
        </li>
      </Switch>
      <Ways label={m.board_view({}, locale)} ways={props.views} />
      <Ways label={m.staff_board_by({}, locale)} ways={props.bys} />
      <div className="board-acts">
        <a className="button is-small" href={props.book}>
          {m.board_book({}, locale)}
        </a>
        {props.printed && (
          <button className="button is-quiet is-small" type="button" data-print hidden>
            <Icon shape="printer" />
            {m.board_print({}, locale)}
          </button>
        )}
      </div>
      {props.whose.length > 1 && <Ways label={m.board_whose({}, locale)} ways={props.whose} />}
    </div>
  )
}

function Switch({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className="switch" aria-label={label}>
      {children}
    </ul>
  )
}

function Ways({ label, ways }: { readonly label: string; readonly ways: readonly WayTo[] }) {
  return (
    <Switch label={label}>
      {ways.map((way) => (
        <Way key={way.href} {...way} here="true" />
      ))}
    </Switch>
  )
}

function Way({ href, words, isHere, here }: WayTo & { readonly here: 'date' | 'true' }) {
  return (
    <li>
      <a href={href} aria-current={isHere ? here : undefined}>
        {words}
      </a>
    </li>
  )
}

function BoardKey({ by, language }: Pick<BoardPageProps, 'by' | 'language'>) {
  const locale = { locale: language }
  return (
    <ul className="board-key">
      <li>
        <span className="segment is-present" />
        {m.staff_key_present({}, locale)}
      </li>
      <li>
        <span className="segment is-rests" />
        {m.staff_key_rests({}, locale)}
      </li>
      {by === 'room' && (
        <li>
          <span className="segment is-after" />
          {m.staff_key_after({}, locale)}
        </li>
      )}
    </ul>
  )
}

function Cancelled({ language, cancelled }: BoardPageProps) {
  if (cancelled.length === 0) return undefined
  return (
    <section aria-labelledby="cancelled">
      <h2 id="cancelled">{m.staff_cancelled_that_day({}, { locale: language })}</h2>
      <ul className="quiet cancelled-visits">
        {cancelled.map((visit) => (
          <li key={visit.id}>
            <a href={`/staff/visits/${visit.id}`}>{`${visit.time} ${visit.client}`}</a>
            {visit.reason && <span> · {visit.reason}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function DateField({ language, view, by, date, badDate }: BoardPageProps) {
  const locale = { locale: language }
  return (
    <form className="jump" method="get" action={`/staff/${view}`} noValidate>
      {by !== 'therapist' && <input type="hidden" name="by" value={by} />}
      <TextField
        name="date"
        kind="date"
        short
        label={m.staff_go_to_day({}, locale)}
        value={badDate === undefined ? date : badDate}
        error={badDate === undefined ? undefined : m.staff_bad_date({}, locale)}
      />
      <button className="button is-quiet" type="submit">
        {m.staff_show_day({}, locale)}
      </button>
    </form>
  )
}
