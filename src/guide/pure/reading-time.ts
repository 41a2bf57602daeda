/**
 * Whole minutes to read a text aloud in the head. 180 words a minute is a calm pace for prose with figures in
 * it; being told one minute too many is the kinder error, so it rounds up.
 */
import { plainText, wordsIn } from './sentences.ts'

const wordsPerMinute = 180

export function readingMinutes(markdown: string): number {
  return Math.max(1, Math.ceil(wordsIn(plainText(markdown)).length / wordsPerMinute))
}
