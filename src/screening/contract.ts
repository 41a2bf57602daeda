import * as z from 'zod'

/** Where a yes leads: the clinic looks at the skin first, or the client talks to someone first. */
export const ways = ['analysis', 'call'] as const
export type Way = (typeof ways)[number]

/** The questions that were answered with yes. They are weighed and forgotten: no part of Lyster stores them. */
export const answersShape = z.object({
  yes: z.array(z.string().regex(/^[a-z0-9-]{1,60}$/)).max(40),
})
export type Answers = z.infer<typeof answersShape>
