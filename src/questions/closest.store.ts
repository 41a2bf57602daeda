/**
 * Which known answers are near to what was asked. The candidates are a few dozen (entries, and the questions at the
 * feet of articles), come with the statement and are compared as they pass: no index is asked, so that trigrams
 * cannot use one under row-level security costs nothing here.
 */
import { sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'

export type Candidate = { readonly key: string; readonly question: string; readonly answer: string }

const dictionaries: Readonly<Record<Language, string>> = { sv: 'swedish', en: 'english' }

/**
 * The keys of the nearest, the nearest first. Each word that was asked (full text has taken off its ending, and left
 * out the words that say nothing) is looked for in a question by its stem, else by its spelling without dots and
 * rings, else by its stem in the answer, which counts less. A word that stands in few of the known answers weighs
 * more; one that stands in none weighs little, since it may be a slip of the pen. Near is what holds so much of the
 * weight; the bar was set on the questions in closest-answers.test.ts.
 */
export async function rankByLikeness(
  trx: ClinicTransaction,
  asked: { readonly words: string; readonly language: Language; readonly limit: number },
  candidates: readonly Candidate[],
): Promise<string[]> {
  if (candidates.length === 0) return []
  const dictionary = sql`${dictionaries[asked.language]}::regconfig`
  const { rows } = await sql<{ key: string }>`
    with asked as (
      select stem, unaccent(stem) as letters from unnest(tsvector_to_array(to_tsvector(${dictionary}, ${asked.words}))) stem
    ), known as (
      select key, to_tsvector(${dictionary}, question) as question, to_tsvector(${dictionary}, answer) as answer,
        unaccent(lower(question)) as letters
      from jsonb_to_recordset(${JSON.stringify(candidates)}::jsonb) as c (key text, question text, answer text)
    ), hits as (
      select stem, key, case
          when known.question @@ quote_literal(stem)::tsquery then 1
          when length(stem) >= 4 and word_similarity(asked.letters, known.letters) >= ${alikeEnough}
            then word_similarity(asked.letters, known.letters)
          when known.answer @@ quote_literal(stem)::tsquery then ${inAnswer}::float8
          else 0 end as hit
      from asked, known
    ), weights as (
      select stem, case when max(hit) = 0 then ${unknownWord}::float8 else ln(1 + count(*)::float8 / greatest(sum(hit), 1)) end as weight
      from hits group by stem
    ), measured as (
      select key, sum(hit * weight) / sum(weight) as share from hits join weights using (stem) group by key
    )
    select key from measured where share >= ${nearEnough} order by share desc, key limit ${asked.limit}`.execute(
    trx,
  )
  return rows.map(({ key }) => key)
}

const alikeEnough = 0.5
const inAnswer = 0.4
const unknownWord = 1.5
const nearEnough = 0.3

export async function countShown(
  trx: ClinicTransaction,
  { keys, language }: { readonly keys: readonly string[]; readonly language: Language },
): Promise<void> {
  if (keys.length === 0) return
  // Always in the same order: two who are shown the same answers otherwise wait on each other for ever.
  const inOrder = keys.toSorted()
  await trx
    .insertInto('suggestion_count')
    .values(inOrder.map((key) => ({ clinic_id: trx.clinic, answer_key: key, language, shown: 1 })))
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'answer_key', 'language'])
        .doUpdateSet((eb) => ({ shown: eb('suggestion_count.shown', '+', 1) })),
    )
    .execute()
}

/** Only what was shown can have answered: a key that is made up counts nothing and answers false. */
export async function addAnswered(
  trx: ClinicTransaction,
  { key, language }: { readonly key: string; readonly language: Language },
): Promise<boolean> {
  const counted = await trx
    .updateTable('suggestion_count')
    .set((eb) => ({ answered: eb('answered', '+', 1) }))
    .where('clinic_id', '=', trx.clinic)
    .where('answer_key', '=', key)
    .where('language', '=', language)
    .returning('answered')
    .executeTakeFirst()
  return counted !== undefined
}
