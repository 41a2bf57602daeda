/** A question as its page draws it. */
import type { Way } from '#questions/contract'
import type { Urgency } from '#questions/pure'
import type { Language } from '#platform/language'
import type { About, Tag } from './question-words.ts'

export type WrittenLine = { readonly body: string; readonly by: string }

export type QuestionCard = {
  readonly id: string
  readonly name: string
  readonly kind: Way
  readonly way: string
  readonly reach: { readonly href: string; readonly words: string }
  readonly when: string
  readonly asked: string
  readonly age: string
  readonly promise: string | undefined
  readonly language: Language
  readonly client: string | undefined
  readonly about: About | undefined
  readonly tags: readonly Tag[]
  readonly isOpen: boolean
  readonly isMine: boolean
  readonly isTaken: boolean
  readonly urgency: Urgency | undefined
  /** What became of the newest letter with an answer, where it has not left or did not arrive. */
  readonly sending: 'waits' | 'failed' | undefined
  readonly isBlank: boolean
  readonly bookingLink: string
  readonly tomorrow: string
  /** What only those who treat read. */
  readonly read:
    | {
        readonly body: string
        readonly notes: readonly WrittenLine[]
        readonly answers: readonly WrittenLine[]
        readonly facts: readonly { readonly id: string; readonly words: string; readonly source: string }[]
      }
    | undefined
  readonly mayAnswer: boolean
  readonly mayMakeEntry: boolean
}
