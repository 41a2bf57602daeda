import { data } from 'react-router'
import { requestContext } from '#platform/context'
import type { Route } from './+types/passkey-sign-in.answer'
import { mayTryAgain, noteDown } from '../sign-in.server.ts'
import { answerJson, readStep } from './passkey-step.server.ts'

export function loader() {
  throw data(null, { status: 405 })
}

/** Stands before the gate: whoever asks is told nothing of who exists, and the answer lets one person in. */
export async function action({ request, context }: Route.ActionArgs) {
  const here = context.get(requestContext)
  const step = await readStep(request)
  if (!(await mayTryAgain('passkey', here))) return answerJson(429, { refused: 'too-many' })
  const { passkeys } = here.auth
  if (step.step === 'ask') {
    const { options, cookies } = await passkeys.askToSignIn(request.headers)
    return answerJson(200, options, cookies)
  }
  const signedIn = await passkeys.signIn(step.answer, request.headers)
  if ('refused' in signedIn) return answerJson(422, signedIn)
  await noteDown(signedIn.cookies, here)
  return answerJson(200, {}, signedIn.cookies)
}
