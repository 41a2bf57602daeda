/**
 * What a message says, as a mail with a text part and an HTML part and as an SMS. Subjects name the clinic and never
 * the treatment or a symptom: a subject is read over a shoulder, and a calendar is shared.
 */
import { htmlFrom } from './letter-html.ts'
import type { Draft, LetterKind, LetterWords, Letters, Part } from './letter-words.ts'
import { lettersEn } from './letters-en.ts'
import { lettersSv } from './letters-sv.ts'

export type Letter = {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly sms: string
}

type Language = 'sv' | 'en'

const letters: Readonly<Record<Language, Letters>> = { sv: lettersSv, en: lettersEn }

export function writeLetter(kind: LetterKind, language: Language, words: LetterWords): Letter {
  const draft = letters[language][kind](words)
  return { subject: draft.subject, text: textFrom(draft), html: htmlFrom(draft, language), sms: draft.sms }
}

function textFrom({ parts }: Draft): string {
  return parts.map(partInText).join('\n\n')
}

function partInText(part: Part): string {
  if ('list' in part) return part.list.map((line) => `– ${line}`).join('\n')
  return 'link' in part ? `${part.words}: ${part.link}` : part.words
}
