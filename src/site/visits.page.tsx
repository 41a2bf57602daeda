import { data } from 'react-router'
import { type ReadCourse, readBookedCourse } from '#booking'
import type { BookedVisit } from '#booking/contract'
import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import { Thread } from '#look/thread.panel.tsx'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { sayDay, sayDayAndTime, sayPhone } from '#platform/say'
import { minuteFrom } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/visits.page'
import { threadFrom } from './course-words.ts'
import { headFrom } from './head.ts'
import { siteContext } from './site-context.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { inClinic, keys, now } = context.get(requestContext)
  const course = await inClinic((trx) => readBookedCourse(trx, { secret: params.secret, keys }))
  if ('refused' in course) throw data(null, { status: 404 })
  const query = new URL(request.url).searchParams
  const news = ['booked', 'cancelled'].find((word) => query.has(word))
  return { ...context.get(siteContext), course, secret: params.secret, news, nowMinute: minuteFrom(now()) }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { language, clinic } = loaderData
  return headFrom({ title: `${m.manage_title({}, { locale: language })} – ${clinic.name}`, hidden: true })
}

export default function VisitsPage({ loaderData }: Route.ComponentProps) {
  const { language, clinic, course, news, secret, nowMinute } = loaderData
  const locale = { locale: language }
  const left = course.visits.filter((visit) => visit.state === 'booked' && visit.start > nowMinute)
  const base = `/${language}/visits/${secret}`
  return (
    <main id="main">
      <div className={news === 'booked' ? 'page is-wide confirmed' : 'page'}>
        <Head course={course} language={language} news={news} />
        <Thread {...threadFrom(course.visits, { language, zone: clinic.zone }, m.your_course({}, locale))} />
        {left.length > 0 ? (
          <div className="actions">
            <a className="button" href={`${base}/calendar.ics`}>
              <Icon shape="calendar" />
              {m.add_to_calendar({}, locale)}
            </a>
          </div>
        ) : (
          <div className="actions">
            <a className="button" href={`/${language}/book`}>
              {m.book_again({}, locale)}
            </a>
          </div>
        )}
        <h2>{m.visit_by_visit({}, locale)}</h2>
        <ul className="visit-rows">
          {course.visits.map((visit) => (
            <VisitRow
              key={visit.id}
              visit={visit}
              open={left.includes(visit)}
              base={base}
              site={loaderData}
            />
          ))}
        </ul>
        {left.length > 1 && (
          <div className="actions">
            <a className="button is-danger" href={`${base}/cancel?visit=all`}>
              {m.cancel_all({}, locale)}
            </a>
          </div>
        )}
        <dl className="next-steps">
          <dt>{m.before_heading({}, locale)}</dt>
          <dd>
            {m.before_text({}, locale)} <a href={`/${language}/guide`}>{m.nav_guide({}, locale)}</a>
          </dd>
          <dt>{m.come_up_heading({}, locale)}</dt>
          <dd>{m.come_up_text({ phone: sayPhone(clinic.phone) }, locale)}</dd>
        </dl>
      </div>
    </main>
  )
}

type HeadProps = {
  readonly course: ReadCourse
  readonly language: Language
  readonly news: string | undefined
}

function Head({ course, language, news }: HeadProps) {
  const locale = { locale: language }
  const visits = course.visits.length
  if (news === 'booked') {
    return (
      <>
        <Icon shape="done" />
        <div className="page-head">
          <h1>{visits > 1 ? m.booked_title({ visits }, locale) : m.booked_title_one({}, locale)}</h1>
          <p className="lead">{m.booked_lead({}, locale)}</p>
        </div>
      </>
    )
  }
  return (
    <>
      <div className="page-head">
        <h1>{m.manage_title({}, locale)}</h1>
      </div>
      {news === 'cancelled' && (
        <Notice kind="done" title={m.cancelled_title({}, locale)}>
          <p>{m.cancelled_text({}, locale)}</p>
        </Notice>
      )}
      {course.visits.every((visit) => visit.state === 'cancelled') && <p>{m.nothing_left({}, locale)}</p>}
    </>
  )
}

type VisitRowProps = {
  readonly visit: BookedVisit
  readonly open: boolean
  readonly base: string
  readonly site: Route.ComponentProps['loaderData']
}

function VisitRow({ visit, open, base, site: { language, clinic } }: VisitRowProps) {
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
        </span>
      </span>
      {cancelled && <span className="tag is-alarm">{m.state_cancelled({}, locale)}</span>}
      {open && (
        <a
          className="button is-quiet is-small"
          href={`${base}/cancel?visit=${visit.id}`}
          aria-label={m.cancel_this_named({ day: sayDay(visit.start, saying) }, locale)}
        >
          {m.cancel_this({}, locale)}
        </a>
      )}
    </li>
  )
}
