import { data, redirect } from 'react-router'
import { holdCourse, type OfferedCourse, offerCourses, offerNearest } from '#booking'
import { listServices, readResources } from '#clinic'
import { Icon } from '#look/icon.panel.tsx'
import { Notice } from '#look/notice.panel.tsx'
import { Thread } from '#look/thread.panel.tsx'
import { requestContext } from '#platform/context'
import { sayDay, sayPhone } from '#platform/say'
import { dayIn, instantFrom } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/times.page'
import { wasAsked } from './asked.ts'
import { sayReasons, threadFrom } from './course-words.ts'
import { formText } from './form-text.ts'
import { headFrom } from './head.ts'
import { isTooFast } from './pace.ts'
import { Progress } from './progress.panel.tsx'
import { readForm } from './read-form.ts'
import { siteContext } from './site-context.ts'
import { queryFrom, readWish, type Wish, wishValuesFrom } from './wish.ts'

const shown = 5

export async function loader({ context, request }: Route.LoaderArgs) {
  const asking = await readAsking(context, request)
  const { inClinic, now, keys } = context.get(requestContext)
  const { service, from, ...wish } = asking.wish
  const offers = await inClinic((trx) =>
    offerCourses(trx, {
      service: service.id,
      ...(from && { from }),
      days: 180,
      limit: shown,
      wish,
      now: now(),
      keys,
    }),
  )
  if ('refused' in offers) throw new Error(`A wish that was read could not be searched: ${offers.refused}`)
  return { ...pageOf(asking), offers }
}

/** Holds the chosen course; when somebody was quicker, says so and shows what is nearest to it. */
export async function action({ context, request }: Route.ActionArgs) {
  const asking = await readAsking(context, request)
  const { inClinic, now, keys, config, address } = context.get(requestContext)
  const { language } = context.get(siteContext)
  const page = pageOf(asking)
  if (await isTooFast(context, 'hold'))
    return data({ refused: 'too-many-requests' as const, courses: undefined }, 429)
  const form = await readForm(request)
  const course = formText(form, 'course').slice(0, 8000)
  const heldFor = config.rateLimits ? address : undefined
  const hold = await inClinic((trx) => holdCourse(trx, { course, keys, heldFor, now: now() }))
  if (!('refused' in hold)) throw redirect(`/${language}/hold/${hold.hold}?${page.query}`, 303)
  if (hold.refused === 'time-taken') {
    const courses = await inClinic((trx) => offerNearest(trx, { ...hold, now: now(), keys }))
    return data({ refused: hold.refused, visit: hold.visit, courses }, 409)
  }
  return data({ refused: hold.refused, courses: undefined }, hold.refused === 'unknown-course' ? 422 : 429)
}

type Asking = Awaited<ReturnType<typeof readAsking>>

/** The wish in the address, with proof that the questions were asked; what is missing leads to where it is mended. */
async function readAsking(context: Route.LoaderArgs['context'], request: Request) {
  const { inClinic, now, keys, clinic: id } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const query = new URL(request.url).searchParams
  const values = wishValuesFrom(query)
  const today = dayIn(clinic.zone, now())
  const read = await inClinic(async (trx) => {
    const therapists = (await readResources(trx)).filter((one) => one.kind === 'therapist')
    return { ...readWish(values, { services: await listServices(trx), therapists, today }) }
  })
  if ('faults' in read) throw redirect(`/${language}/book?${queryFrom(values)}&mend`, 303)
  const proof = query.get('asked')
  const needsAsking = read.wish.service.kind === 'treatment'
  const asked = { keys, clinic: id, service: values.service, today: today.toString() }
  if (needsAsking && !wasAsked(asked, proof))
    throw redirect(`/${language}/book/questions?${queryFrom(values)}`, 303)
  return { clinic, language, values, wish: read.wish, proof: needsAsking ? proof : null }
}

function pageOf({ clinic, language, values, wish, proof }: Asking) {
  const query = queryFrom(values) + (proof ? `&asked=${proof}` : '')
  const { name, kind, visits } = wish.service satisfies Wish['service']
  return { clinic, language, query, wishes: queryFrom(values), service: { name, kind, visits } }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { language, clinic } = loaderData
  return headFrom({ title: `${m.times_title({}, { locale: language })} – ${clinic.name}`, hidden: true })
}

