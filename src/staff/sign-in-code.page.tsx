import { data, redirect } from 'react-router'
import { readClinic } from '#clinic'
import { requestContext } from '#platform/context'
import type { Route } from './+types/sign-in-code.page'
import { languageFor } from './gate.server.ts'
import { staffLinks } from './head.ts'
import { ownPath } from './own-path.ts'
import { readForm } from './read-form.server.ts'
import { SignInCodePanel } from './sign-in-code.panel.tsx'
import { giveCode } from './sign-in.server.ts'

export const links: Route.LinksFunction = staffLinks

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const clinic = await context.get(requestContext).inClinic(readClinic)
  return {
    clinic: clinic.name,
    language: languageFor(request, clinic),
    next: ownPath(url.searchParams.get('next')),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm(request)
  const next = ownPath(form['next'])
  const passed = await giveCode(form['code'] ?? '', request.headers, context.get(requestContext))
  if ('refused' in passed) {
    const problem = passed.refused
    return data(
      { problem, next },
      problem === 'too-many' ? { status: 429, headers: { 'Retry-After': '60' } } : { status: 422 },
    )
  }
  const headers = new Headers(passed.cookies.map((cookie) => ['Set-Cookie', cookie]))
  throw redirect(next, { status: 303, headers })
}

export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders
}

export default function SignInCodePage({ loaderData, actionData }: Route.ComponentProps) {
  return <SignInCodePanel {...loaderData} {...actionData} />
}
