import { data, redirect } from 'react-router'
import { askForReview, listKeptFacts, previewText, readDraft, saveText } from '#guide/desk'
import type { DraftText } from '#guide/contract'
import { requestContext } from '#platform/context'
import { m } from '#platform/words'
import type { Route } from './+types/text.page'
import { atWorkFor } from '../may.server.ts'
import { readForm } from '../read-form.server.ts'
import { differencesFrom, factsFrom, sayMoment, standingFrom, textFrom, today } from './shown.server.ts'
import { draftFrom, formFrom, problemsFrom, questionPlaces, type TextForm } from './text-form.server.ts'
import { type Tried, TextPanel } from './text.panel.tsx'

export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'write-guide')
  const text = textFrom(params)
  const { inClinic, now } = context.get(requestContext)
  const found = await inClinic(async (trx) => {
    const whole = await readDraft(trx, { ...text, by: atWork.staff.id, today: today(now(), atWork) })
    if ('refused' in whole) throw data(null, { status: 404 })
    return {
      whole,
      preview: await previewText(trx, { draft: draftOf(whole.draft), language: text.language }),
    }
  })
  const { whole, preview } = found
  const form = formFrom(draftOf(whole.draft))
  return {
    language: atWork.language,
    clinic: atWork.clinic.name,
    standing: standingFrom(whole, atWork),
    hash: whole.standing.hash,
    mayAsk: whole.standing.state !== 'approved' && !whole.standing.asked,
    form,
    places: questionPlaces(form),
    began: whole.draft.version,
    figures: preview.figures,
    facts: factsFrom(whole, text.language),
    differences: differencesFrom(whole),
    versions: whole.versions.map(({ version, savedAt, savedBy }) => ({
      version,
      when: sayMoment(savedAt, atWork),
      by: savedBy?.name,
    })),
    done: url.searchParams.get('done') ?? undefined,
  }
}

type Written = Omit<DraftText, 'questions'> & { readonly questions: Readonly<DraftText['questions']> }

function draftOf({ title, summary, body, concern, questions }: Written): DraftText {
  return {
    title,
    summary,
    body,
    concern,
    questions: questions.map(({ question, answer }) => ({ question, answer })),
  }
}

/** Nothing is kept unless she saves: a preview, a search and a mark put last come back with her words as they were. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const { staff } = atWorkFor(context, 'write-guide')
  const text = textFrom(params)
  const form = await readForm(request)
  const { inClinic, now } = context.get(requestContext)
  const here = `/staff/guide/${text.articleId}/${text.language}`
  const intent = form['intent'] ?? ''
  if (intent === 'ask') {
    const asking = { ...text, hash: form['hash'] ?? '', by: staff.id, now: now() }
    const asked = await inClinic((trx) => askForReview(trx, asking))
    if (!('refused' in asked)) throw redirect(`${here}?done=asked`, 303)
    if (asked.refused === 'unknown-text') throw data(null, { status: 404 })
    throw redirect(`${here}?done=changed`, 303)
  }
  if (intent === 'save') return save(form, { ...text, by: staff.id, here }, context)
  return tryOut(form, text, context)
}

type Context = Route.ActionArgs['context']
type Text = ReturnType<typeof textFrom>

async function save(
  form: TextForm,
  { here, ...text }: Text & { by: string; here: string },
  context: Context,
) {
  const { language } = atWorkFor(context, 'write-guide')
  const { inClinic, now } = context.get(requestContext)
  const read = draftFrom(form)
  if ('wrong' in read) return back(form, { problems: wrongFields(read.wrong, language) }, 422)
  const began = Number(form['began'])
  const saved = await inClinic((trx) => saveText(trx, { ...text, draft: read.draft, began, now: now() }))
  if (!('refused' in saved)) throw redirect(`${here}?done=${saved.saved ? 'saved' : 'unchanged'}`, 303)
  if (saved.refused === 'unknown-text') throw data(null, { status: 404 })
  if (saved.refused === 'changed-meanwhile') return back(form, { changedMeanwhile: true }, 409)
  return back(form, { problems: problemsFrom(saved, { language, places: read.places }) }, 422)
}

/** A preview, a search among the facts, or a mark put last in the text. */
async function tryOut(sent: TextForm, text: Text, context: Context) {
  const { language } = atWorkFor(context, 'write-guide')
  const { inClinic } = context.get(requestContext)
  const mark = /^insert:([a-z0-9-]+)$/.exec(sent['intent'] ?? '')?.[1]
  const form = mark ? { ...sent, body: `${(sent['body'] ?? '').trimEnd()}[^${mark}]` } : sent
  const sought = (sent['sought'] ?? '').trim()
  const facts = sought === '' ? [] : await inClinic((trx) => listKeptFacts(trx, sought))
  const found = { found: factsFrom({ facts: facts.slice(0, mostFound) }, text.language), sought }
  const read = draftFrom(form)
  if ('wrong' in read) return back(form, { ...found, problems: wrongFields(read.wrong, language) }, 422)
  const preview = await inClinic((trx) => previewText(trx, { draft: read.draft, language: text.language }))
  const problems = preview.refused ? problemsFrom(preview.refused, { language, places: read.places }) : {}
  return back(form, { ...found, problems, html: preview.html, figures: preview.figures }, 200)
}

const mostFound = 12

function wrongFields(wrong: readonly string[], language: 'sv' | 'en'): Record<string, string> {
  return Object.fromEntries(wrong.map((name) => [name, m.guide_review_fault_field({}, { locale: language })]))
}

function back(form: TextForm, tried: Omit<Tried, 'form' | 'places'>, status: number) {
  const answer: Tried = { form, places: questionPlaces(form), ...tried }
  return data(answer, { status })
}

export default function TextPage({ loaderData, actionData }: Route.ComponentProps) {
  return <TextPanel {...loaderData} tried={actionData} />
}
