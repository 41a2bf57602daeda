import { z } from 'zod'
import type { Language } from '#platform/language'

export type Channel = 'email' | 'sms' | 'phone'

/** A visit as a message tells of it: instants as RFC 3339, and never what the visit is for. */
const toldVisit = z.object({
  visit: z.uuid(),
  start: z.iso.datetime(),
  clientLeaves: z.iso.datetime(),
  therapist: z.string().optional(),
})

/** Ids, times and the therapist only: the client's name, her address and the secret link are added when it is sent. */
export const messagePayload = z.object({ course: z.uuid(), visits: z.array(toldVisit).readonly() }).readonly()

export type ToldVisit = z.infer<typeof toldVisit>
export type MessagePayload = z.infer<typeof messagePayload>

export type MessageKind = 'course-booked' | 'visits-cancelled'

export type NewMessage = {
  readonly client: string
  readonly kind: MessageKind
  readonly language: Language
  readonly channel: Channel
  readonly payload: MessagePayload
}
