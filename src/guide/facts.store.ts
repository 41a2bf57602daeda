import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'
import type { Save } from './articles.store.ts'
import { type DraftFact, grades } from './contract.ts'
import type { Fact } from './read-fact-file.ts'

/** A fact as it is kept here: who last looked at it, and which of its values this is. */
export type KeptFact = Fact & { readonly reviewedBy: string | undefined; readonly version: number }

/** Every clinical fact that the clinic keeps, with its source, in the order of their ids. */
export async function listFacts(trx: ClinicTransaction): Promise<Fact[]> {
  const rows = await factQuery(trx).orderBy('fact_id').execute()
  return rows.map(factFrom)
}

/** Nobody else changes this fact until the transaction ends. */
export async function lockFact(trx: ClinicTransaction, factId: string): Promise<KeptFact | undefined> {
  const row = await factQuery(trx).where('fact_id', '=', factId).forUpdate().executeTakeFirst()
  return row && keptFrom(row)
}

export async function findFact(trx: ClinicTransaction, factId: string): Promise<KeptFact | undefined> {
  const row = await factQuery(trx).where('fact_id', '=', factId).executeTakeFirst()
  return row && keptFrom(row)
}

function factQuery(trx: ClinicTransaction) {
  return trx.selectFrom('fact').selectAll().where('clinic_id', '=', trx.clinic)
}

type FactColumns = {
  readonly fact_id: string
  readonly value: string
  readonly unit: string
  readonly wording: Fact['wording']
  readonly source: string
  readonly source_url: string | null
  readonly grade: string
  readonly reviewed_on: string
}

function factFrom(row: FactColumns): Fact {
  return { factId: row.fact_id, ...valueFrom(row), reviewedOn: row.reviewed_on }
}

function keptFrom(
  row: FactColumns & { readonly reviewed_by: string | null; readonly version: number },
): KeptFact {
  return { ...factFrom(row), reviewedBy: row.reviewed_by ?? undefined, version: row.version }
}

function valueFrom(row: Omit<FactColumns, 'reviewed_on'>) {
  const { value, unit, wording, source, source_url, fact_id } = row
  const grade = grades.find((one) => one === row.grade)
  if (!grade) throw new Error(`Fact ${fact_id} has an unknown grade: ${row.grade}`)
  return { value, unit, wording, source, sourceUrl: source_url, grade }
}

/** Adds facts that come with Lyster; one that is kept already takes the new values. */
export async function addFacts(trx: ClinicTransaction, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return
  await trx
    .insertInto('fact')
    .values(
      facts.map((fact) => ({
        clinic_id: trx.clinic,
        ...columnsOf(fact.factId, fact),
        reviewed_on: fact.reviewedOn,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['clinic_id', 'fact_id']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        unit: eb.ref('excluded.unit'),
        wording: eb.ref('excluded.wording'),
        source: eb.ref('excluded.source'),
        source_url: eb.ref('excluded.source_url'),
        grade: eb.ref('excluded.grade'),
        reviewed_on: eb.ref('excluded.reviewed_on'),
        version: sql<number>`fact.version + (row(fact.value, fact.unit, fact.wording, fact.source, fact.source_url, fact.grade)
          is distinct from row(excluded.value, excluded.unit, excluded.wording, excluded.source, excluded.source_url, excluded.grade))::int`,
      })),
    )
    .execute()
  await keepFactVersions(trx)
}

/** The next value of a fact that is locked. */
export async function saveFact(
  trx: ClinicTransaction,
  fact: { readonly factId: string; readonly draft: DraftFact; readonly by: string; readonly on: string },
  save: Save,
): Promise<void> {
  await trx
    .updateTable('fact')
    .set((eb) => ({
      ...columnsOf(fact.factId, fact.draft),
      reviewed_on: fact.on,
      reviewed_by: fact.by,
      version: eb('version', '+', 1),
    }))
    .where('clinic_id', '=', trx.clinic)
    .where('fact_id', '=', fact.factId)
    .execute()
  await keepFactVersions(trx, save)
}

function columnsOf(factId: string, fact: DraftFact) {
  const { value, unit, wording, source, sourceUrl, grade } = fact
  const words = JSON.stringify({ sv: wording.sv, en: wording.en })
  return { fact_id: factId, value, unit, wording: words, source, source_url: sourceUrl, grade }
}

/** Keeps each value that is not kept yet; one that came with Lyster is as old as its file says. */
async function keepFactVersions(trx: ClinicTransaction, save?: Save): Promise<void> {
  await sql`insert into fact_version (clinic_id, fact_id, version, changed_at, changed_by, value, unit, wording, source,
      source_url, grade)
    select clinic_id, fact_id, version, coalesce(${save?.at.toString() ?? null}::timestamptz, reviewed_on), ${save?.by ?? null}::uuid,
      value, unit, wording, source, source_url, grade
    from fact where clinic_id = ${trx.clinic}
    on conflict do nothing`.execute(trx)
}

export type FactVersion = DraftFact & {
  readonly factId: string
  readonly version: number
  readonly changedAt: Temporal.Instant
  readonly changedBy: { readonly id: string; readonly name: string } | undefined
}

/** Who gave which of these facts which value when, the newest first. */
export async function listFactVersions(
  trx: ClinicTransaction,
  factIds: readonly string[],
): Promise<FactVersion[]> {
  if (factIds.length === 0) return []
  const rows = await trx
    .selectFrom('fact_version')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.clinic_id', '=', 'fact_version.clinic_id')
        .onRef('staff.staff_id', '=', 'fact_version.changed_by'),
    )
    .selectAll('fact_version')
    .select('staff.name')
    .where('fact_version.clinic_id', '=', trx.clinic)
    .where('fact_id', 'in', factIds)
    .orderBy('changed_at', 'desc')
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    factId: row.fact_id,
    ...valueFrom(row),
    version: row.version,
    changedAt: row.changed_at,
    changedBy: row.changed_by === null ? undefined : { id: row.changed_by, name: row.name ?? '' },
  }))
}

export type FactUse = {
  readonly kind: 'article' | 'screening-question' | 'healing-model'
  readonly subject: string
  readonly language: Language
  /** The text's title or the question's words; the model has none. */
  readonly title: string
}

/** What is built on this fact, in one query: drafts of texts, screening's questions, the model of the skin. */
export async function whatIsBuiltOn(trx: ClinicTransaction, factId: string): Promise<FactUse[]> {
  const { rows } = await sql<{ kind: FactUse['kind']; subject_id: string; language: string; title: string }>`
    select kind, subject_id, language, title from fact_use
    where clinic_id = ${trx.clinic} and fact_id = ${factId} order by kind, title, language`.execute(trx)
  return rows.flatMap(({ kind, subject_id, language, title }) =>
    isLanguage(language) ? [{ kind, subject: subject_id, language, title }] : [],
  )
}

/** How many texts, questions and models stand on each fact; one that is not named stands alone. */
export async function countFactUses(trx: ClinicTransaction): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ fact_id: string; uses: number }>`
    select fact_id, count(distinct (kind, subject_id))::int as uses from fact_use
    where clinic_id = ${trx.clinic} group by fact_id`.execute(trx)
  return new Map(rows.map(({ fact_id, uses }) => [fact_id, uses]))
}
