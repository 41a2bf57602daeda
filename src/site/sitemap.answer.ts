import { readClinic } from '#clinic'
import { readApprovedTexts } from '#guide'
import { requestContext } from '#platform/context'
import type { Language } from '#platform/language'
import type { Route } from './+types/sitemap.answer'
import { escapeXml } from './look/escape-xml.ts'

/** One page in each of its languages: where it is, and the day on which what stands there was approved. */
type Place = ReadonlyMap<Language, { readonly path: string; readonly approvedOn?: string }>

const pages = ['', '/guide', '/guide/skin-model', '/book', '/contact', '/privacy']

/** Every page that a search engine may show, each with its twins in the clinic's other languages (sitemaps.org). */
export async function loader({ context }: Route.LoaderArgs) {
  const { inClinic, config } = context.get(requestContext)
  const places = await inClinic(async (trx) => {
    const { languages } = await readClinic(trx)
    const plain = pages.map((path) => new Map(languages.map((one) => [one, { path: `/${one}${path}` }])))
    const articles = new Map<string, Map<Language, { path: string; approvedOn: string }>>()
    for (const language of languages) {
      for (const { articleId, slug, approvedOn } of await readApprovedTexts(trx, language)) {
        const twins = articles.get(articleId) ?? new Map<Language, { path: string; approvedOn: string }>()
        articles.set(articleId, twins.set(language, { path: `/${language}/guide/${slug}`, approvedOn }))
      }
    }
    return [...plain, ...articles.values()]
  })
  const urls = places.flatMap((place) =>
    [...place.keys()].map((language) => urlOf(config.url, language, place)),
  )
  const sitemap = `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('\n')}
</urlset>
`
  return new Response(sitemap, { headers: { 'Content-Type': 'application/xml; charset=utf-8' } })
}

function urlOf(base: string, language: Language, place: Place): string {
  const { path, approvedOn } = place.get(language) ?? { path: '' }
  const twins = [...place].map(
    ([spoken, twin]) =>
      `<xhtml:link rel="alternate" hreflang="${spoken}" href="${escapeXml(base + twin.path)}"/>`,
  )
  const changed = approvedOn ? `<lastmod>${approvedOn}</lastmod>` : ''
  return `<url><loc>${escapeXml(base + path)}</loc>${changed}${twins.join('')}</url>`
}
