/**
 * How hard a text is to read. LIX (Björnsson 1968) is the words in a mean sentence plus the share, in percent,
 * of words with more than six letters; under 30 is very easy, 30 to 40 easy. It was made for Swedish and is used
 * for both languages here because it needs no dictionary. Beside it stand the figures that a writer can act on:
 * the middle and the longest sentence.
 */
import { plainText, sentencesIn, wordsIn } from './sentences.ts'

export type Readability = {
  readonly sentences: number
  readonly words: number
  readonly medianWords: number
  readonly longestWords: number
  readonly longest: string
  readonly lix: number
}

const longWord = 6

export function readability(markdown: string): Readability {
  const lengths = sentencesIn(markdown)
    .map((sentence) => ({ sentence, words: wordsIn(sentence) }))
    .filter(({ words }) => words.length > 0)
    .toSorted((one, other) => one.words.length - other.words.length)
  const words = lengths.flatMap((sentence) => sentence.words)
  const longest = lengths.at(-1)
  return {
    sentences: lengths.length,
    words: words.length,
    medianWords: middle(lengths.map((sentence) => sentence.words.length)),
    longestWords: longest?.words.length ?? 0,
    longest: plainText(longest?.sentence ?? ''),
    lix: lengths.length === 0 ? 0 : lixOf(words, lengths.length),
  }
}

function lixOf(words: readonly string[], sentences: number): number {
  const long = words.filter((word) => word.replace(/[^\p{L}]/gu, '').length > longWord)
  return words.length / sentences + (100 * long.length) / words.length
}

function middle(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}
