import { z } from 'zod'
import { languages } from '#platform/language'
import { type Grade, grades } from './contract.ts'

const fact = z.strictObject({
  fact_id: z.string().regex(/^[a-z0-9-]+$/),
  value: z.string().min(1),
  unit: z.string(),
  wording: z.record(z.enum(languages), z.string().min(1)),
  source: z.string().min(1),
  source_url: z.url({ protocol: /^https$/ }).nullable(),
  grade: z.enum(grades),
})

const factFile = z.strictObject({ reviewed_on: z.iso.date(), facts: z.array(fact) })

/** A clinical number or claim: what was measured, where it stands, and how well it is known. */
export type Fact = {
  readonly factId: string
  readonly value: string
  readonly unit: string
  readonly wording: z.infer<typeof fact>['wording']
  readonly source: string
  readonly sourceUrl: string | null
  readonly grade: Grade
  readonly reviewedOn: string
}

/** Reads the files of facts; throws on a row that is not whole, or an id that stands twice in any of them. */
export function readFactFiles(texts: readonly string[]): Fact[] {
  const facts = texts.map((text) => factFile.parse(JSON.parse(text))).flatMap(factsOf)
  const ids = new Set<string>()
  for (const { factId } of facts) {
    if (ids.has(factId)) throw new Error(`The fact ${factId} stands twice.`)
    ids.add(factId)
  }
  return facts
}

function factsOf(file: z.infer<typeof factFile>): Fact[] {
  return file.facts.map(({ fact_id, source_url, ...rest }) => ({
    factId: fact_id,
    sourceUrl: source_url,
    reviewedOn: file.reviewed_on,
    ...rest,
  }))
}
