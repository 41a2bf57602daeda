import type { ReactNode } from 'react'
import type { OfferedMove } from '#booking/contract'
import { Icon } from '#look/icon.panel.tsx'
import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import { Thread } from '#look/thread.panel.tsx'
import { sayDayAndTime, sayPhone } from '#platform/say'
import { dayIn, instantFrom } from '#platform/time'
import { m } from '#platform/words'
import { asFirst, sayMoveReasons, sayOthers, threadAfter } from './move-words.ts'
import { type MovePage, type MoveStep, visitsPath } from './move-step.ts'
import { writeWhen } from './when.ts'
import { WhenFields, whenFaultWords } from './when-fields.panel.tsx'

type ChooseMoveProps = {
  readonly page: MovePage
  readonly offers: Extract<MoveStep, { at: 'choose' }>
  readonly notice: ReactNode
}

/** A few times that differ; each says at once what it does to the visits after it. */
export function ChooseMove({ page, offers, notice }: ChooseMoveProps) {
  const { clinic, language, asked, visits } = page
  const locale = { locale: language }
  const saying = { language, zone: clinic.zone }
  const now = visits.find((visit) => visit.id === asked)
  const moves = offers.moves.toSorted((one, other) => startOf(one) - startOf(other))
  return (
    <div className="page is-wide">
      <div className="page-head">
        <h1>{now ? m.moves_heading_one({}, locale) : m.moves_heading_all({}, locale)}</h1>
        <p className="lead">
          {now
            ? m.moves_lead_one({ when: sayDayAndTime(now.start, saying) }, locale)
            : m.moves_lead_all({}, locale)}
        </p>
      </div>
      {notice}
      <ErrorSummary
        title={m.moves_wish_errors({}, locale)}
        errors={page.faults.map((fault) => ({ field: fault, words: whenFaultWords[fault]({}, locale) }))}
      />
      {moves.length === 0 && (
        <Notice kind="info" title={m.no_times({}, locale)}>
          <p>{m.moves_no_times_text({ phone: sayPhone(clinic.phone) }, locale)}</p>
        </Notice>
      )}
      {!now && <Wishes page={page} open />}
      <ul className="proposals" aria-label={m.moves_offers({}, locale)}>
        {moves.map((move) => (
          <Offer key={move.id} move={move} page={page} />
        ))}
      </ul>
      <div className="actions">
        {offers.more && <LaterMoves moves={moves} page={page} />}
        <a href={visitsPath(page)}>{m.moves_keep({}, locale)}</a>
      </div>
      {now && <Wishes page={page} open={moves.length === 0} />}
    </div>
  )
}

/** Where the visit that was asked for would be; with a whole course, its first. */
function startOf({ visits }: OfferedMove): number {
  return visits.find((visit) => visit.change === 'asked')?.start ?? 0
}

function Offer({ move, page }: { readonly move: OfferedMove; readonly page: MovePage }) {
  const { clinic, language, asked, rest } = page
  const locale = { locale: language }
  const telling = { language, zone: clinic.zone, rest }
  const words = asked === 'all' ? m.choose_these({}, locale) : m.choose_this({}, locale)
  const when = sayDayAndTime(startOf(move), telling)
  const reasons = sayMoveReasons(move.reasons, language)
  return (
    <li className="proposal">
      <h2>{asFirst(when)}</h2>
      <Thread {...threadAfter(move.visits, telling)} />
      <a
        className="button"
        href={addressOf(page, { move: move.id })}
        aria-label={m.moves_choose_named({ words, when }, locale)}
      >
        {words}
      </a>
      {sayOthers(move.visits, telling).map((line) => (
        <p key={line} className="proposal-others">
          {line}
        </p>
      ))}
      {reasons && <p className="proposal-reasons">{reasons}</p>}
    </li>
  )
}

/** Begins the day after the latest time that is shown. */
function LaterMoves({ moves, page }: { readonly moves: readonly OfferedMove[]; readonly page: MovePage }) {
  const latest = Math.max(...moves.map(startOf))
  const from = dayIn(page.clinic.zone, instantFrom(latest)).add({ days: 1 }).toString()
  return (
    <a className="button is-quiet" href={addressOf({ ...page, values: { ...page.values, from } })}>
      {m.later_times({}, { locale: page.language })}
      <Icon shape="arrow-right" />
    </a>
  )
}

/** Who moves a whole course knows from when; who moves one visit may have enough in the first times shown. */
function Wishes({ page, open }: { readonly page: MovePage; readonly open: boolean }) {
  const { clinic, language, asked, values, faults } = page
  const locale = { locale: language }
  const wished = values.weekdays.length > 0 || values.part !== 'any' || values.from !== ''
  return (
    <details className="move-wishes" open={open || wished || faults.length > 0}>
      <summary>{m.moves_wish({}, locale)}</summary>
      <form className="form" method="get" noValidate action={`${visitsPath(page)}/move`}>
        <input type="hidden" name="visit" value={asked} />
        <WhenFields {...{ clinic, language, values, faults }} />
        <div className="actions">
          <button className="button is-quiet" type="submit">
            {m.show_times({}, locale)}
          </button>
        </div>
      </form>
    </details>
  )
}

/** The same question again, or one move out of its answer. */
export function addressOf(page: MovePage, { move }: { readonly move?: string } = {}): string {
  const query = writeWhen(new URLSearchParams({ visit: page.asked }), page.values)
  if (move) query.set('move', move)
  return `${visitsPath(page)}/move?${query}`
}
