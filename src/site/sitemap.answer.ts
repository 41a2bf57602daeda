import { readClinic } from '#clinic'
import { readApprovedTexts } from '#guide'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import type { Route } from './+types/sitemap.answer'
import { escapeXml } from './look/escape-xml.ts'

type Place = { readonly languages: ReadonlyMap<Language, string>; readonly changedOn?: string }

const pages = ['', '/guide', '/guide/skin-model', '/book', '/contact', '/privacy']

/** Every page that a search engine may show, each with its twins in the clinic's other languages (sitemaps.org). */
export async function loader({ context }: Route.LoaderArgs) {
  const { inClinic, config } = context.get(requestContext)
  const places = await inClinic(async (trx) => {
    const { languages } = await readClinic(trx)
    const plain = pages.map((path) => ({
      languages: new Map(languages.map((one) => [one, `/${one}${path}`])),
    }))
    const articles = new Map<string, Map<Language, string>>()
    const changed = new Map<string, string>()
    for (const language of languages) {
      for (const { articleId, slug, publishedOn } of await readApprovedTexts(trx, language)) {
        const twins = articles.get(articleId) ?? new Map<Language, string>()
        articles.set(articleId, twins.set(language, `/${language}/guide/${slug}`))
        changed.set(articleId, publishedOn)
      }
    }
    return [
      ...plain,
      ...[...articles].map(([articleId, twins]) => ({
        languages: twins,
        changedOn: changed.get(articleId) ?? '',
      })),
    ]
  })
  const urls = places.flatMap((place) =>
    [...place.languages.values()].map((path) => urlOf(config.url, path, place)),
  )
  const sitemap = `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`
  return new Response(sitemap, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}

function urlOf(base: string, path: string, { languages, changedOn }: Place): string {
  const twins = [...languages].map(
    ([language, twin]) =>
      `<xhtml:link rel="alternate" hreflang="${language}" href="${escapeXml(base + twin)}"/>`,
  )
  const changed = changedOn ? `<lastmod>${changedOn}</lastmod>` : ''
  return `<url><loc>${escapeXml(base + path)}</loc>${changed}${twins.join('')}</url>`
}
