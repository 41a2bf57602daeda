import { Icon } from '#look/icon.panel.tsx'
import { requestContext } from '#platform/context'
import { sayDay, sayPhone } from '#platform/say'
import { m } from '#platform/words'
import type { Urgency } from '#questions/pure'
import { Temporal } from 'temporal-polyfill'
import type { Route } from './+types/ask-done.page'
import { headFrom } from './head.ts'
import { siteContext } from './site-context.ts'
import { UrgentAdvice } from './urgent-advice.panel.tsx'

/** The address says when an answer comes and nothing of what was asked or by whom. */
export function loader({ context, request }: Route.LoaderArgs) {
  const { clinic, language } = context.get(siteContext)
  const { now } = context.get(requestContext)
  const query = new URL(request.url).searchParams
  const by = dayFrom(query.get('by') ?? '')
  const noon = by?.toZonedDateTime({ timeZone: clinic.zone, plainTime: '12:00' }).epochMilliseconds
  const thisYear = now().toZonedDateTimeISO(clinic.zone).year
  return {
    clinic,
    language,
    by: noon === undefined ? undefined : sayDay(noon / 60_000, { language, zone: clinic.zone }, thisYear),
    isAnswered: query.has('answered'),
    urgency: urgencyFrom(query.get('urgent')),
  }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const title = m.questions_ask_thanks({}, { locale: loaderData.language })
  return headFrom({ title: `${title} – ${loaderData.clinic.name}`, hidden: true })
}

export default function AskDonePage({ loaderData }: Route.ComponentProps) {
  const { language, clinic, by, isAnswered, urgency } = loaderData
  const locale = { locale: language }
  const phone = sayPhone(clinic.phone)
  return (
    <main id="main">
      <div className="page confirmed">
        <Icon shape="done" />
        <div className="page-head">
          <h1>
            {isAnswered ? m.questions_ask_thanks_answered({}, locale) : m.questions_ask_thanks({}, locale)}
          </h1>
          <p className="lead">
            {isAnswered && m.questions_ask_thanks_counted({}, locale)}
            {!isAnswered && by !== undefined && m.questions_ask_thanks_by({ day: by }, locale)}
            {!isAnswered && by === undefined && m.questions_ask_thanks_soon({}, locale)}
          </p>
        </div>
        {urgency && <UrgentAdvice urgency={urgency} facts={[]} phone={clinic.phone} language={language} />}
        {!isAnswered && !urgency && <p>{m.questions_ask_thanks_urgent({ phone }, locale)}</p>}
        <div className="actions">
          <a className="button" href={`/${language}/guide`}>
            {m.questions_ask_to_guide({}, locale)}
          </a>
          <a className="button is-quiet" href={`/${language}/book`}>
            {m.nav_book({}, locale)}
          </a>
        </div>
      </div>
    </main>
  )
}

/** An address without the word, or with another, is read as the calmer one: the emergency is said where it was meant. */
function urgencyFrom(told: string | null): Urgency | undefined {
  if (told === null) return undefined
  return told === 'emergency' ? 'emergency' : 'same-day'
}

function dayFrom(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}
