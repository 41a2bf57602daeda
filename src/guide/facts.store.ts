import type { ClinicTransaction } from '#platform/db'
import { type Fact, grades } from './read-fact-file.ts'

/** Every clinical fact that the clinic keeps, with its source, in the order of their ids. */
export async function listFacts(trx: ClinicTransaction): Promise<Fact[]> {
  const rows = await trx
    .selectFrom('fact')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .orderBy('fact_id')
    .execute()
  return rows.map((row) => ({
    factId: row.fact_id,
    value: row.value,
    unit: row.unit,
    wording: row.wording,
    source: row.source,
    sourceUrl: row.source_url,
    grade: gradeFrom(row),
    reviewedOn: row.reviewed_on,
  }))
}

/** Adds facts; one that is kept already takes the new values. */
export async function addFacts(trx: ClinicTransaction, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return
  await trx
    .insertInto('fact')
    .values(facts.map((fact) => rowFrom(trx.clinic, fact)))
    .onConflict((conflict) =>
      conflict.columns(['clinic_id', 'fact_id']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        unit: eb.ref('excluded.unit'),
        wording: eb.ref('excluded.wording'),
        source: eb.ref('excluded.source'),
        source_url: eb.ref('excluded.source_url'),
        grade: eb.ref('excluded.grade'),
        reviewed_on: eb.ref('excluded.reviewed_on'),
      })),
    )
    .execute()
}

function rowFrom(clinic: string, fact: Fact) {
  return {
    clinic_id: clinic,
    fact_id: fact.factId,
    value: fact.value,
    unit: fact.unit,
    wording: JSON.stringify(fact.wording),
    source: fact.source,
    source_url: fact.sourceUrl,
    grade: fact.grade,
    reviewed_on: fact.reviewedOn,
  }
}

function gradeFrom(row: { readonly fact_id: string; readonly grade: string }): Fact['grade'] {
  const grade = grades.find((one) => one === row.grade)
  if (!grade) throw new Error(`Fact ${row.fact_id} has an unknown grade: ${row.grade}`)
  return grade
}
