/**
 * What keeps an entry from being approved: the guide's own bar for words (long sentences, promises, figures
 * without a source). The answer is the clinic's claim and is held to all of it. The question is what somebody
 * wonders, and she may well ask whether it is safe or name a figure: of hers only the length is asked. A
 * mark of a fact that the clinic does not keep is no source.
 */
import { type TextFault, textFaults } from '#guide/pure'

export type EntryFault =
  | (TextFault & { readonly field: 'question' | 'answer' })
  | { readonly field: 'question' | 'answer'; readonly fault: 'unknown-fact'; readonly text: string }

export function entryFaults(
  { question, answer }: { readonly question: string; readonly answer: string },
  language: 'sv' | 'en',
  facts: ReadonlySet<string>,
): EntryFault[] {
  const unknown = (field: 'question' | 'answer', words: string): EntryFault[] =>
    marksIn(words)
      .filter((mark) => !facts.has(mark))
      .map((mark) => ({ field, fault: 'unknown-fact', text: `[^${mark}]` }))
  const asked = textFaults(question, language).filter(({ fault }) => fault === 'long-sentence')
  return [
    ...asked.map((told) => ({ ...told, field: 'question' as const })),
    ...textFaults(answer, language).map((told) => ({ ...told, field: 'answer' as const })),
    ...unknown('question', question),
    ...unknown('answer', answer),
  ]
}

function marksIn(words: string): string[] {
  return [...new Set([...words.matchAll(/\[\^([^\]\s]{1,100})\]/g)].map(([, mark = '']) => mark))]
}
