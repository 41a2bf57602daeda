/**
 * What a letter is made with, and what it is made of. The words of each language stand in a file of their own
 * (letters-sv.ts, letters-en.ts) and not among the pages' words, since a message is kept and sent long after the
 * page, in the client's language and not the reader's.
 */
export type LetterWords = {
  readonly clinic: { readonly name: string; readonly phone: string; readonly address: string }
  /** As a person says them: "Tuesday 12 January, 10:30", with the therapist where one is known. */
  readonly visits: readonly string[]
  /** Where the one visit that has moved stood before; of several, each says it itself. */
  readonly before?: string | undefined
  /** The page on which she looks and cancels, or books after an answer; empty where there is none. */
  readonly link: string
  /** What the clinic answers to a question. */
  readonly reply?: string | undefined
}

/** A paragraph, a list of visits, or the words that lead to her page. */
export type Part =
  | { readonly words: string }
  | { readonly list: readonly string[] }
  | { readonly link: string; readonly words: string }

/** A reply as it was written, with its own breaks between paragraphs. */
export function paragraphsOf(reply = ''): Part[] {
  return reply
    .split(/\r?\n\s*\n/)
    .map((words) => words.trim())
    .filter((words) => words !== '')
    .map((words) => ({ words }))
}

export function inOneLine(reply = ''): string {
  return reply.replace(/\s+/g, ' ').trim()
}

export type Draft = { readonly subject: string; readonly parts: readonly Part[]; readonly sms: string }

export const letterKinds = [
  'course-booked',
  'visit-moved',
  'therapist-changed',
  'visits-cancelled',
  'reminder-days',
  'reminder-hours',
  'question-answered',
] as const
export type LetterKind = (typeof letterKinds)[number]

export type Letters = Readonly<Record<LetterKind, (words: LetterWords) => Draft>>
