import { offerCourses } from '#booking'
import { listServices } from '#clinic'
import type { Service } from '#clinic/contract'
import { listArticles } from '#guide'
import { minutesUntilClientLeaves } from '#booking/pure'
import { Thread } from '#look/thread.panel.tsx'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { sayPrice } from '#platform/say'
import { m } from '#platform/words'
import type { Route } from './+types/home.page'
import { concernsInOrder } from './concern-words.ts'
import { sayVisitMinutes, threadFrom } from './course-words.ts'
import { headAt } from './head.ts'
import { AskFirst, Concerns } from './home-ways.panel.tsx'
import { SkinSection } from './look/skin-section.panel.tsx'
import { siteContext } from './site-context.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { inClinic, now, config, keys } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const { services, articles } = await inClinic(async (trx) => ({
    services: await listServices(trx),
    articles: await listArticles(trx, language),
  }))
  const course = services.find((service) => service.rest)
  const ask = { days: 120, limit: 1, wish: {}, now: now(), keys }
  const offers = course && (await inClinic((trx) => offerCourses(trx, { ...ask, service: course.id })))
  const example = offers && 'courses' in offers ? offers.courses[0] : undefined
  return {
    clinic,
    language,
    services,
    concerns: concernsInOrder.filter((one) => articles.some(({ concern }) => concern === one)),
    minutes: course ? minutesUntilClientLeaves(course.segments) : 0,
    example:
      example &&
      threadFrom(example.visits, { language, zone: clinic.zone }, m.home_example({}, { locale: language })),
    url: config.url,
  }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { clinic, language } = loaderData
  const names = { clinic: clinic.name, city: clinic.city }
  return headAt('', loaderData, {
    title: m.home_title(names, { locale: language }),
    description: m.home_description({}, { locale: language }),
  })
}

export default function HomePage({ loaderData }: Route.ComponentProps) {
  const { clinic, language, services, concerns, example, minutes } = loaderData
  const locale = { locale: language }
  return (
    <main id="main" className="home">
      <section className="hero">
        <div>
          <h1>{m.home_heading({}, locale)}</h1>
          <p className="lead">{m.home_lead({}, locale)}</p>
          <div className="actions">
            <a className="button" href={`/${language}/book`}>
              {m.home_book({}, locale)}
            </a>
            <a className="button is-quiet" href={`/${language}/guide`}>
              {m.home_read({}, locale)}
            </a>
          </div>
        </div>
        <div>
          <SkinSection title={m.skin_title({}, locale)} description={m.skin_description({}, locale)} />
          <p className="hero-model no-print">
            <a href={`/${language}/guide/skin-model`}>{m.home_model({}, locale)}</a>
          </p>
        </div>
      </section>
      <Concerns concerns={concerns} language={language} />
      {example && (
        <section className="band">
          <div className="band-words">
            <div className="section-head">
              <h2>{m.home_course_heading({}, locale)}</h2>
              <p>{m.home_course_text({}, locale)}</p>
            </div>
            <p className="eyebrow">{example.label}</p>
            <Thread {...example} />
          </div>
        </section>
      )}
      <Steps language={language} minutes={minutes} />
      {services.length > 0 && (
        <section>
          <div className="section-head">
            <h2>{m.home_services({}, locale)}</h2>
          </div>
          <ul className="offers">
            {services.map((service) => (
              <Offer key={service.id} service={service} currency={clinic.currency} language={language} />
            ))}
          </ul>
        </section>
      )}
      <AskFirst phone={clinic.phone} language={language} />
    </main>
  )
}

function Steps({ language, minutes }: { readonly language: Language; readonly minutes: number }) {
  const locale = { locale: language }
  return (
    <section>
      <div className="section-head">
        <h2>{m.home_steps({}, locale)}</h2>
      </div>
      <ol className="steps">
        <li>
          <h3>{m.home_step_read({}, locale)}</h3>
          <p>{m.home_step_read_text({}, locale)}</p>
        </li>
        <li>
          <h3>{m.home_step_choose({}, locale)}</h3>
          <p>{m.home_step_choose_text({}, locale)}</p>
        </li>
        {minutes > 0 && (
          <li>
            <h3>{m.home_step_come({}, locale)}</h3>
            <p>{m.home_step_come_text({ minutes }, locale)}</p>
          </li>
        )}
      </ol>
    </section>
  )
}

type OfferProps = { readonly service: Service; readonly currency: string; readonly language: Language }

function Offer({ service, currency, language }: OfferProps) {
  const locale = { locale: language }
  const { rest } = service
  const name = service.name[language]
  return (
    <li className="offer">
      <h3>{name}</h3>
      <dl className="facts">
        <div>
          <dt>{m.fact_price({}, locale)}</dt>
          <dd>{sayPrice(service.priceMinor, currency, language)}</dd>
        </div>
        <div>
          <dt>{m.fact_visit({}, locale)}</dt>
          <dd>{sayVisitMinutes(service, language)}</dd>
        </div>
        {rest && (
          <div>
            <dt>{m.fact_rest({}, locale)}</dt>
            <dd>{m.days_range({ least: rest.atLeastDays, most: rest.atMostDays }, locale)}</dd>
          </div>
        )}
      </dl>
      <p>{service.summary[language]}</p>
      <a
        className={rest ? 'button' : 'button is-quiet'}
        href={`/${language}/book?service=${service.id}`}
        aria-label={m.find_times_for({ service: name }, locale)}
      >
        {m.find_times({}, locale)}
      </a>
    </li>
  )
}
