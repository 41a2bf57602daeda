/**
 * Which texts are about the same: the angle between them when each is a direction in the space of its words (cosine).
 * Length does not matter, so a short text is not drowned by a long one.
 */
import type { Found } from './search-articles.ts'
import type { WeighedTexts } from './weighed-words.ts'

/** All others, the most similar first. */
export function similarTexts({ weights }: WeighedTexts, id: string): Found[] {
  const own = weights.get(id)
  if (!own) return []
  return [...weights]
    .filter(([other]) => other !== id)
    .map(([other, theirs]) => ({
      id: other,
      score: product(own, theirs) / (lengthOf(own) * lengthOf(theirs)),
    }))
    .toSorted((one, other) => other.score - one.score)
}

function product(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const [word, weight] of one) sum += weight * (other.get(word) ?? 0)
  return sum
}

function lengthOf(weights: ReadonlyMap<string, number>): number {
  return Math.sqrt(product(weights, weights)) || 1
}
