import { data } from 'react-router'
import type { Temporal } from 'temporal-polyfill'
import { concerns } from '#guide/contract'
import type { readDraft } from '#guide/desk'
import { isLanguage, type Language } from '#platform/language'
import { sayDate, sayTime } from '#platform/say'
import { dayIn, minuteFrom } from '#platform/time'
import type { AtWork } from '../staff-context.ts'
import type { ShownDifference } from './differences.panel.tsx'
import type { ShownFact } from './fact-list.panel.tsx'
import { sayConcern } from './said.ts'
import type { ShownStanding } from './standing.panel.tsx'

/** "4 januari 2027, 08:05" in the clinic's zone. */
export function sayMoment(at: Temporal.Instant, { clinic, language }: AtWork): string {
  const time = sayTime(minuteFrom(at), { zone: clinic.zone, language })
  return `${sayDate(dayIn(clinic.zone, at).toString(), language)}, ${time}`
}

export function today(now: Temporal.Instant, { clinic }: AtWork): string {
  return dayIn(clinic.zone, now).toString()
}

/** Which text an address names; an address that names none is 404. */
export function textFrom(params: { readonly article?: string; readonly language?: string }): {
  readonly articleId: string
  readonly language: Language
} {
  const { article, language } = params
  if (!article || !isLanguage(language)) throw data(null, { status: 404 })
  return { articleId: article, language }
}

type Whole = Exclude<Awaited<ReturnType<typeof readDraft>>, { readonly refused: string }>

export function standingFrom({ standing }: Pick<Whole, 'standing'>, atWork: AtWork): ShownStanding {
  const { articleId, language, title, state, review, asked, changedFacts } = standing
  return {
    articleId,
    textLanguage: language,
    title,
    state,
    changedFacts,
    review: review && {
      by: review.by,
      on: sayDate(review.on, atWork.language),
      next: sayDate(review.next, atWork.language),
      fictitious: review.fictitious,
    },
    asked: asked && { by: asked.by, when: sayMoment(asked.at, atWork) },
  }
}

export function factsFrom({ facts }: Pick<Whole, 'facts'>, language: Language): ShownFact[] {
  return facts.map(({ factId, value, unit, wording, source, sourceUrl, grade }) => ({
    factId,
    worth: `${value} ${unit}`.trim(),
    wording: wording[language],
    source,
    sourceUrl,
    grade,
  }))
}

/** Long stretches that stayed are cut in their middle: what changed is what is looked for. */
export function differencesFrom({
  differences,
  draft,
}: Pick<Whole, 'differences' | 'draft'>): ShownDifference[] {
  const say = (place: string, text: string) => (place === 'concern' ? concernIn(text, draft.language) : text)
  return differences.map(({ place, parts }) => ({
    place,
    parts: parts.map(({ kind, text }) => ({
      kind,
      text: kind === 'same' ? shortened(text) : say(place, text),
    })),
  }))
}

/** A concern is told as its field tells it, in the text's own language. */
function concernIn(text: string, language: Language): string {
  const concern = concerns.find((one) => one === text)
  return concern ? sayConcern(concern, language) : text
}

const mostSame = 240

function shortened(text: string): string {
  return text.length <= mostSame ? text : `${text.slice(0, mostSame / 2)} … ${text.slice(-mostSame / 2)}`
}
