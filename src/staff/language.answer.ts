import { redirect } from 'react-router'
import { requestContext } from '#platform/context'
import { isLanguage } from '#platform/language'
import type { Route } from './+types/language.answer'
import { languageCookie } from './gate.server.ts'
import { firstPath, ownPath } from './own-path.ts'
import { readForm } from './read-form.server.ts'

export function loader() {
  throw redirect(firstPath)
}

/** Remembers the language that she reads, in this browser and for the workspace only. */
export async function action({ request, context }: Route.ActionArgs) {
  const { language, next } = await readForm(request)
  const back = redirect(ownPath(next), 303)
  if (!isLanguage(language)) throw back
  const secure = context.get(requestContext).config.url.startsWith('https:') ? '; Secure' : ''
  back.headers.append(
    'Set-Cookie',
    `${languageCookie}=${language}; Path=/staff; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`,
  )
  throw back
}
