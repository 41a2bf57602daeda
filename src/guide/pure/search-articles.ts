/**
 * Which texts answer a question best: the sum of what its words say about each. A word that no text has is matched by
 * its beginning, so that half a word typed, or an ending that the stemmer does not know, still finds.
 */
import { weighQuestion, type WeighedTexts } from './weighed-words.ts'

const beginningCounts = 0.5
const shortestBeginning = 4

export type Found = { readonly id: string; readonly score: number }

/** The best first; a text that no word of the question speaks of is left out. */
export function searchTexts(texts: WeighedTexts, question: string): Found[] {
  const asked = weighQuestion(question, texts)
  const found = [...texts.weights].map(([id, weights]) => ({ id, score: scoreOf(asked, weights) }))
  return found.filter(({ score }) => score > 0).toSorted((one, other) => other.score - one.score)
}

function scoreOf(asked: ReadonlyMap<string, number>, weights: ReadonlyMap<string, number>): number {
  let score = 0
  for (const [word, count] of asked)
    score += count * (weights.get(word) ?? beginningCounts * byBeginning(word, weights))
  return score
}

function byBeginning(word: string, weights: ReadonlyMap<string, number>): number {
  if (word.length < shortestBeginning) return 0
  let best = 0
  for (const [other, weight] of weights) if (weight > best && begins(other, word)) best = weight
  return best
}

function begins(one: string, other: string): boolean {
  return one.startsWith(other) || (other.startsWith(one) && one.length >= shortestBeginning)
}
