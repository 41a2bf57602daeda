import { data, redirect } from 'react-router'
import { z } from 'zod'
import { listReviewers } from '#guide/desk'
import { isOwnText } from '#guide/pure'
import { approveFaq, changeFaq, listFaq, withdrawFaq } from '#questions/desk'
import { requestContext } from '#platform/context'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import type { Route } from './+types/entry.page'
import { idFrom } from './asked-id.server.ts'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { entryFromForm, knownFacts, lookThrough, typedIn } from './entry-form.server.ts'
import { entryFrom } from './entry-words.server.ts'
import { EntryPanel } from './entry.panel.tsx'

type Context = Route.ActionArgs['context']

/** Whose id stands here may approve an entry today: the same people as approve the guide's texts. */
async function findEntry(context: Context, id: string) {
  const { clinic } = atWorkFor(context, 'see-guide-review')
  const { inClinic, now } = context.get(requestContext)
  const found = await inClinic(async (trx) => ({
    entry: (await listFaq(trx)).find((entry) => entry.id === id),
    reviewers: (await listReviewers(trx, dayIn(clinic.zone, now()).toString())).map((one) => one.id),
    facts: await knownFacts(trx),
  }))
  if (!found.entry) throw data(null, { status: 404 })
  return { ...found, entry: found.entry }
}

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'see-guide-review')
  const { staff, clinic, language } = atWork
  const { entry, reviewers, facts } = await findEntry(context, idFrom(params.entry))
  const words = { question: entry.question, answer: entry.answer }
  const isOwn = isOwnText({ approver: staff.id, reviewers, writers: entry.writers })
  return {
    language,
    words,
    hash: entry.hash,
    clinic: clinic.name,
    entry: entryFrom(entry, atWork),
    looked: lookThrough(words, { clinic, language, of: entry.language, facts }),
    mayWithdraw: entry.review !== undefined && !entry.isWithdrawn && reviewers.includes(staff.id),
    why: !reviewers.includes(staff.id) ? ('no-reviewer' as const) : isOwn ? ('own-text' as const) : undefined,
    done: z.enum(['saved', 'approved', 'changed', 'withdrawn']).safeParse(url.searchParams.get('done')).data,
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await readForm(request)
  const id = idFrom(params.entry)
  if (form['act'] === 'approve') return approve(context, id, form)
  return form['act'] === 'withdraw' ? withdraw(context, id) : save(context, id, form)
}

async function save(context: Context, id: string, form: Readonly<Record<string, string>>) {
  const { staff, clinic, language } = atWorkFor(context, 'write-guide')
  const { inClinic, now } = context.get(requestContext)
  const { entry, facts } = await findEntry(context, id)
  const read = entryFromForm(form)
  const back = (error: string) => {
    const words = typedIn(form)
    return data(
      { words, error, looked: lookThrough(words, { clinic, language, of: entry.language, facts }) },
      { status: 422 },
    )
  }
  if (!read) return back(m.questions_inbox_entry_missing({}, { locale: language }))
  const changed = await inClinic((trx) => changeFaq(trx, { faq: id, words: read, by: staff.id, now: now() }))
  if (!('refused' in changed)) throw redirect(`/staff/questions/entries/${id}?done=saved`, 303)
  if (changed.refused === 'unknown-faq') throw data(null, { status: 404 })
  return back(m.questions_inbox_entry_personal({ words: changed.words.join(', ') }, { locale: language }))
}

/** The very words that she read, by their hash; whoever may not is shown why by the page itself. */
async function approve(context: Context, id: string, form: Readonly<Record<string, string>>): Promise<never> {
  const { staff, clinic } = atWorkFor(context, 'review-guide')
  const { inClinic, now } = context.get(requestContext)
  const { reviewers } = await findEntry(context, id)
  const today = dayIn(clinic.zone, now())
  const approving = { faq: id, hash: form['hash'] ?? '', by: staff.id, reviewers, today, now: now() }
  const answer = await inClinic((trx) => approveFaq(trx, approving))
  const here = `/staff/questions/entries/${id}`
  if (!('refused' in answer)) throw redirect(`${here}?done=approved`, 303)
  throw redirect(answer.refused === 'text-changed' ? `${here}?done=changed` : here, 303)
}

async function withdraw(context: Context, id: string): Promise<never> {
  const { staff } = atWorkFor(context, 'review-guide')
  const { inClinic, now } = context.get(requestContext)
  const { reviewers } = await findEntry(context, id)
  const answer = await inClinic((trx) => withdrawFaq(trx, { faq: id, by: staff.id, reviewers, now: now() }))
  throw redirect(`/staff/questions/entries/${id}${'refused' in answer ? '' : '?done=withdrawn'}`, 303)
}

export default function EntryPage({ loaderData, actionData }: Route.ComponentProps) {
  return <EntryPanel {...loaderData} tried={actionData} />
}
