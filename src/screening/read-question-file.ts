import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { type Localised, languages } from '#platform/language'
import { type Way, ways } from './contract.ts'

/** A question asked before a treatment is booked, with what a yes leads to and what is then said. */
export type Question = {
  readonly id: string
  readonly question: Localised
  readonly advice: Localised
  readonly leadsTo: Way
  readonly source: string
  readonly grade: string
  /** The guide's facts that it rests on, by their ids. */
  readonly facts: readonly string[]
  /** 'YYYY-MM-DD'. */
  readonly reviewedOn: string
}

const words = z.record(z.enum(languages), z.string().min(1))
const questionFile = z.strictObject({
  reviewed_on: z.iso.date(),
  questions: z.array(
    z.strictObject({
      question_id: z.string().regex(/^[a-z0-9-]+$/),
      question: words,
      advice: words,
      leads_to: z.enum(ways),
      source: z.string().min(1),
      grade: z.enum(['verified', 'judgement', 'derived', 'memory']),
      facts: z.array(z.string().regex(/^[a-z0-9-]+$/)).default([]),
    }),
  ),
})

/** The questions that come with Lyster, in the order in which they are asked. */
export async function readQuestionFile(): Promise<Question[]> {
  const text = await readFile(new URL('./questions.json', import.meta.url), 'utf8')
  const file = questionFile.parse(JSON.parse(text))
  return file.questions.map(({ question_id, leads_to, ...rest }) => ({
    id: question_id,
    leadsTo: leads_to,
    reviewedOn: file.reviewed_on,
    ...rest,
  }))
}
