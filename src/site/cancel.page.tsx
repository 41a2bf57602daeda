import { data, redirect } from 'react-router'
import { cancelVisits, readBookedCourse } from '#booking'
import type { BookedVisit } from '#booking/contract'
import { isTooLate } from '#booking/pure'
import { Notice } from '#look/notice.panel.tsx'
import { Thread } from '#look/thread.panel.tsx'
import { requestContext } from '#platform/context'
import { sayDayAndTime, sayPhone } from '#platform/say'
import { minuteFrom } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/cancel.page'
import { CancelLeaves } from './cancel-leaves.panel.tsx'
import { CannotChange } from './cannot-change.panel.tsx'
import { threadFrom } from './course-words.ts'
import { headFrom } from './head.ts'
import { sayWhich } from './move-words.ts'
import { isTooFast } from './pace.ts'
import { siteContext } from './site-context.ts'

/** Which visit the address means: one of the course's own, or every one that is left. */
async function readAsked(context: Route.LoaderArgs['context'], request: Request, secret: string) {
  const { inClinic, keys } = context.get(requestContext)
  const course = await inClinic((trx) => readBookedCourse(trx, { secret, keys }))
  if ('refused' in course) throw data(null, { status: 404 })
  const asked = new URL(request.url).searchParams.get('visit') ?? 'all'
  const visits = course.visits.filter(
    (visit) => visit.state === 'booked' && (asked === 'all' || visit.id === asked),
  )
  return { course, visits, asked: asked === 'all' ? ('all' as const) : asked }
}

/** What can be cancelled here, what is too near for that, and what would be left of the course. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const site = context.get(siteContext)
  const now = minuteFrom(context.get(requestContext).now())
  const { course, visits, asked } = await readAsked(context, request, params.secret)
  if (visits.length === 0) throw data(null, { status: 404 })
  const toCome = visits.filter((visit) => visit.start > now)
  const noticeHours = site.clinic.changeNoticeHours
  const near = toCome.filter((visit) => isTooLate(visit.start, { now, noticeHours }))
  const going = toCome.filter((visit) => !near.includes(visit))
  const left = course.visits.filter(
    (visit) => visit.state !== 'cancelled' && visit.state !== 'missed' && !going.includes(visit),
  )
  const why =
    going.length > 0 ? undefined : near.length > 0 ? ('too-late' as const) : ('already-begun' as const)
  const { service, visits: all } = course
  const page = { ...site, secret: params.secret, asked, going, near, left, why }
  return data({ ...page, rest: service?.rest, courseVisits: all.length }, why ? 409 : 200)
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { inClinic, now } = context.get(requestContext)
  const { language } = context.get(siteContext)
  const { course, asked } = await readAsked(context, request, params.secret)
  if (await isTooFast(context, 'cancel')) return data({ refused: 'too-many-requests' as const }, 429)
  const cancelled = await inClinic((trx) =>
    cancelVisits(trx, { course: course.id, visit: asked, by: 'client', now: now() }),
  )
  if ('refused' in cancelled)
    return data({ refused: cancelled.refused }, cancelled.refused === 'unknown-visit' ? 404 : 409)
  throw redirect(`/${language}/visits/${params.secret}?cancelled`, 303)
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { language, clinic } = loaderData
  return headFrom({ title: `${m.cancel_this({}, { locale: language })} – ${clinic.name}`, hidden: true })
}

export default function CancelPage({ loaderData, actionData }: Route.ComponentProps) {
  const { language, clinic, asked, secret, going, near, why } = loaderData
  if (why) return <main id="main">{<CannotChange page={loaderData} why={why} />}</main>
  const locale = { locale: language }
  const saying = { language, zone: clinic.zone }
  const all = asked === 'all' && going.length > 1
  const phone = sayPhone(clinic.phone)
  return (
    <main id="main">
      <div className="page">
        <div className="page-head">
          <h1>{all ? m.cancel_heading_all({}, locale) : m.cancel_heading_one({}, locale)}</h1>
          <p className="lead">{all ? m.cancel_text_all({}, locale) : m.cancel_text({}, locale)}</p>
        </div>
        {actionData && <Notice kind="alarm" title={sayRefusal(actionData.refused, phone, locale)} />}
        <Thread {...threadFrom(going, saying, m.your_course({}, locale))} />
        {near.map((visit) => (
          <p key={visit.id}>{sayStaying(visit, loaderData)}</p>
        ))}
        <CancelLeaves page={loaderData} />
        <form method="post" className="form" action={`/${language}/visits/${secret}/cancel?visit=${asked}`}>
          <div className="actions">
            <button className="button is-danger" type="submit">
              {m.cancel_yes({}, locale)}
            </button>
            <a className="button is-quiet" href={`/${language}/visits/${secret}/move?visit=${asked}`}>
              {m.moves_instead({}, locale)}
            </a>
            <a className="button is-quiet" href={`/${language}/visits/${secret}`}>
              {m.cancel_no({}, locale)}
            </a>
          </div>
        </form>
      </div>
    </main>
  )
}

/** With the whole course she may also mean a visit that is too near: that one stays, and she is told. */
function sayStaying(visit: BookedVisit, page: Route.ComponentProps['loaderData']): string {
  const { language, clinic, courseVisits } = page
  return m.moves_cancel_stays(
    {
      visit: sayWhich(visit, { language, visits: courseVisits }),
      when: sayDayAndTime(visit.start, { language, zone: clinic.zone }),
      phone: sayPhone(clinic.phone),
    },
    { locale: language },
  )
}

type Refused = 'unknown-visit' | 'already-begun' | 'too-late' | 'too-many-requests'

function sayRefusal(refused: Refused, phone: string, locale: { locale: 'sv' | 'en' }): string {
  switch (refused) {
    case 'unknown-visit':
      return m.cancel_gone({}, locale)
    case 'already-begun':
      return m.cancel_begun({ phone }, locale)
    case 'too-late':
      return m.moves_too_late({}, locale)
    case 'too-many-requests':
      return m.too_many_requests_text({}, locale)
  }
}
