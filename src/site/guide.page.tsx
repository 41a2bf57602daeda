import { listArticles, searchGuide } from '#guide'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import type { Route } from './+types/guide.page'
import { GuideFound } from './guide-found.panel.tsx'
import { GuideList } from './guide-list.panel.tsx'
import { headAt, headFrom } from './head.ts'
import { ModelWay } from './model-way.panel.tsx'
import { SearchField } from './search-field.panel.tsx'
import { siteContext } from './site-context.ts'

const mostLetters = 200

export async function loader({ context, url }: Route.LoaderArgs) {
  const { inClinic, config } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const question = (url.searchParams.get('q') ?? '').trim().slice(0, mostLetters)
  return inClinic(async (trx) => ({
    clinic,
    language,
    question,
    articles: await listArticles(trx, language),
    found: question === '' ? [] : await searchGuide(trx, { language, question }),
    url: config.url,
  }))
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { clinic, language, question, url } = loaderData
  const locale = { locale: language }
  // An answer to one question is nothing for a search engine; the guide itself is.
  if (question !== '')
    return headFrom({
      title: `${m.guide_site_found_title({ question }, locale)} – ${clinic.name}`,
      hidden: true,
    })
  return [
    ...headAt('/guide', loaderData, {
      title: `${m.guide_title({}, locale)} – ${clinic.name}`,
      description: m.guide_lead({}, locale),
    }),
    {
      tagName: 'link',
      rel: 'alternate',
      type: 'application/atom+xml',
      title: m.guide_site_feed_title({ clinic: clinic.name }, locale),
      href: `${url}/${language}/guide/feed.xml`,
    },
  ]
}

export default function GuidePage({ loaderData }: Route.ComponentProps) {
  const { language, articles, question, found } = loaderData
  const locale = { locale: language }
  return (
    <main id="main" className="guide">
      <div className="guide-head">
        <h1>{m.guide_title({}, locale)}</h1>
        <p className="lead">{m.guide_lead({}, locale)}</p>
        <SearchField language={language} value={question} />
      </div>
      {question !== '' && <GuideFound question={question} found={found} language={language} />}
      {articles.length === 0 && <p>{m.guide_site_empty({}, locale)}</p>}
      {found.length === 0 && <GuideList articles={articles} language={language} />}
      {found.length === 0 && articles.length > 0 && <ModelWay language={language} />}
      <p className="guide-feed quiet">
        <a href={`/${language}/guide/feed.xml`}>{m.guide_site_feed({}, locale)}</a>
      </p>
    </main>
  )
}
