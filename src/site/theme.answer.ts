import { requestContext } from '#platform/context'
import { readLook } from '#set-up'
import { themeCss } from '#set-up/pure'
import type { Route } from './+types/theme.answer'

/** The clinic's own colours, as a style sheet of ours: the policy allows no style inside a page. */
export async function loader({ context }: Route.LoaderArgs) {
  const { colours } = await context.get(requestContext).inClinic(readLook)
  const css = themeCss(colours)
  if (css === undefined) return new Response(null, { status: 404 })
  return new Response(css, {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
  })
}
