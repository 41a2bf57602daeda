import { data } from 'react-router'
import { z } from 'zod'
import { canSend } from '#messages'
import { requestContext } from '#platform/context'
import type { Route } from './+types/question.page'
import { idFrom } from './asked-id.server.ts'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { answerAsAsked } from './answer-form.server.ts'
import { carry, letWait, noteDown } from './question-acts.server.ts'
import { readCard } from './question-card.server.ts'
import { dones, QuestionPanel } from './question.panel.tsx'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-questions')
  const house = context.get(requestContext)
  const id = idFrom(params.question)
  const read = await house.inClinic((trx) => readCard(trx, id, { atWork, house }))
  if ('refused' in read) throw data(null, { status: 404 })
  const { card } = read
  const can = { ...canSend(house.config), phone: true }
  return {
    card,
    language: atWork.language,
    clinic: atWork.clinic.name,
    canSend: can[card.kind],
    done: z.enum(dones).safeParse(url.searchParams.get('done')).data,
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm(request)
  const question = idFrom(params.question)
  switch (form['act']) {
    case 'take':
    case 'give':
      return carry(context, question, form['act'])
    case 'wait':
      return letWait(context, question, form)
    case 'note':
      return noteDown(context, question, form)
    default:
      return answerAsAsked(context, question, form)
  }
}

export default function QuestionPage({ loaderData, actionData }: Route.ComponentProps) {
  return <QuestionPanel {...loaderData} tried={actionData} />
}
