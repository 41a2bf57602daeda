import type { BookedVisit } from '#booking/contract'
import { isTooLate } from '#booking/pure'
import { sayDay, sayDayAndTime, sayPhone } from '#platform/say'
import { m } from '#platform/words'
import { type MovePage, visitsPath } from './move-step.ts'

type Page = Pick<MovePage, 'clinic' | 'language' | 'secret'>

type VisitRowsProps = {
  readonly page: Page
  readonly visits: readonly BookedVisit[]
  readonly nowMinute: number
  /** The ids of those that have just moved. */
  readonly moved: readonly string[]
}

/** Visit by visit, with what she may still do with each, and below with all that are left. */
export function VisitRows({ page, visits, nowMinute, moved }: VisitRowsProps) {
  const locale = { locale: page.language }
  const base = visitsPath(page)
  const left = visits.filter((visit) => changeOf(visit, page, nowMinute) === 'open')
  return (
    <>
      <ul className="visit-rows">
        {visits.map((visit) => (
          <VisitRow
            key={visit.id}
            visit={visit}
            page={page}
            change={changeOf(visit, page, nowMinute)}
            moved={moved.includes(visit.id)}
          />
        ))}
      </ul>
      {left.length > 1 && (
        <div className="actions">
          <a className="button is-quiet" href={`${base}/move?visit=all`}>
            {m.moves_move_all({}, locale)}
          </a>
          <a className="button is-danger" href={`${base}/cancel?visit=all`}>
            {m.cancel_all({}, locale)}
          </a>
        </div>
      )}
    </>
  )
}

type Change = 'open' | 'near' | 'closed'

function changeOf(visit: BookedVisit, { clinic }: Page, nowMinute: number): Change {
  if (visit.state !== 'booked' || visit.start <= nowMinute) return 'closed'
  const near = isTooLate(visit.start, { now: nowMinute, noticeHours: clinic.changeNoticeHours })
  return near ? 'near' : 'open'
}

type VisitRowProps = {
  readonly visit: BookedVisit
  readonly page: Page
  readonly change: Change
  readonly moved: boolean
}

function VisitRow({ visit, page, change, moved }: VisitRowProps) {
  const { language, clinic } = page
  const locale = { locale: language }
  const saying = { language, zone: clinic.zone }
  const minutes = visit.clientLeaves - visit.start
  const cancelled = visit.state === 'cancelled'
  return (
    <li className={cancelled ? 'is-cancelled' : undefined}>
      <span>
        <span className="visit-when">{sayDayAndTime(visit.start, saying)}</span>
        <span className="quiet small">
          {m.with_for({ minutes, name: visit.therapist?.name ?? clinic.name }, locale)}
        </span>{' '}
        {moved && !cancelled && <span className="tag is-done">{m.moves_tag_moved({}, locale)}</span>}
        {cancelled && <span className="tag is-alarm">{m.state_cancelled({}, locale)}</span>}
      </span>
      {change === 'near' && (
        <p className="small">
          {m.moves_near({ hours: clinic.changeNoticeHours, phone: sayPhone(clinic.phone) }, locale)}
        </p>
      )}
      {change === 'open' && <Changes visit={visit} page={page} day={sayDay(visit.start, saying)} />}
    </li>
  )
}

type ChangesProps = { readonly visit: BookedVisit; readonly page: Page; readonly day: string }

function Changes({ visit, page, day }: ChangesProps) {
  const locale = { locale: page.language }
  const base = visitsPath(page)
  return (
    <span className="visit-changes">
      <a
        className="button is-quiet is-small"
        href={`${base}/move?visit=${visit.id}`}
        aria-label={m.moves_move_named({ day }, locale)}
      >
        {m.moves_move({}, locale)}
      </a>
      <a
        className="button is-quiet is-small"
        href={`${base}/cancel?visit=${visit.id}`}
        aria-label={m.cancel_this_named({ day }, locale)}
      >
        {m.cancel_this({}, locale)}
      </a>
    </span>
  )
}
