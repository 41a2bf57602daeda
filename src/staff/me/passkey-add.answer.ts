import { data } from 'react-router'
import { addAudit } from '#clinic'
import { requestContext } from '#platform/context'
import type { Route } from './+types/passkey-add.answer'
import { atWorkFor } from '../may.server.ts'
import { answerJson, readStep } from './passkey-step.server.ts'

export function loader() {
  throw data(null, { status: 405 })
}

export async function action({ request, context }: Route.ActionArgs) {
  const { staff } = atWorkFor(context, 'change-own-sign-in')
  const { auth, inClinic, now } = context.get(requestContext)
  const step = await readStep(request)
  if (step.step === 'ask') {
    const asked = await auth.passkeys.askToAdd(request.headers)
    return 'refused' in asked ? answerJson(409, asked) : answerJson(200, asked.options, asked.cookies)
  }
  const added = await auth.passkeys.add(step.answer, staff.name, request.headers)
  if ('refused' in added) return answerJson(422, added)
  const actor = `staff:${staff.id}` as const
  await inClinic((trx) => addAudit(trx, { at: now(), actor, act: 'passkey-added', subject: staff.id }))
  return answerJson(200, {})
}
