import { data, redirect } from 'react-router'
import { approveText, previewText, readDraft } from '#guide/desk'
import { requestContext } from '#platform/context'
import { sayDate } from '#platform/say'
import type { Route } from './+types/approve.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { ApprovePanel } from './approve.panel.tsx'
import { differencesFrom, factsFrom, standingFrom, textFrom, today } from './shown.server.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'review-guide')
  const text = textFrom(params)
  const { inClinic, now } = context.get(requestContext)
  const on = today(now(), atWork)
  const { whole, html } = await inClinic(async (trx) => {
    const found = await readDraft(trx, { ...text, by: atWork.staff.id, today: on })
    if ('refused' in found) throw data(null, { status: 404 })
    const questions = found.draft.questions.map(({ question, answer }) => ({ question, answer }))
    const drawn = await previewText(trx, { draft: { ...found.draft, questions }, language: text.language })
    return { whole: found, html: drawn.html ?? '' }
  })
  const { approving, draft, standing } = whole
  return {
    language: atWork.language,
    clinic: atWork.clinic.name,
    demonstration: atWork.clinic.demonstration,
    standing: standingFrom(whole, atWork),
    summary: draft.summary,
    concern: draft.concern,
    hash: standing.hash,
    html,
    facts: factsFrom(whole, text.language),
    differences: standing.review ? differencesFrom(whole) : undefined,
    approving:
      'refused' in approving
        ? approving
        : {
            name: approving.reviewer.name,
            credential: approving.reviewer.credential[atWork.language],
            on: sayDate(on, atWork.language),
            next: sayDate(approving.next, atWork.language),
          },
  }
}

/** What she approves is what she saw: the hash of it comes with the form. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const atWork = atWorkFor(context, 'review-guide')
  const text = textFrom(params)
  const { hash = '' } = await readForm(request)
  const { inClinic, now } = context.get(requestContext)
  const approving = { ...text, hash, by: atWork.staff.id, now: now(), today: today(now(), atWork) }
  const answer = await inClinic((trx) => approveText(trx, approving))
  const here = `/staff/guide/${text.articleId}/${text.language}`
  if (!('refused' in answer)) throw redirect(`${here}?done=approved`, 303)
  if (answer.refused === 'unknown-text') throw data(null, { status: 404 })
  return data({ refused: answer.refused }, { status: 409 })
}

export default function ApprovePage({ loaderData, actionData }: Route.ComponentProps) {
  return <ApprovePanel {...loaderData} textChanged={actionData?.refused === 'text-changed'} />
}
