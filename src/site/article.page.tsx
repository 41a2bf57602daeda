import { data } from 'react-router'
import { type Guide, listSimilar, readGuide } from '#guide'
import { structuredData } from '#guide/pure'
import { Icon } from '#look/icon.panel.tsx'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import { sayDate } from '#platform/say'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/article.page'
import { AskAbout } from './ask-about.panel.tsx'
import { sayConcern } from './concern-words.ts'
import { headFrom } from './head.ts'
import { ModelWay } from './model-way.panel.tsx'
import { nearTo } from './near-to.ts'
import { Share } from './share.panel.tsx'
import { Similar } from './similar.panel.tsx'
import { siteContext } from './site-context.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
  const { inClinic, now, config } = context.get(requestContext)
  const { clinic, language } = context.get(siteContext)
  const today = dayIn(clinic.zone, now()).toString()
  const found = await inClinic(async (trx) => {
    const guide = await readGuide(trx, { language, slug: params.slug, today })
    if ('refused' in guide) return guide
    return { guide, similar: await listSimilar(trx, { language, articleId: guide.articleId, most: 3 }) }
  })
  if ('refused' in found) throw data(await nearTo(context, params.slug), { status: 404 })
  const { guide, similar } = found
  return {
    similar: similar.map(({ slug, title, summary, concern, minutesToRead }) => ({
      slug,
      title,
      summary,
      concern,
      minutesToRead,
    })),
    clinic,
    language,
    guide,
    url: config.url,
    includeReview: !clinic.demonstration || config.demonstrationJsonLd,
  }
}

export function meta({ loaderData }: Route.MetaArgs) {
  if (!loaderData) return []
  const { clinic, language, guide, url, includeReview } = loaderData
  const addressOf = (one: { language: Language; slug: string }) => `${url}/${one.language}/guide/${one.slug}`
  const locale = { locale: language }
  const picture = `${addressOf(guide)}/picture.png`
  const home = { name: clinic.name, url: `${url}/${language}` }
  const above = [home, { name: m.guide_site_trail({}, locale), url: `${url}/${language}/guide` }]
  const place = { url: addressOf(guide), clinic: home, above, picture, includeReview }
  return [
    ...headFrom({
      title: `${guide.title} – ${clinic.name}`,
      description: guide.summary,
      hidden: clinic.demonstration,
      canonical: addressOf(guide),
      alternates: guide.alternates.map((one) => ({ language: one.language, href: addressOf(one) })),
      shown: { clinic: clinic.name, title: guide.title, language, picture },
    }),
    { property: 'og:image:alt', content: m.guide_site_picture({}, locale) },
    // The router asks for plain JSON and escapes it.
    ...structuredData(guide, place).map((told) => ({ 'script:ld+json': JSON.parse(JSON.stringify(told)) })),
  ]
}

export default function ArticlePage({ loaderData }: Route.ComponentProps) {
  const { language, guide, similar, url } = loaderData
  const locale = { locale: language }
  return (
    <main id="main" className="article">
      <header className="article-head">
        <p className="eyebrow article-trail no-print">
          <a href={`/${language}/guide`}>{m.guide_site_trail({}, locale)}</a>
          <span aria-hidden="true"> · </span>
          <a href={`/${language}/guide#${guide.concern}`}>{sayConcern(guide.concern, language)}</a>
        </p>
        <h1>{guide.title}</h1>
        <p className="lead">{guide.summary}</p>
        <p className="article-facts">
          <span>{m.reading_time({ minutes: guide.minutesToRead }, locale)}</span>
          <span>{m.published_on({ date: sayDate(guide.publishedOn, language) }, locale)}</span>
        </p>
      </header>
      <Review review={guide.review} language={language} />
      <nav className="contents" aria-labelledby="contents">
        <details>
          <summary>
            <h2 id="contents">{m.contents({}, locale)}</h2>
          </summary>
          <ol>
            {guide.contents.map((part) => (
              <li key={part.id}>
                <a href={`#${part.id}`}>{part.title}</a>
              </li>
            ))}
          </ol>
        </details>
      </nav>
      <Body html={guide.html} />
      <ModelWay language={language} />
      <AskAbout language={language} about={guide.articleId} />
      <section className="article-next no-print">
        <h2>{m.article_book({}, locale)}</h2>
        <p>{m.article_book_text({}, locale)}</p>
        <div className="actions">
          <a className="button" href={`/${language}/book`}>
            {m.nav_book({}, locale)}
          </a>
        </div>
      </section>
      <Similar texts={similar} language={language} />
      <Share title={guide.title} url={`${url}/${language}/guide/${guide.slug}`} language={language} />
    </main>
  )
}

function Body({ html }: { readonly html: string }) {
  // oxlint-disable-next-line react/no-danger -- made by guide/render-article.ts from Markdown, which lets no HTML of an author's through
  return <div className="article-body" dangerouslySetInnerHTML={{ __html: html }} />
}

function Review({ review, language }: { readonly review: Guide['review']; readonly language: Language }) {
  const locale = { locale: language }
  const next = sayDate(review.next, language)
  return (
    <div className="review-box">
      <Icon shape={review.state === 'approved' ? 'done' : 'clock'} />
      <div>
        <p>
          {m.reviewed({}, locale)} <strong>{review.by}</strong>, {review.credential},{' '}
          <time dateTime={review.on}>{m.reviewed_on({ date: sayDate(review.on, language) }, locale)}</time>{' '}
          <time dateTime={review.next}>
            {review.state === 'approved'
              ? m.next_review({ date: next }, locale)
              : m.review_overdue({ date: next }, locale)}
          </time>
        </p>
        {review.fictitious && <p className="quiet">{m.reviewer_fictitious({}, locale)}</p>}
      </div>
    </div>
  )
}
