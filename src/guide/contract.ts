import { z } from 'zod'
import type { SnippetPart } from './pure/snippet.ts'

/** What a reader comes for; the guide is listed by it. */
export const concerns = ['basics', 'visit', 'care', 'acne-scars', 'pigmentation', 'texture'] as const
export type Concern = (typeof concerns)[number]

/** How well a fact is known: read in its source, our judgement, worked out by us, or from memory. */
export const grades = ['verified', 'judgement', 'derived', 'memory'] as const
export type Grade = (typeof grades)[number]

/** A text as a person writes it; nothing beside it is read. */
export const draftText = z.object({
  title: z.string().trim().min(1).max(120),
  summary: z.string().trim().min(1).max(500),
  body: z.string().trim().min(1).max(60_000),
  concern: z.enum(concerns),
  questions: z
    .array(
      z.object({
        question: z.string().trim().min(1).max(300),
        answer: z.string().trim().min(1).max(3000),
      }),
    )
    .max(30),
})
export type DraftText = z.infer<typeof draftText>

/** A fact's value as a person writes it. */
export const draftFact = z.object({
  value: z.string().trim().min(1).max(200),
  unit: z.string().trim().max(40),
  wording: z.object({ sv: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) }),
  source: z.string().trim().min(1).max(500),
  sourceUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
  grade: z.enum(grades),
})
export type DraftFact = z.infer<typeof draftFact>

export type FoundText = {
  readonly articleId: string
  readonly slug: string
  readonly title: string
  readonly snippet: readonly SnippetPart[]
}
