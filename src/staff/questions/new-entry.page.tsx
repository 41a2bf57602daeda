import { data, redirect } from 'react-router'
import { addAudit } from '#clinic'
import { draftFaqFrom, readQuestion } from '#questions/desk'
import { withoutTheAsker } from '#questions/pure'
import { Icon } from '#look/icon.panel.tsx'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import type { Route } from './+types/new-entry.page'
import { idFrom } from './asked-id.server.ts'
import { PageTitle } from '../frame.panel.tsx'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { EntryForm } from './entry-form.panel.tsx'
import { entryFromForm, knownFacts, lookThrough, typedIn } from './entry-form.server.ts'

/** Whoever writes an entry reads the question, and that is written down. */
async function getQuestion(context: Route.LoaderArgs['context'], id: string) {
  const { staff } = atWorkFor(context, 'read-question')
  const { inClinic, now } = context.get(requestContext)
  const question = await inClinic(async (trx) => {
    const actor = `staff:${staff.id}` as const
    await addAudit(trx, { at: now(), actor, act: 'question-looked-at', subject: id })
    return readQuestion(trx, { question: id, now: now() })
  })
  if ('refused' in question) throw data(null, { status: 404 })
  return question
}

export async function loader({ params, context }: Route.LoaderArgs) {
  const { language, clinic } = atWorkFor(context, 'write-guide')
  const id = idFrom(params.question)
  const question = await getQuestion(context, id)
  const words = {
    question: withoutTheAsker(question.body, question),
    answer: withoutTheAsker(question.answers.at(-1)?.body ?? '', question),
  }
  const facts = await context.get(requestContext).inClinic(knownFacts)
  const looked = lookThrough(words, { clinic, language, of: question.language, facts })
  return { id, language, words, looked, error: undefined, clinic: clinic.name }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { staff, clinic, language } = atWorkFor(context, 'write-guide')
  const { inClinic, now } = context.get(requestContext)
  const form = await readForm(request)
  const id = idFrom(params.question)
  const { language: of } = await getQuestion(context, id)
  const read = entryFromForm(form)
  const locale = { locale: language }
  const facts = await inClinic(knownFacts)
  const back = (error: string, status: number) => {
    const words = typedIn(form)
    return data({ words, error, looked: lookThrough(words, { clinic, language, of, facts }) }, { status })
  }
  if (!read) return back(m.questions_inbox_entry_missing({}, locale), 422)
  const draft = { question: id, by: staff.id, words: read, now: now() }
  const made = await inClinic((trx) => draftFaqFrom(trx, draft))
  if (!('refused' in made)) throw redirect(`/staff/questions/entries/${made.faq}?done=saved`, 303)
  if (made.refused === 'unknown-question') throw data(null, { status: 404 })
  return back(m.questions_inbox_entry_personal({ words: made.words.join(', ') }, locale), 422)
}

export default function NewEntryPage({ loaderData, actionData }: Route.ComponentProps) {
  const { id, language, clinic, ...proposed } = loaderData
  const locale = { locale: language }
  const title = m.questions_inbox_entry_new({}, locale)
  return (
    <main id="main" tabIndex={-1} className="staff-page is-narrow">
      <PageTitle title={title} clinic={clinic} />
      <p className="back">
        <a href={`/staff/questions/${id}`}>
          <Icon shape="arrow-left" /> {m.questions_inbox_question({}, locale)}
        </a>
      </p>
      <div className="staff-head">
        <h1>{title}</h1>
      </div>
      <p className="quiet">{m.questions_inbox_make_entry_hint({}, locale)}</p>
      <EntryForm language={language} {...(actionData ?? proposed)} />
    </main>
  )
}
