import { createHash } from 'node:crypto'
import { data, redirect } from 'react-router'
import { confirmCourse, extendHold, offerNearest, type ReadCourse, readHold, releaseHold } from '#booking'
import { RadioCards } from '#look/choice.panel.tsx'
import { TextField } from '#look/field.panel.tsx'
import { canSend } from '#messages'
import { Icon } from '#look/icon.panel.tsx'
import { ErrorSummary, Notice } from '#look/notice.panel.tsx'
import { Thread } from '#look/thread.panel.tsx'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { sayPrice, sayTime } from '#platform/say'
import { m } from '#platform/words'
import { readKeptDetails } from '#questions'
import type { Route } from './+types/hold.page'
import { type ClientFault, type ClientValues, clientValuesFrom, readClient } from './client-form.ts'
import { threadFrom } from './course-words.ts'
import { headFrom } from './head.ts'
import { isTooFast } from './pace.ts'
import { Progress } from './progress.panel.tsx'
import { readForm } from './read-form.ts'
import { siteContext } from './site-context.ts'

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { inClinic, now, keys, config } = context.get(requestContext)
  const site = context.get(siteContext)
  const { sms } = canSend(config)
  const wishes = new URL(request.url).search.slice(1)
  const hold = await inClinic((trx) => readHold(trx, { hold: params.hold, keys, now: now() }))
  if (!('refused' in hold)) {
    const kept = new URLSearchParams(wishes).get('kept') ?? ''
    const known =
      kept === '' ? undefined : await inClinic((trx) => readKeptDetails(trx, { kept, keys, now: now() }))
    return { ...site, wishes, sms, known, hold: { ...hold, until: untilMinute(hold.until) } }
  }
  if (hold.refused === 'unknown-hold') throw data(null, { status: 404 })
  if (hold.refused === 'already-booked') throw redirect(`/${site.language}/visits/${hold.secret}`, 303)
  const { missed } = hold
  const courses = missed ? await inClinic((trx) => offerNearest(trx, { ...missed, now: now(), keys })) : []
  return data({ ...site, wishes, sms, hold: undefined, courses }, 409)
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { inClinic, now, keys } = context.get(requestContext)
  const { language } = context.get(siteContext)
  const form = await readForm(request)
  const values = clientValuesFrom(form)
  const hold = { hold: params.hold, keys }
  switch (form.get('act')) {
    case 'extend': {
      const extended = await inClinic((trx) => extendHold(trx, { ...hold, now: now() }))
      const refused = 'refused' in extended && extended.refused === 'held-long-enough'
      return data(
        { values, faults: [], notice: refused ? ('held-long-enough' as const) : undefined },
        refused ? 409 : 200,
      )
    }
    case 'release': {
      await inClinic((trx) => releaseHold(trx, hold))
      throw redirect(`/${language}/book/times?${new URL(request.url).searchParams}`, 303)
    }
    default:
      return confirm({ context, params, values })
  }
}

type Confirming = Pick<Route.ActionArgs, 'context' | 'params'> & { readonly values: ClientValues }

/** The hold is the key: the same form sent twice, at once or later, books once and leads to the same page. */
async function confirm({ context, params, values }: Confirming) {
  const { inClinic, now, keys } = context.get(requestContext)
  const { language } = context.get(siteContext)
  const read = readClient(values)
  if ('faults' in read) return data({ values, faults: read.faults, notice: undefined }, 422)
  if (await isTooFast(context, 'confirm'))
    return data({ values, faults: [], notice: 'too-many-requests' as const }, 429)
  const key = createHash('sha256').update(params.hold).digest('base64url')
  const { client } = read
  const booked = await inClinic((trx) =>
    confirmCourse(trx, {
      hold: params.hold,
      keys,
      client,
      language,
      key: `site:${key}`,
      requestHash: key,
      now: now(),
    }),
  )
  if (!('refused' in booked)) throw redirect(`/${language}/visits/${booked.secret}?booked`, 303)
  return data({ values, faults: [], notice: undefined }, 409)
}

function untilMinute(until: { readonly epochMilliseconds: number }): number {
  return Math.floor(until.epochMilliseconds / 60_000)
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { language, clinic } = loaderData
  return headFrom({ title: `${m.about_title({}, { locale: language })} – ${clinic.name}`, hidden: true })
}

const faultWords: Record<ClientFault, (inputs: object, options: { locale: Language }) => string> = {
  name: m.error_name,
  email: m.error_email,
  phone: m.error_phone,
  contact: m.error_contact,
}

export default function HoldPage({ loaderData, actionData }: Route.ComponentProps) {
  const { language, hold } = loaderData
  if (!hold) return <Expired loaderData={loaderData} />
  const known = 'known' in loaderData ? loaderData.known : undefined
  const locale = { locale: language }
  const faults = actionData?.faults ?? []
  return (
    <main id="main">
      <div className="page is-wide">
        <div className="page-head">
          <Progress at="about" asks={hold.service?.kind === 'treatment'} language={language} />
          <h1>{m.about_heading({}, locale)}</h1>
        </div>
        <ErrorSummary
          title={m.errors_title({}, locale)}
          errors={faults.map((fault) => ({ field: fault, words: faultWords[fault]({}, locale) }))}
        />
        {actionData?.notice && <Slow notice={actionData.notice} language={language} />}
        <div className="booking">
          <Form loaderData={loaderData} hold={hold} values={actionData?.values ?? known} faults={faults} />
          <Summary loaderData={loaderData} hold={hold} />
        </div>
      </div>
    </main>
  )
}

