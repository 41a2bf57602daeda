import { requestContext } from '#platform/context'
import { readLogo } from '#set-up'
import type { Route } from './+types/logo.answer'

/** The clinic's logo, as the kind of picture that its bytes are. Its address changes with it, so it may be kept a while. */
export async function loader({ context }: Route.LoaderArgs) {
  const logo = await context.get(requestContext).inClinic(readLogo)
  if (!logo) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(logo.bytes), {
    headers: { 'Content-Type': logo.kind, 'Cache-Control': 'public, max-age=300' },
  })
}
