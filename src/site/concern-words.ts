import type { Concern } from '#guide/contract'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

/** What a reader comes for, in the order in which most come for it. */
export const concernsInOrder: readonly Concern[] = [
  'basics',
  'visit',
  'acne-scars',
  'pigmentation',
  'texture',
  'care',
]

const words = {
  basics: m.guide_site_concern_basics,
  visit: m.guide_site_concern_visit,
  care: m.guide_site_concern_care,
  'acne-scars': m.guide_site_concern_acne_scars,
  pigmentation: m.guide_site_concern_pigmentation,
  texture: m.guide_site_concern_texture,
} satisfies Record<Concern, unknown>

export function sayConcern(concern: Concern, language: Language): string {
  return words[concern]({}, { locale: language })
}
