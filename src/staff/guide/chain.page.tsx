import { data, redirect } from 'react-router'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { readChain, readDraft, withdrawReview } from '#guide/desk'
import { requestContext } from '#platform/context'
import type { Route } from './+types/chain.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { ChainPanel } from './chain.panel.tsx'
import { sayMoment, standingFrom, textFrom, today } from './shown.server.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-guide-review')
  const text = textFrom(params)
  const { inClinic, now } = context.get(requestContext)
  const { whole, chain } = await inClinic(async (trx) => {
    const found = await readDraft(trx, { ...text, by: atWork.staff.id, today: today(now(), atWork) })
    const links = await readChain(trx, text)
    if ('refused' in found || 'refused' in links) throw data(null, { status: 404 })
    return { whole: found, chain: links }
  })
  return {
    language: atWork.language,
    clinic: atWork.clinic.name,
    standing: standingFrom(whole, atWork),
    chain: chain.map(({ at, ...link }) => ({
      ...link,
      at,
      when: sayMoment(Temporal.Instant.from(at), atWork),
    })),
    standingReview: whole.reviews.find(({ withdrawn }) => !withdrawn)?.reviewId,
    withdrawn: url.searchParams.get('done') === 'withdrawn',
  }
}

/** Takes back the approval that the form names. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const { staff } = atWorkFor(context, 'review-guide')
  const text = textFrom(params)
  const review = z.uuid().safeParse((await readForm(request))['review'])
  if (!review.success) throw data(null, { status: 404 })
  const { inClinic, now } = context.get(requestContext)
  const taking = { ...text, review: review.data, by: staff.id, now: now() }
  const answer = await inClinic((trx) => withdrawReview(trx, taking))
  if ('refused' in answer) throw data(null, { status: 404 })
  throw redirect(`/staff/guide/${text.articleId}/${text.language}/chain?done=withdrawn`, 303)
}

export default function ChainPage({ loaderData }: Route.ComponentProps) {
  return <ChainPanel {...loaderData} />
}
