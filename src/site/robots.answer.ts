import { readClinic } from '#clinic'
import { requestContext } from '#platform/context'
import type { Route } from './+types/robots.answer'

/**
 * What programs that gather pages are asked. A demonstration says noindex on each page, and to be read saying so it
 * must be let in; it only has no list of pages to offer.
 */
export async function loader({ context }: Route.LoaderArgs) {
  const { inClinic, config } = context.get(requestContext)
  const { demonstration, languages } = await inClinic(readClinic)
  const kept = languages.flatMap((one) => [`/${one}/hold/`, `/${one}/visits/`, `/${one}/book/`])
  const lines = [
    'User-agent: *',
    ...['/staff', '/api/', ...kept].map((path) => `Disallow: ${path}`),
    ...(demonstration ? [] : [`Sitemap: ${config.url}/sitemap.xml`]),
  ]
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
