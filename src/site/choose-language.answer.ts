import { redirect } from 'react-router'
import { readClinic } from '#clinic'
import { requestContext } from '#platform/context'
import type { Route } from './+types/choose-language.answer'

/** `/` leads to the first of the clinic's languages that the browser asks for. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { languages } = await context.get(requestContext).inClinic(readClinic)
  const asked = (request.headers.get('accept-language') ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2))
  const chosen = asked.map((tag) => languages.find((one) => one === tag)).find((one) => one !== undefined)
  throw redirect(`/${chosen ?? languages[0] ?? 'sv'}`)
}
