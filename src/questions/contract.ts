import type { Language } from '#platform/language'
import type { Urgency } from './pure/index.ts'

export const ways = ['phone', 'sms', 'email'] as const
/** How somebody wants to be answered. */
export type Way = (typeof ways)[number]

export const reachTimes = ['any', 'morning', 'midday', 'afternoon'] as const
/** When she is best reached. */
export type ReachWhen = (typeof reachTimes)[number]

/** New; taken by somebody; waiting for whoever asked; answered. */
export const questionStates = ['new', 'taken', 'waiting', 'answered'] as const
export type QuestionState = (typeof questionStates)[number]

/** What somebody sends. `reachAt` is the one address or number that her way needs: E.164, or an e-mail address. */
export type NewQuestion = {
  /** The form it was sent with: the same form twice is one question. */
  readonly form: string
  readonly about: string | undefined
  readonly language: Language
  readonly body: string
  readonly name: string
  readonly way: Way
  readonly reachAt: string
  readonly reachWhen: ReachWhen
}

/** Minutes since 1970, as everything told in time. */
export type Question = {
  readonly id: string
  /** The article it was asked at, by its id. */
  readonly about: string | undefined
  readonly language: Language
  readonly body: string
  readonly name: string
  readonly way: Way
  readonly reachAt: string
  readonly reachWhen: ReachWhen
  readonly urgency: Urgency | undefined
  readonly state: QuestionState
  readonly takenBy: { readonly id: string; readonly name: string } | undefined
  readonly askedAt: number
  readonly answerBy: number
  readonly answeredAt: number | undefined
  /** While it waits: when it is looked at again though nothing was heard. */
  readonly waitsUntil: number | undefined
  /** Not answered, and the promised time is past; while it waits, the time until which it waits. */
  readonly overdue: boolean
  /** Its time has passed: the words, the name and where she is reached have been taken out. */
  readonly isBlank: boolean
  /** Her card, where the clinic has written to her. */
  readonly client: string | undefined
}

export type QuestionNote = { readonly body: string; readonly by: string; readonly at: number }
export type GivenAnswer = QuestionNote & { readonly way: Way; readonly message: string | undefined }

export type WholeQuestion = Question & {
  /** The oldest first. */
  readonly notes: readonly QuestionNote[]
  readonly answers: readonly GivenAnswer[]
}

/** `mine`: taken by or waiting with this member of staff. */
export type QuestionFilter = {
  readonly show: 'open' | 'new' | 'mine' | 'waiting' | 'answered'
  readonly staff: string
  readonly limit: number
}

export type QuestionCounts = {
  readonly new: number
  /** Taken by or waiting with whoever asks for the counts. */
  readonly mine: number
  readonly waiting: number
  /** Of those that are not answered. */
  readonly open: number
  readonly overdue: number
  readonly urgent: number
}

/** An entry as staff see it: the present draft, and whether these very words are approved. */
export type FaqEntry = {
  readonly id: string
  readonly language: Language
  readonly question: string
  readonly answer: string
  readonly hash: string
  readonly writtenBy: { readonly id: string; readonly name: string }
  readonly writtenAt: number
  /** Who has changed the words since they were last approved, by their staff ids; the last one last. */
  readonly writers: readonly string[]
  /** Taken down: the public does not see it, approved or not. */
  readonly isWithdrawn: boolean
  readonly review:
    | { readonly by: string; readonly on: string; readonly next: string; readonly isOfThisText: boolean }
    | undefined
  /** How often it was shown and how often it answered. */
  readonly shown: number
  readonly answered: number
}

/** A reviewed answer that is near to what was asked. */
export type Suggestion = {
  /** What is counted by: an entry's id, or an article's id and the place of its question. */
  readonly key: string
  readonly question: string
  readonly answer: string
  /** The article that it stands in. */
  readonly article: { readonly slug: string; readonly title: string } | undefined
}
