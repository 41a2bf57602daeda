import { readApprovedTexts } from '#guide'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import type { Route } from './+types/feed.answer'
import { escapeXml } from './look/escape-xml.ts'
import { readSite } from './read-site.ts'

/** The guide as a feed (Atom, RFC 4287): what is approved, with its summary, the newest approval first. */
export async function loader({ context, params }: Route.LoaderArgs) {
  const { inClinic, config } = context.get(requestContext)
  const told = await inClinic(async (trx) => {
    const site = await readSite(trx, params.language)
    return site && { ...site, texts: await readApprovedTexts(trx, site.language) }
  })
  if (!told) return new Response(null, { status: 404 })
  const { clinic, language, texts } = told
  const guide = `${config.url}/${language}/guide`
  const newest =
    texts
      .map(({ approvedOn }) => approvedOn)
      .toSorted()
      .at(-1) ?? '1970-01-01'
  const entries = texts
    .toSorted((one, other) => other.approvedOn.localeCompare(one.approvedOn))
    .map(
      ({ slug, title, summary, publishedOn, approvedOn }) => `<entry>
<title>${escapeXml(title)}</title>
<link href="${guide}/${slug}"/>
<id>${guide}/${slug}</id>
<published>${publishedOn}T00:00:00Z</published>
<updated>${approvedOn}T00:00:00Z</updated>
<summary>${escapeXml(summary)}</summary>
</entry>`,
    )
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">
<title>${escapeXml(m.guide_site_feed_title({ clinic: clinic.name }, { locale: language }))}</title>
<link href="${guide}"/>
<link rel="self" href="${guide}/feed.xml"/>
<id>${guide}</id>
<updated>${newest}T00:00:00Z</updated>
<author><name>${escapeXml(clinic.name)}</name></author>
${entries.join('\n')}
</feed>
`
  return new Response(feed, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}
