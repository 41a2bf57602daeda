import { Icon } from '#look/icon.panel.tsx'
import { requestContext } from '#platform/context'
import { sayPhone } from '#platform/say'
import { m } from '#platform/words'
import type { Route } from './+types/contact.page'
import { addressLines, hoursFor } from './footer-words.ts'
import { headAt } from './head.ts'
import { OpeningHours } from './look/opening-hours.panel.tsx'
import { siteContext } from './site-context.ts'

export function loader({ context }: Route.LoaderArgs) {
  return { ...context.get(siteContext), url: context.get(requestContext).config.url }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const locale = { locale: loaderData.language }
  return headAt('/contact', loaderData, {
    title: `${m.contact_title({}, locale)} – ${loaderData.clinic.name}`,
    description: m.contact_lead({}, locale),
  })
}

export default function ContactPage({ loaderData: { language, clinic } }: Route.ComponentProps) {
  const locale = { locale: language }
  return (
    <main id="main">
      <div className="page">
        <div className="page-head">
          <h1>{m.contact_heading({ clinic: clinic.name }, locale)}</h1>
          <p className="lead">{m.contact_lead({}, locale)}</p>
        </div>
        {clinic.phone !== '' && (
          <p className="with-icon">
            <Icon shape="phone" /> <a href={`tel:${clinic.phone}`}>{sayPhone(clinic.phone)}</a>
          </p>
        )}
        <p className="with-icon">
          <Icon shape="mail" /> <a href={`mailto:${clinic.email}`}>{clinic.email}</a>
        </p>
        <p>
          <a href={`/${language}/ask`}>{m.questions_ask_title({}, locale)}</a>
        </p>
        <address>
          <strong>{clinic.name}</strong>
          {addressLines(clinic).map((line) => (
            <span key={line} className="address-line">
              {line}
            </span>
          ))}
        </address>
        {clinic.openingHours.length > 0 && (
          <>
            <h2>{m.footer_hours({}, locale)}</h2>
            <OpeningHours {...hoursFor(clinic.openingHours, language)} />
          </>
        )}
      </div>
    </main>
  )
}
