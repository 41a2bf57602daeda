import type { Language } from '#platform/language'
import { m } from '#platform/words'

type Told = {
  readonly factId: string
  readonly value: string
  readonly wording: Readonly<Record<Language, string>>
}

/** Facts whose own wording stands beside a sentence of an article: here they are a sentence, with the row's figure. */
const sentences: Readonly<
  Record<string, (inputs: { value: string }, options: { locale: Language }) => string>
> = {
  'call-redness': m.questions_ask_sign_redness,
  'call-swelling-pain': m.questions_ask_sign_swelling,
  'call-infection': m.questions_ask_sign_infection,
  'call-numbness': m.questions_ask_sign_numbness,
}

/** A red flag as it is read on its own. */
export function sayRedFlag({ factId, value, wording }: Told, language: Language): string {
  const figure = language === 'sv' ? value.replace('.', ',') : value
  return sentences[factId]?.({ value: figure }, { locale: language }) ?? wording[language]
}
