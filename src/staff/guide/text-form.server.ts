import { concerns, type DraftText, draftText } from '#guide/contract'
import type { saveText } from '#guide/desk'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

/** The text's form as it was sent: names to words. */
export type TextForm = Readonly<Record<string, string>>

/** Two places for new questions beside those that are there, and never more than a text may have. */
const freePlaces = 2
const mostQuestions = 30

export function formFrom({ questions, ...draft }: DraftText): TextForm {
  const asked = questions.flatMap(({ question, answer }, at) => [
    [`question-${at + 1}`, question],
    [`answer-${at + 1}`, answer],
  ])
  return { ...draft, ...Object.fromEntries(asked) }
}

/** How many places for questions the form shows. */
export function questionPlaces(form: TextForm): number {
  const filled =
    placesIn(form)
      .filter((at) => form[`question-${at}`] || form[`answer-${at}`])
      .at(-1) ?? 0
  return Math.min(filled + freePlaces, mostQuestions)
}

function placesIn(form: TextForm): number[] {
  return Array.from({ length: mostQuestions }, (_, at) => at + 1).filter(
    (at) => `question-${at}` in form || `answer-${at}` in form,
  )
}

/** The text that the form holds, or which of its fields cannot be read. Browsers end lines as typewriters did. */
export function draftFrom(
  form: TextForm,
): { readonly draft: DraftText; readonly places: readonly number[] } | { readonly wrong: readonly string[] } {
  const field = (name: string) => (form[name] ?? '').replaceAll('\r\n', '\n').trim()
  const places = placesIn(form).filter((at) => field(`question-${at}`) || field(`answer-${at}`))
  const questions = places.map((at) => ({ question: field(`question-${at}`), answer: field(`answer-${at}`) }))
  const [title, summary, body] = [field('title'), field('summary'), field('body')]
  const concern = concerns.find((one) => one === form['concern'])
  const read = draftText.safeParse({ title, summary, body, concern, questions })
  if (read.success) return { draft: read.data, places }
  const wrong = read.error.issues.map(({ path: [first, at, part] }) =>
    first === 'questions' && typeof at === 'number'
      ? `${String(part)}-${places[at] ?? at + 1}`
      : String(first),
  )
  return { wrong: [...new Set(wrong)] }
}

type SaveRefused = Extract<Awaited<ReturnType<typeof saveText>>, { readonly refused: string }>
export type Refused = Extract<SaveRefused, { readonly refused: 'text-faults' | 'unknown-facts' }>

/** What is wrong, field by field, in words; a question is told at the place where it stands in the form. */
export function problemsFrom(
  refused: Refused,
  { language, places }: { readonly language: Language; readonly places: readonly number[] },
): Record<string, string> {
  if (refused.refused === 'unknown-facts') {
    const facts = refused.facts.map((id) => `[^${id}]`).join(', ')
    return { body: m.guide_review_fault_unknown({ facts }, { locale: language }) }
  }
  const problems: Record<string, string> = {}
  for (const fault of refused.faults) {
    const name = fault.field.replace(/\d+$/, (at) => String(places[Number(at) - 1] ?? at))
    problems[name] = [problems[name], sayFault(fault, language)].filter(Boolean).join(' ')
  }
  return problems
}

type Fault = Extract<Refused, { readonly refused: 'text-faults' }>['faults'][number]

function sayFault({ fault, text, sentence }: Fault, language: Language): string {
  const locale = { locale: language }
  if (fault === 'long-sentence') return m.guide_review_fault_long({ sentence }, locale)
  if (fault === 'long-sentences') return m.guide_review_fault_middle({}, locale)
  if (fault === 'forbidden-word') return m.guide_review_fault_word({ word: text, sentence }, locale)
  return m.guide_review_fault_source({ sentence }, locale)
}
