import type { Temporal } from 'temporal-polyfill'
import type { NewClient } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { newId } from '#platform/ids'
import type { Language } from '#platform/language'
import { addClientRows, type ClientRow } from './clients.store.ts'
import { wordsOf } from './pure/client-words.ts'

const batch = 1000

/** A new record each time: a form on the web never finds, joins or changes somebody who is there already. */
export async function addClient(
  trx: ClinicTransaction,
  { now, ...client }: NewClient & { readonly language: Language; readonly now: Temporal.Instant },
): Promise<string> {
  const [id] = await addClients(trx, [{ ...client, createdAt: now }])
  if (id === undefined) throw new Error('A client that was added has no id.')
  return id
}

/** Many at once, with the words by which they are found; the ids in the order of the rows. */
export async function addClients(trx: ClinicTransaction, rows: readonly ClientRow[]): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < rows.length; from += batch) {
    const part = rows.slice(from, from + batch).map((row) => ({ ...row, id: newId(), words: wordsOf(row) }))
    await addClientRows(trx, part)
    ids.push(...part.map(({ id }) => id))
  }
  return ids
}
