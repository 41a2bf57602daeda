import { data, redirect } from 'react-router'
import { cancelVisits, readBookedCourse } from '#booking'
import { Notice } from '#look/notice.panel.tsx'
import { Thread } from '#look/thread.panel.tsx'
import { requestContext } from '#platform/context'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import type { Route } from './+types/cancel.page'
import { threadFrom } from './course-words.ts'
import { headFrom } from './head.ts'
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

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { visits, asked } = await readAsked(context, request, params.secret)
  if (visits.length === 0) throw data(null, { status: 404 })
  return { ...context.get(siteContext), visits, asked, secret: params.secret }
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { inClinic, now } = context.get(requestContext)
  const { language } = context.get(siteContext)
  const { course, asked } = await readAsked(context, request, params.secret)
  if (await isTooFast(context, 'cancel')) return data({ refused: 'too-many-requests' as const }, 429)
  const cancelled = await inClinic((trx) =>
    cancelVisits(trx, { course: course.id, visit: asked, by: 'client', now: now() }),
  )
  if ('refused' in cancelled) return data(cancelled, cancelled.refused === 'unknown-visit' ? 404 : 409)
  throw redirect(`/${language}/visits/${params.secret}?cancelled`, 303)
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { language, clinic } = loaderData
  return headFrom({ title: `${m.cancel_this({}, { locale: language })} – ${clinic.name}`, hidden: true })
}

export default function CancelPage({ loaderData, actionData }: Route.ComponentProps) {
  const { language, clinic, visits, asked, secret } = loaderData
  const locale = { locale: language }
  const all = asked === 'all' && visits.length > 1
  const phone = sayPhone(clinic.phone)
  return (
    <main id="main">
      <div className="page">
        <div className="page-head">
          <h1>{all ? m.cancel_heading_all({}, locale) : m.cancel_heading_one({}, locale)}</h1>
          <p className="lead">{all ? m.cancel_text_all({}, locale) : m.cancel_text({}, locale)}</p>
        </div>
        {actionData && <Notice kind="alarm" title={sayRefusal(actionData.refused, phone, locale)} />}
        <Thread {...threadFrom(visits, { language, zone: clinic.zone }, m.your_course({}, locale))} />
        <form method="post" className="form" action={`/${language}/visits/${secret}/cancel?visit=${asked}`}>
          <div className="actions">
            <button className="button is-danger" type="submit">
              {m.cancel_yes({}, locale)}
            </button>
            <a className="button is-quiet" href={`/${language}/visits/${secret}`}>
              {m.cancel_no({}, locale)}
            </a>
          </div>
        </form>
      </div>
    </main>
  )
}

type Refused = 'unknown-visit' | 'already-begun' | 'too-many-requests'

function sayRefusal(refused: Refused, phone: string, locale: { locale: 'sv' | 'en' }): string {
  switch (refused) {
    case 'unknown-visit':
      return m.cancel_gone({}, locale)
    case 'already-begun':
      return m.cancel_begun({ phone }, locale)
    case 'too-many-requests':
      return m.too_many_requests_text({}, locale)
  }
}
