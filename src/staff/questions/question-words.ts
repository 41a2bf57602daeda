import type { Question, ReachWhen, Way } from '#questions/contract'
import type { Language } from '#platform/language'
import { sayPhone, sayShortDay, sayTime } from '#platform/say'
import { m } from '#platform/words'

export type Saying = { readonly language: Language; readonly zone: string }
/** Leads to the article that a question was asked at. */
export type About = { readonly href: string; readonly words: string }
export type Tag = {
  readonly words: string
  readonly kind: '' | 'is-alarm' | 'is-waiting' | 'is-done' | 'is-warm'
}

export function sayWay(way: Way, language: Language): string {
  const locale = { locale: language }
  const words = {
    phone: m.questions_inbox_by_phone,
    sms: m.questions_inbox_by_sms,
    email: m.questions_inbox_by_email,
  }
  return words[way]({}, locale)
}

export function sayReachWhen(when: ReachWhen, language: Language): string {
  const words = {
    any: m.questions_inbox_when_any,
    morning: m.questions_inbox_when_morning,
    midday: m.questions_inbox_when_midday,
    afternoon: m.questions_inbox_when_afternoon,
  }
  return words[when]({}, { locale: language })
}

export function sayReachAt({ way, reachAt }: Pick<Question, 'way' | 'reachAt'>): string {
  return way === 'email' ? reachAt : sayPhone(reachAt)
}

/** "mån 4 jan. 17:00" */
function sayShort(minute: number, saying: Saying): string {
  return `${sayShortDay(minute, saying)} ${sayTime(minute, saying)}`
}

/** What is urgent and what is late, before how it stands. */
export function tagsOf(question: Question, { language }: Saying): Tag[] {
  const locale = { locale: language }
  const { urgency, overdue, state, takenBy } = question
  const isOpen = state !== 'answered'
  const urgent =
    urgency === 'emergency' ? m.questions_inbox_emergency({}, locale) : m.questions_inbox_same_day({}, locale)
  const late =
    state === 'waiting' ? m.questions_inbox_waited({}, locale) : m.questions_inbox_overdue({}, locale)
  const name = takenBy?.name ?? ''
  const standing = {
    new: { words: m.questions_inbox_state_new({}, locale), kind: 'is-warm' as const },
    taken: { words: m.questions_inbox_state_taken({ name }, locale), kind: '' as const },
    waiting: { words: m.questions_inbox_state_waiting({ name }, locale), kind: '' as const },
    answered: { words: m.questions_inbox_state_answered({ name }, locale), kind: 'is-done' as const },
  }
  return [
    ...(urgency && isOpen ? [{ words: urgent, kind: 'is-alarm' as const }] : []),
    ...(overdue ? [{ words: late, kind: 'is-waiting' as const }] : []),
    standing[state],
  ]
}

/** What was promised and how that stands; nothing more is promised of what is answered. */
export function sayPromise(question: Question, saying: Saying): string | undefined {
  const locale = { locale: saying.language }
  const { state, overdue, answerBy, waitsUntil } = question
  if (state === 'answered') return undefined
  if (waitsUntil !== undefined) {
    return m.questions_inbox_waits_until({ when: sayShortDay(waitsUntil, saying) }, locale)
  }
  const when = sayShort(answerBy, saying)
  return overdue
    ? m.questions_inbox_overdue_since({ when }, locale)
    : m.questions_inbox_answer_by({ when }, locale)
}
