/**
 * What keeps a text from being published. A reader of fourteen should follow it: the middle sentence has at most
 * 14 words and none has over 25. No word promises or shouts, and every figure has its source. Held by test for the
 * articles that come with Lyster, and asked again whenever a text is published.
 */
import { forbiddenWordsIn, unsourcedSentencesIn } from './house-words.ts'
import { readability } from './readability.ts'

export type TextFault = {
  readonly fault: 'long-sentence' | 'long-sentences' | 'forbidden-word' | 'unsourced-figure'
  /** The words that are at fault. */
  readonly text: string
}

const mostWords = 25
const mostWordsInTheMiddle = 14

/** All that a reader meets, in reading order, as Markdown. */
export function wholeText(article: {
  readonly title: string
  readonly summary: string
  readonly body: string
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
}): string {
  const asked = article.questions.map(({ question, answer }) => `${question}\n\n${answer}`)
  return [article.title, article.summary, article.body, ...asked].join('\n\n')
}

export function textFaults(markdown: string, language: 'sv' | 'en'): TextFault[] {
  const told = readability(markdown)
  const forbidden = forbiddenWordsIn(markdown, language)
  const unsourced = unsourcedSentencesIn(markdown, language)
  return [
    ...(told.longestWords > mostWords ? [{ fault: 'long-sentence' as const, text: told.longest }] : []),
    ...(told.medianWords > mostWordsInTheMiddle
      ? [{ fault: 'long-sentences' as const, text: `${told.medianWords} words in the middle sentence` }]
      : []),
    ...forbidden.map((text) => ({ fault: 'forbidden-word' as const, text })),
    ...unsourced.map((text) => ({ fault: 'unsourced-figure' as const, text })),
  ]
}
