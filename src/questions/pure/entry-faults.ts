/**
 * What keeps an entry from being approved: the guide's own bar for words (long sentences, promises, figures
 * without a source). The answer is the clinic's claim and is held to all of it. The question is what somebody
 * wonders, and she may well ask whether it is safe or name a figure: of hers only the length is asked.
 */
import { type TextFault, textFaults } from '#guide/pure'

export type EntryFault = TextFault & { readonly field: 'question' | 'answer' }

export function entryFaults(
  { question, answer }: { readonly question: string; readonly answer: string },
  language: 'sv' | 'en',
): EntryFault[] {
  const asked = textFaults(question, language).filter(({ fault }) => fault === 'long-sentence')
  return [
    ...asked.map((told) => ({ ...told, field: 'question' as const })),
    ...textFaults(answer, language).map((told) => ({ ...told, field: 'answer' as const })),
  ]
}
