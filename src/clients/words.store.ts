import { type RawBuilder, sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import type { ClientWord } from './pure/client-words.ts'

export type WordsOfClient = { readonly client: string; readonly words: readonly ClientWord[] }

export async function addWords(trx: ClinicTransaction, clients: readonly WordsOfClient[]): Promise<void> {
  const rows = clients.flatMap(({ client, words }) => words.map((word) => ({ client, ...word })))
  await sql`
    insert into client_word (clinic_id, client_id, word, is_mark)
    select ${trx.clinic}::uuid, client, word, "isMark"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as record (client uuid, word text, "isMark" boolean)`.execute(
    trx,
  )
}

export async function removeWords(trx: ClinicTransaction, client: string): Promise<void> {
  await trx
    .deleteFrom('client_word')
    .where('clinic_id', '=', trx.clinic)
    .where('client_id', '=', client)
    .execute()
}

/** What begins with a text lies between it and it with the last of all signs after it. */
const lastSign = '\u{10ffff}'

/**
 * The cards that have words beginning with each of these, in the order of the first word. A card that was merged
 * away is found too, and stands for the one that was kept: an old number still leads to her.
 */
export async function findByWords(
  trx: ClinicTransaction,
  words: readonly string[],
  limit: number,
): Promise<string[]> {
  const found = await findByWordsQuery(trx.clinic, words, limit).execute(trx)
  return [...new Set(found.rows.map(({ id }) => id))]
}

/** Apart, so that its plan can be asked for. @internal */
export function findByWordsQuery(
  clinic: string,
  [first = '', ...others]: readonly string[],
  limit: number,
): RawBuilder<{ id: string }> {
  const also = others.map(
    (word) => sql`and exists (select from client_word other where other.clinic_id = ${clinic}
      and other.client_id = found.client_id and other.word >= ${word} and other.word < ${word + lastSign})`,
  )
  return sql<{ id: string }>`
    select coalesce(client.merged_into, client.client_id) as id
    from (select found.client_id, found.word from client_word found
      where found.clinic_id = ${clinic} and found.word >= ${first} and found.word < ${first + lastSign}
      ${sql.join(also, sql` `)}
      order by found.word, found.client_id limit ${limit * 3}) hit
    join client on client.clinic_id = ${clinic} and client.client_id = hit.client_id
    order by hit.word, hit.client_id`
}

export type Shared = { readonly client: string; readonly other: string; readonly mark: string }

/** More cards than this share a mark: it is the clinic's own number, or a family's; it says nothing. */
const mostSharing = 5

/** The cards that share a mark with one of these. */
export async function listSharing(trx: ClinicTransaction, clients: readonly string[]): Promise<Shared[]> {
  if (clients.length === 0) return []
  const found = await sql<Shared>`
    select own.client_id as client, other.client_id as other, own.word as mark
    from client_word own
    cross join lateral (select one.client_id from client_word one where one.clinic_id = ${trx.clinic}
      and one.word = own.word and one.client_id <> own.client_id order by one.client_id
      limit ${mostSharing + 1}) other
    join client on client.clinic_id = ${trx.clinic} and client.client_id = other.client_id
    where own.clinic_id = ${trx.clinic} and own.client_id = any(${[...clients]}::uuid[]) and own.is_mark
      and client.merged_into is null
    order by own.client_id, other.client_id, own.word`.execute(trx)
  const byMark = Map.groupBy(found.rows, ({ client, mark }) => `${client} ${mark}`)
  return [...byMark.values()].filter((sharing) => sharing.length <= mostSharing).flat()
}

/** The cards that have exactly these marks. */
export async function listByMarks(
  trx: ClinicTransaction,
  marks: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await sql<{ word: string; clients: string[] }>`
    select word, array_agg(client_id order by client_id) as clients from client_word
    where clinic_id = ${trx.clinic} and word = any(${[...new Set(marks)]}::text[]) and is_mark
    group by word`.execute(trx)
  return new Map(rows.rows.map(({ word, clients }) => [word, clients]))
}
