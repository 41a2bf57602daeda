import { data, redirect } from 'react-router'
import { readClinic } from '#clinic'
import { requestContext } from '#platform/context'
import type { Route } from './+types/sign-in.page'
import { staffLinks } from './head.ts'
import { languageFor } from './gate.server.ts'
import { ownPath } from './own-path.ts'
import { readForm } from './read-form.server.ts'
import { signIn } from './sign-in.server.ts'
import { SignInForm } from './sign-in-form.panel.tsx'

export const links: Route.LinksFunction = staffLinks

export async function loader({ request, url, context }: Route.LoaderArgs) {
  const clinic = await context.get(requestContext).inClinic(readClinic)
  return {
    clinic: clinic.name,
    language: languageFor(request, clinic),
    next: ownPath(url.searchParams.get('next')),
    withPasskey: context.get(requestContext).auth.passkeys.areOffered,
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readForm(request)
  const next = ownPath(form['next'])
  const signedIn = await signIn(form, request.headers, context.get(requestContext))
  if ('refused' in signedIn) {
    const problem = signedIn.refused
    return data(
      { problem, next, email: (form['email'] ?? '').slice(0, 254) },
      problem === 'too-many' ? { status: 429, headers: { 'Retry-After': '60' } } : { status: 422 },
    )
  }
  const headers = new Headers(signedIn.cookies.map((cookie) => ['Set-Cookie', cookie]))
  const on = signedIn.asksForCode ? `/staff/sign-in/code?${new URLSearchParams({ next })}` : next
  throw redirect(on, { status: 303, headers })
}

export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders
}

export default function SignInPage({ loaderData, actionData }: Route.ComponentProps) {
  return <SignInForm {...loaderData} {...actionData} />
}
