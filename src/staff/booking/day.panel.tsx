import type { ComponentProps } from 'react'
import { TextField } from '#look/field.panel.tsx'
import { Icon } from '#look/icon.panel.tsx'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { PageTitle } from '../frame.panel.tsx'
import { DayBoard } from '../look/day-board.panel.tsx'

type DayLink = { readonly href: string; readonly words: string }

/** What the board needs beside its words. */
export type DrawnBoard = Pick<ComponentProps<typeof DayBoard>, 'columns' | 'hours' | 'now'>

export type DayPanelProps = {
  readonly language: Language
  readonly clinic: string
  readonly by: 'therapist' | 'room'
  readonly date: string
  readonly isToday: boolean
  /** The day as a person says it. */
  readonly title: string
  readonly before: DayLink
  readonly after: DayLink
  readonly board: DrawnBoard | undefined
  readonly standing: number
  readonly cancelled: readonly {
    readonly id: string
    readonly time: string
    readonly client: string
    readonly reason?: string | undefined
  }[]
  /** What was written into the date field and is no day. */
  readonly badDate: string | undefined
}

export function DayPanel(props: DayPanelProps) {
  const { language, title, board, by, standing } = props
  const locale = { locale: language }
  return (
    <main id="main" tabIndex={-1} className="staff-page">
      <PageTitle title={title} clinic={props.clinic} />
      <div className="staff-head">
        <h1>{title}</h1>
        <DayLinks {...props} />
        <ByLinks {...props} />
      </div>
      {standing === 0 && (
        <p className="lead">{board ? m.staff_day_empty({}, locale) : m.staff_day_closed({}, locale)}</p>
      )}
      {board && (
        <>
          <BoardKey by={by} language={language} />
          <DayBoard
            {...board}
            label={by === 'room' ? m.staff_board_by_room({}, locale) : m.staff_board_by_therapist({}, locale)}
            empty={m.staff_board_empty({}, locale)}
          />
        </>
      )}
      <Cancelled {...props} />
      <DateField {...props} />
    </main>
  )
}

function DayLinks({ language, before, after, isToday, by }: DayPanelProps) {
  const locale = { locale: language }
  return (
    <ul className="switch" aria-label={m.staff_choose_day({}, locale)}>
      <li>
        <a href={before.href} aria-label={`${before.words} (${m.staff_day_before({}, locale)})`}>
          <Icon shape="arrow-left" />
          {before.words}
        </a>
      </li>
      <li>
        <a
          href={by === 'room' ? '/staff/day?by=room' : '/staff/day'}
          aria-current={isToday ? 'date' : undefined}
        >
          {m.staff_today({}, locale)}
        </a>
      </li>
      <li>
        <a href={after.href} aria-label={`${after.words} (${m.staff_day_after({}, locale)})`}>
          {after.words}
          <Icon shape="arrow-right" />
        </a>
      </li>
    </ul>
  )
}

function ByLinks({ language, date, by }: DayPanelProps) {
  const locale = { locale: language }
  return (
    <ul className="switch" aria-label={m.staff_board_by({}, locale)}>
      <li>
        <a href={`/staff/day/${date}`} aria-current={by === 'therapist' ? 'true' : undefined}>
          {m.staff_therapists({}, locale)}
        </a>
      </li>
      <li>
        <a href={`/staff/day/${date}?by=room`} aria-current={by === 'room' ? 'true' : undefined}>
          {m.staff_rooms({}, locale)}
        </a>
      </li>
    </ul>
  )
}

function BoardKey({ by, language }: Pick<DayPanelProps, 'by' | 'language'>) {
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

function Cancelled({ language, cancelled }: DayPanelProps) {
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

function DateField({ language, by, date, badDate }: DayPanelProps) {
  const locale = { locale: language }
  return (
    <form className="jump" method="get" action="/staff/day" noValidate>
      {by === 'room' && <input type="hidden" name="by" value="room" />}
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
