import { readApprovedTexts } from '#guide'
import { redirect } from 'react-router'
import { requestContext } from '#platform/context'
import { drawPng } from '#platform/picture'
import { readLook } from '#set-up'
import type { Route } from './+types/picture.answer'
import { articlePicture } from './look/article-picture.ts'
import { readSite } from './read-site.ts'

/** The picture of a link to an article. Drawn once for each text: it is kept in memory like the pages themselves. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  // Under a query it would not be kept, and drawing is dear.
  if (url.search !== '') return redirect(url.pathname, 301)
  const { inClinic } = context.get(requestContext)
  const shown = await inClinic(async (trx) => {
    const site = await readSite(trx, params.language)
    if (!site) return undefined
    const text = (await readApprovedTexts(trx, site.language)).find(({ slug }) => slug === params.slug)
    return text && { clinic: site.clinic.name, title: text.title, look: await readLook(trx) }
  })
  if (!shown) return new Response(null, { status: 404 })
  const { clinic, title, look } = shown
  const png = await drawPng(articlePicture({ clinic, title, act: look.colours.actLight ?? '#1d5b50' }))
  // Those who show links fetch it from elsewhere.
  return new Response(new Uint8Array(png), {
    headers: { 'Content-Type': 'image/png', 'Cross-Origin-Resource-Policy': 'cross-origin' },
  })
}
