import { z } from 'zod'
import type { Language } from '#platform/language'
import type { LetterKind } from './pure/index.ts'

export type Channel = 'email' | 'sms' | 'phone'

/** A visit as a message tells of it: instants as RFC 3339, and never what the visit is for. */
const toldVisit = z.object({
  visit: z.uuid(),
  start: z.iso.datetime(),
  clientLeaves: z.iso.datetime(),
  therapist: z.string().optional(),
  /** What the visit's calendar entry has come to with this message; rises with each change. */
  sequence: z.int().min(0).default(0),
  /** Where it stood before it was moved. */
  movedFrom: z.iso.datetime().optional(),
})

/**
 * Ids, times and the therapist only: the client's name, her address and the secret link are added when it is sent.
 * An answer to a question brings its own words; of what was asked it holds nothing. `bookingFrom` is the question
 * whose link to booking goes with it.
 */
export const messagePayload = z
  .object({
    course: z.uuid().optional(),
    visits: z.array(toldVisit).readonly().default([]),
    reply: z.string().optional(),
    bookingFrom: z.uuid().optional(),
  })
  .readonly()

export type ToldVisit = z.input<typeof toldVisit>
export type MessagePayload = z.infer<typeof messagePayload>

export type MessageKind = LetterKind
export type ReminderKind = 'reminder-days' | 'reminder-hours'

/** Waiting to go or to go again; being sent; sent; given up; withdrawn, since what it told of was overtaken. */
export const messageStates = ['waiting', 'sending', 'sent', 'failed', 'withdrawn'] as const
export type MessageState = (typeof messageStates)[number]

export type NewMessage = {
  readonly client: string
  readonly kind: MessageKind
  readonly language: Language
  readonly channel: Channel
  readonly payload: z.input<typeof messagePayload>
}
