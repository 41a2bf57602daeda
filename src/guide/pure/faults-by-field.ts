/**
 * The same faults as in text-faults.ts, told to whoever writes: in which field, and in which sentence, so that she
 * finds the place. How long the middle sentence is belongs to the whole text and is told at its body.
 */
import { plainText, sentencesIn } from './sentences.ts'
import { type TextFault, textFaults, wholeText } from './text-faults.ts'

export type FieldFault = TextFault & {
  /** 'title', 'summary', 'body', or 'question-1' and 'answer-1' and on. */
  readonly field: string
  /** The sentence in plain words; empty where the fault is the whole text's. */
  readonly sentence: string
}

type Written = Parameters<typeof wholeText>[0]

export function faultsByField(text: Written, language: 'sv' | 'en'): FieldFault[] {
  const fields = [
    ['title', text.title],
    ['summary', text.summary],
    ['body', text.body],
    ...text.questions.flatMap(({ question, answer }, at) => [
      [`question-${at + 1}`, question],
      [`answer-${at + 1}`, answer],
    ]),
  ] as const
  const inFields = fields.flatMap(([field = '', words = '']) =>
    textFaults(words, language)
      .filter(({ fault }) => fault !== 'long-sentences')
      .map((told) => ({ ...told, field, sentence: sentenceWith(told, words) })),
  )
  const ofWhole = textFaults(wholeText(text), language)
    .filter(({ fault }) => fault === 'long-sentences')
    .map((told) => ({ ...told, field: 'body', sentence: '' }))
  return [...inFields, ...ofWhole]
}

function sentenceWith({ fault, text }: TextFault, words: string): string {
  if (fault !== 'forbidden-word') return plainText(text)
  return plainText(sentencesIn(words).find((sentence) => sentence.includes(text)) ?? text)
}