export default function TimesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { language, clinic, service, offers, wishes } = loaderData
  const locale = { locale: language }
  const courses = inOrder(actionData?.courses?.length ? actionData.courses : offers.courses)
  return (
    <main id="main">
      <div className="page is-wide">
        <div className="page-head">
          <Progress at="times" asks={service.kind === 'treatment'} language={language} />
          <h1>
            {service.visits > 1 ? m.times_heading_course({}, locale) : m.times_heading_single({}, locale)}
          </h1>
          <p>{m.times_lead({ city: clinic.city, minutes: clinic.holdMinutes }, locale)}</p>
        </div>
        {actionData && <Refused loaderData={loaderData} refusal={actionData} />}
        {courses.length === 0 && (
          <Notice kind="info" title={m.no_times({}, locale)}>
            <p>{m.no_times_text({ phone: sayPhone(clinic.phone) }, locale)}</p>
          </Notice>
        )}
        <ul className="proposals">
          {courses.map((course, at) => (
            <Proposal key={course.id} course={course} number={at + 1} loaderData={loaderData} />
          ))}
        </ul>
        <div className="actions">
          {offers.more && <LaterTimes loaderData={loaderData} />}
          <a href={`/${language}/book?${wishes}`}>{m.change_wishes({}, locale)}</a>
        </div>
      </div>
    </main>
  )
}

/** By the first visit: a list of dates is read as a calendar is. */
function inOrder(courses: readonly OfferedCourse[]): OfferedCourse[] {
  return courses.toSorted((one, other) => (one.visits[0]?.start ?? 0) - (other.visits[0]?.start ?? 0))
}

type Loaded = { readonly loaderData: Route.ComponentProps['loaderData'] }

function Proposal({
  course,
  number,
  loaderData,
}: Loaded & { readonly course: OfferedCourse; readonly number: number }) {
  const { language, clinic, query, service } = loaderData
  const locale = { locale: language }
  const saying = { language, zone: clinic.zone }
  const day = sayDay(course.visits[0]?.start ?? 0, saying)
  const words = service.visits > 1 ? m.choose_these({}, locale) : m.choose_this({}, locale)
  return (
    <li className="proposal">
      <h2>{m.times_first({ day }, locale)}</h2>
      <Thread {...threadFrom(course.visits, saying, m.course_label({ number }, locale))} />
      <form method="post" action={`/${language}/book/times?${query}`}>
        <input type="hidden" name="course" value={course.id} />
        <button className="button" type="submit" aria-label={m.choose_named({ words, number, day }, locale)}>
          {words}
        </button>
      </form>
      <p className="proposal-reasons">{sayReasons(course.reasons, language)}</p>
    </li>
  )
}

/** Begins the day after the latest first visit that is shown. */
function LaterTimes({ loaderData: { language, clinic, query, offers } }: Loaded) {
  const latest = Math.max(...offers.courses.map((course) => course.visits[0]?.start ?? 0))
  const from = dayIn(clinic.zone, instantFrom(latest)).add({ days: 1 }).toString()
  const later = new URLSearchParams(query)
  later.set('from', from)
  return (
    <a className="button is-quiet" href={`/${language}/book/times?${later}`}>
      {m.later_times({}, { locale: language })}
      <Icon shape="arrow-right" />
    </a>
  )
}

type Refusal = { readonly refused: string; readonly visit?: number; readonly courses: unknown }

function Refused({ loaderData: { language, clinic }, refusal }: Loaded & { readonly refusal: Refusal }) {
  const locale = { locale: language }
  const minutes = clinic.holdMinutes
  const said = {
    'time-taken': [m.taken_title({ visit: refusal.visit ?? 1 }, locale), m.taken_text({}, locale)],
    'unknown-course': [m.offer_void({}, locale), m.offer_void_text({}, locale)],
    'too-many-holds': [m.too_many_holds({}, locale), m.too_many_holds_text({ minutes }, locale)],
    'too-many-requests': [m.too_many_requests({}, locale), m.too_many_requests_text({}, locale)],
  }[refusal.refused]
  return (
    <Notice kind="alarm" title={said?.[0]}>
      <p>{said?.[1]}</p>
    </Notice>
  )
}
