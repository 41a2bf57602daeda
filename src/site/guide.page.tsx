import { listArticles } from '#guide'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import type { Route } from './+types/guide.page'
import { headAt } from './head.ts'
import { siteContext } from './site-context.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { inClinic, config } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  return { clinic, language, articles: await inClinic((trx) => listArticles(trx, language)), url: config.url }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const locale = { locale: loaderData.language }
  return headAt('/guide', loaderData, {
    title: `${m.guide_title({}, locale)} – ${loaderData.clinic.name}`,
    description: m.guide_lead({}, locale),
  })
}

export default function GuidePage({ loaderData: { language, articles } }: Route.ComponentProps) {
  return (
    <main id="main">
      <div className="page">
        <div className="page-head">
          <h1>{m.guide_title({}, { locale: language })}</h1>
          <p className="lead">{m.guide_lead({}, { locale: language })}</p>
        </div>
        <ul className="offers">
          {articles.map((article) => (
            <li key={article.slug} className="offer">
              <h2>
                <a href={`/${language}/guide/${article.slug}`}>{article.title}</a>
              </h2>
              <p>{article.summary}</p>
            </li>
          ))}
        </ul>
      </div>
    </main>
  )
}
