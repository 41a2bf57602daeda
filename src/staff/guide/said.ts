import type { Concern, Grade } from '#guide/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

/** How a text stands, in the words that its list and its page say it with. */
export type ShownState = 'never-approved' | 'text-changed' | 'fact-changed' | 'overdue' | 'approved'

type Word = (inputs: object, options: { locale: Language }) => string

const states: Readonly<Record<ShownState, Word>> = {
  'never-approved': m.guide_review_state_never,
  'text-changed': m.guide_review_state_text,
  'fact-changed': m.guide_review_state_fact,
  overdue: m.guide_review_state_overdue,
  approved: m.guide_review_state_approved,
}

export function sayState(state: ShownState, language: Language): string {
  return states[state]({}, { locale: language })
}

const concernWords: Readonly<Record<Concern, Word>> = {
  basics: m.guide_review_concern_basics,
  visit: m.guide_review_concern_visit,
  care: m.guide_review_concern_care,
  'acne-scars': m.guide_review_concern_acne_scars,
  pigmentation: m.guide_review_concern_pigmentation,
  texture: m.guide_review_concern_texture,
}

export function sayConcern(concern: Concern, language: Language): string {
  return concernWords[concern]({}, { locale: language })
}

const gradeWords: Readonly<Record<Grade, Word>> = {
  verified: m.guide_review_grade_verified,
  judgement: m.guide_review_grade_judgement,
  derived: m.guide_review_grade_derived,
  memory: m.guide_review_grade_memory,
}

export function sayGrade(grade: Grade, language: Language): string {
  return gradeWords[grade]({}, { locale: language })
}

/** In which language a text is, said in the reader's own. */
export function sayIn(language: Language, reader: Language): string {
  return language === 'sv'
    ? m.guide_review_in_sv({}, { locale: reader })
    : m.guide_review_in_en({}, { locale: reader })
}
