import { z } from '@hono/zod-openapi'
import { type RefusalCode, refusalTexts } from './refusal-texts.ts'

const time = z.iso.datetime({ offset: true }).openapi({
  description: "RFC 3339, with the clinic's offset at that time",
  example: '2027-01-12T10:30:00+01:00',
})

const named = z.object({ id: z.string(), name: z.string() }).openapi('Named')

const visitShape = {
  start: time,
  end: time.openapi({ description: 'When the client leaves; cleaning stands after it' }),
  therapist: named.optional(),
  room: named.optional(),
  device: named.optional(),
  segments: z.array(
    z.object({
      name: z.string(),
      start: time,
      end: time,
      holds: z.array(z.enum(['therapist', 'room', 'device'])),
    }),
  ),
}

export const visit = z.object(visitShape).openapi('Visit')

export const bookedVisit = z
  .object({
    id: z.string().openapi({ description: "The visit's own, for life: moving keeps it" }),
    ...visitShape,
    state: z.enum(['held', 'booked', 'arrived', 'done', 'cancelled', 'missed']),
  })
  .openapi('BookedVisit')

const movedVisit = z
  .object({
    id: z.string(),
    ...visitShape,
    change: z.enum(['stays', 'asked', 'follows']).openapi({
      description: '`follows`: it was not asked for, but the rest would not hold where it stands',
    }),
    before: z.object({ start: time, end: time }).openapi({ description: 'Where it stands now' }),
  })
  .openapi('MovedVisit')

export const move = z
  .object({
    id: z.string().openapi({ description: 'Signed, and valid for an hour; nothing is stored for it' }),
    visits: z.array(movedVisit).openapi({ description: 'The whole course, also what stays' }),
    reasons: z
      .array(z.enum(['later-stay', 'same-therapist', 'same-weekday', 'same-time', 'ideal-rest']))
      .openapi({ description: 'What is good about it; `later-stay`: no later visit has to follow' }),
  })
  .openapi('Move')

export const course = z
  .object({
    id: z.string().openapi({ description: 'Signed, and valid for an hour; nothing is stored for it' }),
    visits: z.array(visit),
    reasons: z
      .array(z.enum(['soonest', 'same-therapist', 'ideal-rest', 'same-weekday', 'same-time']))
      .openapi({
        description: 'What is good about it; `soonest`: no course begins earlier',
      }),
  })
  .openapi('Course')

export const price = z
  .object({
    amount: z
      .number()
      .int()
      .openapi({ description: 'For the whole course, VAT included, in the minor unit (öre)' }),
    currency: z.string().openapi({ example: 'SEK' }),
  })
  .openapi('Price')

export const refused = z
  .object({
    refused: z.string().openapi({ enum: Object.keys(refusalTexts) }),
    message: z.string().openapi({ description: 'For a person, in her language' }),
    path: z.string().optional().openapi({ description: 'The field at fault', example: 'client.email' }),
    visit: z.number().int().optional().openapi({ description: 'Which visit is taken, counted from 1' }),
    courses: z.array(course).optional().openapi({ description: 'The nearest courses that are free' }),
    moves: z.array(move).optional().openapi({ description: 'The nearest moves that are free' }),
  })
  .openapi('Refused')

export type Visit = z.infer<typeof visit>
export type BookedVisit = z.infer<typeof bookedVisit>
export type Course = z.infer<typeof course>
export type Move = z.infer<typeof move>
export type Refused = z.infer<typeof refused>

/** Every answer may be in one of our languages; it is asked for here or with Accept-Language. */
export const languageQuery = z.object({
  language: z
    .string()
    .optional()
    .openapi({ enum: ['sv', 'en'], description: 'Of names and messages' }),
})

export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** What any request may meet at the door. */
const atTheDoor = ['language-not-spoken', 'too-many-requests'] as const

/** What a body may meet before the route sees it; an address with a body names these too. */
export const bodyFaults = [
  'not-json',
  'broken-json',
  'missing-field',
  'unknown-field',
  'too-long',
  'invalid-field',
] as const

type Status<Code extends RefusalCode> = (typeof refusalTexts)[Code]['status']
type RefusedAnswer = ReturnType<typeof json<typeof refused>>

/** The answers with which a route may refuse, by status, from the codes that it uses. */
export function refusing<Code extends RefusalCode>(
  ...codes: readonly Code[]
): Record<Status<Code | (typeof atTheDoor)[number]>, RefusedAnswer> {
  const byStatus = Object.groupBy([...codes, ...atTheDoor], (code) => refusalTexts[code].status)
  const answers = Object.entries(byStatus).map(([status, own]) => [status, json(refused, own.join(', '))])
  return Object.fromEntries(answers)
}
