import { data, redirect } from 'react-router'
import { requestContext } from '#platform/context'
import type { Route } from './+types/sign-out.answer'
import { firstPath } from './own-path.ts'

/** Also for somebody who is signed in but has no place here, and so cannot pass the workspace's own gate. */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }) => {
    if (!(await context.get(requestContext).auth.findUser(request.headers))) throw data(null, { status: 401 })
  },
]

export function loader() {
  throw redirect(firstPath)
}

export async function action({ request, context }: Route.ActionArgs) {
  if (request.method !== 'POST') throw data(null, { status: 405 })
  const cookies = await context.get(requestContext).auth.signOut(request.headers)
  const headers = new Headers(cookies.map((cookie) => ['Set-Cookie', cookie]))
  throw redirect('/staff/sign-in', { status: 303, headers })
}