type Notices = 'held-long-enough' | 'too-many-requests'

function Slow({ notice, language }: { readonly notice: Notices; readonly language: Language }) {
  const locale = { locale: language }
  if (notice === 'held-long-enough') return <Notice kind="waiting" title={m.held_long_enough({}, locale)} />
  return (
    <Notice kind="alarm" title={m.too_many_requests({}, locale)}>
      <p>{m.too_many_requests_text({}, locale)}</p>
    </Notice>
  )
}

type LiveHold = ReadCourse & { readonly until: number }
type Loaded = { readonly loaderData: Route.ComponentProps['loaderData'] }
type FormProps = Loaded & {
  readonly hold: LiveHold
  readonly values: ClientValues | undefined
  readonly faults: readonly ClientFault[]
}

function Form({ loaderData: { language, clinic, sms }, hold, values, faults }: FormProps) {
  const locale = { locale: language }
  const price = sayPrice(hold.price.amount, hold.price.currency, language)
  const visits = hold.visits.length
  const until = sayTime(hold.until, { language, zone: clinic.zone })
  return (
    <form className="form" method="post" noValidate>
      <div className="hold">
        <Icon shape="clock" />
        <p>
          {m.held_until({}, locale)} <strong>{until}</strong>.{' '}
        </p>
      </div>
      <ClientFields {...{ language, sms, values, faults }} />
      <p className="quiet small">
        {m.stored_note({}, locale)} <a href={`/${language}/privacy`}>{m.footer_privacy({}, locale)}</a>
      </p>
      <div className="actions">
        <button className="button" type="submit" name="act" value="confirm">
          {visits > 1 ? m.book_visits({ visits, price }, locale) : m.book_visit({ price }, locale)}
        </button>
        <button className="button is-quiet" type="submit" name="act" value="extend">
          {m.held_extend({}, locale)}
        </button>
        <button className="link-button" type="submit" name="act" value="release">
          {m.let_go({}, locale)}
        </button>
      </div>
    </form>
  )
}

type ClientFieldsProps = Pick<FormProps, 'values' | 'faults'> & {
  readonly language: Language
  /** Whether there is something here that sends them. */
  readonly sms: boolean
}

function ClientFields({ language, sms, values, faults }: ClientFieldsProps) {
  const locale = { locale: language }
  const errorOf = (fault: ClientFault) => (faults.includes(fault) ? faultWords[fault]({}, locale) : undefined)
  return (
    <>
      <TextField
        name="name"
        label={m.field_name({}, locale)}
        autoComplete="name"
        value={values?.name}
        error={errorOf('name')}
      />
      <TextField
        name="email"
        kind="email"
        label={m.field_email({}, locale)}
        autoComplete="email"
        inputMode="email"
        value={values?.email}
        error={errorOf('email')}
      />
      <TextField
        name="phone"
        kind="tel"
        label={m.field_phone({}, locale)}
        hint={m.field_phone_hint({}, locale)}
        autoComplete="tel"
        inputMode="tel"
        value={values?.phone}
        error={errorOf('phone')}
      />
      <RadioCards
        name="contact"
        label={m.field_contact({}, locale)}
        value={values?.contact ?? 'email'}
        error={errorOf('contact')}
        choices={[
          { value: 'email', words: m.contact_email({}, locale) },
          ...(sms ? [{ value: 'sms', words: m.contact_sms({}, locale) }] : []),
          { value: 'phone', words: m.contact_phone({}, locale) },
        ]}
      />
    </>
  )
}

function Summary({ loaderData: { language, clinic }, hold }: Loaded & { readonly hold: LiveHold }) {
  const locale = { locale: language }
  const { amount, currency, vatPercent } = hold.price
  const vat = Math.round((amount * vatPercent) / (100 + vatPercent))
  const label = m.your_course({}, locale)
  return (
    <aside className="summary" aria-label={label}>
      <h2>{hold.service?.name[language] ?? label}</h2>
      <Thread {...threadFrom(hold.visits, { language, zone: clinic.zone }, label)} />
      <p className="price">
        <span>{m.total_price({}, locale)}</span>
        <span className="sum">{sayPrice(amount, currency, language)}</span>
        <span className="vat">
          {m.vat({ vat: sayPrice(vat, currency, language), percent: vatPercent }, locale)}
        </span>
      </p>
    </aside>
  )
}

function Expired({ loaderData: { language, clinic, wishes, ...rest } }: Loaded) {
  const locale = { locale: language }
  const courses = 'courses' in rest ? rest.courses : []
  return (
    <main id="main">
      <div className="page is-wide">
        <div className="page-head">
          <h1>{m.expired_title({}, locale)}</h1>
          <p className="lead">{m.expired_text({}, locale)}</p>
        </div>
        <ul className="proposals">
          {courses.map((course, at) => (
            <li key={course.id} className="proposal">
              <Thread
                {...threadFrom(
                  course.visits,
                  { language, zone: clinic.zone },
                  m.course_label({ number: at + 1 }, locale),
                )}
              />
              <form method="post" action={`/${language}/book/times?${wishes}`}>
                <input type="hidden" name="course" value={course.id} />
                <button className="button" type="submit">
                  {course.visits.length > 1 ? m.choose_these({}, locale) : m.choose_this({}, locale)}
                </button>
              </form>
            </li>
          ))}
        </ul>
        <div className="actions">
          <a className="button is-quiet" href={`/${language}/book?${wishes}`}>
            {m.to_the_times({}, locale)}
          </a>
        </div>
      </div>
    </main>
  )
}
