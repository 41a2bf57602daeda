import { data } from 'react-router'
import type { Route } from './+types/lost.page'
import { nearTo } from './near-to.ts'

/** Any other address in a language is not here. */
export async function loader({ context, params }: Route.LoaderArgs) {
  throw data(await nearTo(context, params['*'] ?? ''), { status: 404 })
}

export default function LostPage() {
  return undefined
}
