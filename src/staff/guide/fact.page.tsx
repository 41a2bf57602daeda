import { data, redirect } from 'react-router'
import { draftFact } from '#guide/contract'
import { changeFact, readFact } from '#guide/desk'
import { requestContext } from '#platform/context'
import { sayDate } from '#platform/say'
import { m } from '#platform/words'
import type { Route } from './+types/fact.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { FactPanel, type TriedFact } from './fact.panel.tsx'
import { sayMoment, today } from './shown.server.ts'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-guide-review')
  const found = await context.get(requestContext).inClinic((trx) => readFact(trx, params.fact))
  if ('refused' in found) throw data(null, { status: 404 })
  const { fact, uses, versions, ofTheModel } = found
  const { value, unit, wording, source, sourceUrl, grade, reviewedOn, reviewedBy } = fact
  return {
    language: atWork.language,
    clinic: atWork.clinic.name,
    factId: fact.factId,
    form: { value, unit, sv: wording.sv, en: wording.en, source, sourceUrl: sourceUrl ?? '', grade },
    grade,
    began: fact.version,
    reviewed: { on: sayDate(reviewedOn, atWork.language), by: reviewedBy },
    ofTheModel,
    uses,
    versions: versions.map((one) => ({
      version: one.version,
      when: sayMoment(one.changedAt, atWork),
      by: one.changedBy?.name,
      value: `${one.value} ${one.unit}`.trim(),
    })),
    saved: savedIn(url),
  }
}

function savedIn(url: URL): number | undefined {
  const texts = url.searchParams.get('saved')
  return texts !== null && /^\d{1,3}$/.test(texts) ? Number(texts) : undefined
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const atWork = atWorkFor(context, 'write-guide')
  const { inClinic, now } = context.get(requestContext)
  const form = await readForm(request)
  const locale = { locale: atWork.language }
  const { sv, en, sourceUrl } = form
  const read = draftFact.safeParse({
    ...form,
    wording: { sv, en },
    sourceUrl: sourceUrl?.trim() ? sourceUrl.trim() : null,
  })
  if (!read.success) {
    const wrong = read.error.issues.map(({ path }) => String(path.at(-1)))
    const problems = Object.fromEntries(wrong.map((name) => [name, m.guide_review_fault_field({}, locale)]))
    return back({ form, problems, changedMeanwhile: false }, 422)
  }
  const by = { id: atWork.staff.id, name: atWork.staff.name }
  const when = { now: now(), today: today(now(), atWork) }
  const change = { factId: params.fact, draft: read.data, began: Number(form['began']), by, ...when }
  const answer = await inClinic((trx) => changeFact(trx, change))
  if (!('refused' in answer)) throw redirect(`/staff/guide/facts/${params.fact}?saved=${answer.texts}`, 303)
  if (answer.refused === 'unknown-fact') throw data(null, { status: 404 })
  if (answer.refused === 'forbidden-words') {
    const sv = m.guide_review_fact_words({ words: answer.words.join(', ') }, locale)
    return back({ form, problems: { sv }, changedMeanwhile: false }, 422)
  }
  return back({ form, problems: {}, changedMeanwhile: answer.refused === 'changed-meanwhile' }, 409)
}

function back(tried: TriedFact, status: number) {
  return data(tried, { status })
}

export default function FactPage({ loaderData, actionData }: Route.ComponentProps) {
  return <FactPanel {...loaderData} tried={actionData} />
}
