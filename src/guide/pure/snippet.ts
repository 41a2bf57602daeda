/**
 * The sentence that shows why a text was found, with the words that were asked for marked in it. A word counts as
 * asked for when it has the same stem, when a part of it has ('rynkbehandling' for 'behandling'), or when one begins
 * as the other. The first sentence with the most different of them is shown; where none has any, the summary.
 */
import { compoundParts } from './compound-parts.ts'
import { plainText, sentencesIn } from './sentences.ts'
import type { TextToWeigh, WeighedTexts } from './weighed-words.ts'
import { weighQuestion } from './weighed-words.ts'
import { stemOf } from './word-stems.ts'

export type SnippetPart = { readonly words: string; readonly marked: boolean }

const shortestBeginning = 4
const mostLetters = 220

export function snippetFor(text: TextToWeigh, question: string, texts: WeighedTexts): SnippetPart[] {
  const asked = new Set(weighQuestion(question, texts).keys())
  const answers = text.questions.map(({ answer }) => answer).join('\n\n')
  const sentences = [text.summary, ...sentencesIn(plainText(`${text.body}\n\n${answers}`))]
  const rated = sentences.map((sentence) => ({ sentence, score: askedIn(sentence, asked, texts).size }))
  const best = rated.reduce((one, other) => (other.score > one.score ? other : one))
  return markAsked(shortened(best.sentence, asked, texts), asked, texts)
}

function markAsked(sentence: string, asked: ReadonlySet<string>, texts: WeighedTexts): SnippetPart[] {
  const parts: { words: string; marked: boolean }[] = []
  for (const words of sentence.split(/([\p{L}\p{N}]+)/u)) {
    if (words === '') continue
    const marked = askedFor(words, asked, texts) !== undefined
    const last = parts.at(-1)
    if (last && last.marked === marked) last.words += words
    else parts.push({ words, marked })
  }
  return parts
}

function askedIn(sentence: string, asked: ReadonlySet<string>, texts: WeighedTexts): Set<string> {
  const words = sentence.match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.flatMap((word) => askedFor(word, asked, texts) ?? []))
}

/** Which of the words asked for this one is. */
function askedFor(word: string, asked: ReadonlySet<string>, texts: WeighedTexts): string | undefined {
  const stem = stemOf(word.toLowerCase().normalize('NFC'), texts.language)
  if (asked.has(stem)) return stem
  const part = compoundParts(stem, texts.known).find((one) => asked.has(one))
  if (part !== undefined || stem.length < shortestBeginning) return part
  return [...asked].find((one) => one.length >= shortestBeginning && stem.startsWith(one))
}

/** A long sentence is cut at words, around the first that was asked for. */
function shortened(sentence: string, asked: ReadonlySet<string>, texts: WeighedTexts): string {
  if (sentence.length <= mostLetters) return sentence
  const words = sentence.split(' ')
  const first = words.findIndex(
    (word) => askedFor(word.replace(/[^\p{L}\p{N}]/gu, ''), asked, texts) !== undefined,
  )
  const from = Math.max(0, first - 12)
  const shown: string[] = []
  for (const word of words.slice(from)) {
    if ([...shown, word].join(' ').length > mostLetters) break
    shown.push(word)
  }
  const ended = from + shown.length === words.length
  return `${from > 0 ? '… ' : ''}${shown.join(' ')}${ended ? '' : ' …'}`
}
