import { data, redirect } from 'react-router'
import { z } from 'zod'
import { marksOf, readVisit } from '#booking/desk'
import { addAudit, listServices } from '#clinic'
import { requestContext } from '#platform/context'
import { minuteFrom } from '#platform/time'
import type { Route } from './+types/visit.page'
import { readForm } from '../read-form.server.ts'
import { atWorkFor } from '../may.server.ts'
import { cancelAsAsked, problemsOf } from './cancel-form.server.ts'
import { markAsAsked, markFrom } from './mark-form.server.ts'
import { movedFrom } from './moved.ts'
import { VisitCardPanel } from './visit-card.panel.tsx'
import { visitCardFrom } from './visit-card.server.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-visit')
  const visit = visitIn(params)
  const { inClinic, now } = context.get(requestContext)
  const found = await inClinic(async (trx) => {
    const read = await readVisit(trx, visit)
    if ('refused' in read) return read
    const actor = `staff:${atWork.staff.id}` as const
    await addAudit(trx, { at: now(), actor, act: 'visit-looked-at', subject: visit })
    const service = (await listServices(trx)).find(({ id }) => id === read.visit.service)
    return { ...read, serviceName: service?.name }
  })
  if ('refused' in found) throw data(null, { status: 404 })
  const cancelled = z.coerce
    .number()
    .int()
    .min(0)
    .max(99)
    .safeParse(url.searchParams.get('cancelled') ?? '-')
  return {
    language: atWork.language,
    clinic: atWork.clinic.name,
    card: visitCardFrom({ ...found, now: minuteFrom(now()) }, atWork),
    marks: marksOf(found.visit, { zone: atWork.clinic.zone, now: now() }),
    marked: markFrom(url.searchParams.get('marked')),
    cancelled: cancelled.data,
    moved: movedFrom(url),
  }
}

/** Cancels, or says whether the client came, and shows the card again with what came of it. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm(request)
  const visit = visitIn(params)
  const mark = markFrom(form['mark'])
  if (mark) return markAsAsked(context, visit, mark)
  const staff = atWorkFor(context, 'cancel-visit').staff.id
  const values = { which: form['which'], reason: form['reason']?.slice(0, 1000) }
  const problems = problemsOf(form)
  if (problems.length > 0) return data({ problems, values, begun: false }, { status: 422 })
  const { inClinic, now } = context.get(requestContext)
  const answer = await inClinic((trx) => cancelAsAsked(trx, visit, { form, staff, now: now() }))
  if (!('refused' in answer))
    throw redirect(`/staff/visits/${visit}?cancelled=${answer.cancelled.length}`, 303)
  switch (answer.refused) {
    case 'unknown-visit':
      throw data(null, { status: 404 })
    case 'already-begun':
      return data({ problems, values, begun: true }, { status: 409 })
    case 'too-late':
      throw new Error('Only a client is bound by the notice.')
  }
}

function visitIn({ visit }: { readonly visit: string }): string {
  const id = z.uuid().safeParse(visit)
  if (!id.success) throw data(null, { status: 404 })
  return id.data
}

export default function VisitPage({ loaderData, actionData }: Route.ComponentProps) {
  const isMark = actionData !== undefined && 'notMarked' in actionData
  return (
    <VisitCardPanel
      {...loaderData}
      sent={isMark ? undefined : actionData}
      notMarked={isMark ? actionData.notMarked : undefined}
    />
  )
}
