import { data } from 'react-router'
import { type ReadCourse, readBookedCourse } from '#booking'
import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import { Thread } from '#look/thread.panel.tsx'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import { minuteFrom } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/visits.page'
import { threadFrom } from './course-words.ts'
import { headFrom } from './head.ts'
import { siteContext } from './site-context.ts'
import { VisitRows } from './visit-rows.panel.tsx'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { inClinic, keys, now } = context.get(requestContext)
  const course = await inClinic((trx) => readBookedCourse(trx, { secret: params.secret, keys }))
  if ('refused' in course) throw data(null, { status: 404 })
  const query = new URL(request.url).searchParams
  const news = ['booked', 'cancelled'].find((word) => query.has(word))
  const positions = (query.get('moved') ?? '').split(' ')
  return {
    ...context.get(siteContext),
    course,
    secret: params.secret,
    news,
    nowMinute: minuteFrom(now()),
    moved: course.visits.filter((visit) => positions.includes(String(visit.position))).map(({ id }) => id),
    back: query.get('back')?.slice(0, 8000),
  }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { language, clinic } = loaderData
  return headFrom({ title: `${m.manage_title({}, { locale: language })} – ${clinic.name}`, hidden: true })
}

export default function VisitsPage({ loaderData }: Route.ComponentProps) {
  const { language, clinic, course, news, secret, nowMinute, moved } = loaderData
  const locale = { locale: language }
  const left = course.visits.filter((visit) => visit.state === 'booked' && visit.start > nowMinute)
  const base = `/${language}/visits/${secret}`
  return (
    <main id="main">
      <div className={news === 'booked' ? 'page is-wide confirmed' : 'page'}>
        <Head course={course} language={language} news={news} />
        {moved.length > 0 && <Moved loaderData={loaderData} />}
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
        {left.length > 0 && clinic.changeNoticeHours > 0 && (
          <p>{m.moves_rule({ hours: clinic.changeNoticeHours }, locale)}</p>
        )}
        <VisitRows page={{ clinic, language, secret }} visits={course.visits} {...{ nowMinute, moved }} />
        <dl className="next-steps">
          <dt>{m.before_heading({}, locale)}</dt>
          <dd>
            {m.before_text({}, locale)}{' '}
            <a href={`/${language}/guide`}>{m.questions_ask_to_guide({}, locale)}</a>
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

/** What has just moved, and the way back as long as the old times are free. */
function Moved({ loaderData }: Pick<Route.ComponentProps, 'loaderData'>) {
  const { language, secret, moved, back } = loaderData
  const locale = { locale: language }
  const visits = moved.length
  const query = back && new URLSearchParams({ visit: visits === 1 ? (moved[0] ?? 'all') : 'all', move: back })
  return (
    <Notice kind="done" title={visits > 1 ? m.moves_done({ visits }, locale) : m.moves_done_one({}, locale)}>
      <p>{m.moves_done_text({}, locale)}</p>
      {query && (
        <p>
          <a href={`/${language}/visits/${secret}/move?${query}`}>{m.moves_back({}, locale)}</a>
        </p>
      )}
    </Notice>
  )
}
