import { data, redirect } from 'react-router'
import { readClinic } from '#clinic'
import { acceptInvitation, findInvitation } from '#people'
import { requestContext } from '#platform/context'
import type { Route } from './+types/invitation.page'
import { languageFor } from '../gate.server.ts'
import { staffLinks } from '../head.ts'
import { readForm } from '../read-form.server.ts'
import { mayTryAgain } from '../sign-in.server.ts'
import { InvitationPanel } from './invitation.panel.tsx'
import { titles } from './role-words.ts'

export const links: Route.LinksFunction = staffLinks

/** Looking uses nothing up: mail programs and scanners look too. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { inClinic, now } = context.get(requestContext)
  const { clinic, invitation } = await inClinic(async (trx) => ({
    clinic: await readClinic(trx),
    invitation: await findInvitation(trx, { secret: params.secret, now: now() }),
  }))
  const shown = {
    clinic: clinic.name,
    language: languageFor(request, clinic),
    invitation: invitation && { name: invitation.name, email: invitation.email },
  }
  return data(shown, { status: invitation ? 200 : 404 })
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const form = await readForm(request)
  const here = context.get(requestContext)
  if (!(await mayTryAgain('invitation', here)))
    return data({ problem: 'too-many' as const }, { status: 429, headers: { 'Retry-After': '60' } })
  const name = (form['name'] ?? '').trim()
  if (name.length < 2 || name.length > 100)
    return data({ problem: 'name' as const, name: name.slice(0, 100) }, { status: 422 })
  const { auth, inClinic, now } = here
  const password = form['password'] ?? ''
  const answer = await inClinic((trx) =>
    acceptInvitation(trx, { secret: params.secret, name, password, titles, auth, now: now() }),
  )
  if (!('refused' in answer)) throw redirect('/staff/sign-in', 303)
  switch (answer.refused) {
    case 'invitation-gone':
      return data({ problem: 'gone' as const }, { status: 404 })
    case 'weak-password':
      return data({ problem: answer.why, name }, { status: 422 })
    case 'wrong-password':
      return data({ problem: 'wrong-password' as const, name }, { status: 422 })
    case 'already-here':
      throw redirect('/staff/sign-in', 303)
  }
}

export function headers({ actionHeaders }: Route.HeadersArgs) {
  return actionHeaders
}

export default function InvitationPage({ loaderData, actionData }: Route.ComponentProps) {
  return <InvitationPanel {...loaderData} sent={actionData} />
}
