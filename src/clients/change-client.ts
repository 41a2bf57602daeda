import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit } from '#clinic'
import type { NewClient } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Language } from '#platform/language'
import { lockClients, updateClient } from './clients.store.ts'
import { wordsOf } from './pure/client-words.ts'
import { addWords, removeWords } from './words.store.ts'

export type ChangeClient = {
  readonly client: string
  readonly values: NewClient & { readonly language: Language }
  readonly by: Actor
  readonly now: Temporal.Instant
}

/** Writes what a card says anew, and the words by which she is found. The audit names the fields, not their values. */
export async function changeClient(
  trx: ClinicTransaction,
  { client: id, values, by, now }: ChangeClient,
): Promise<{ readonly changed: readonly string[] } | Refusal<'unknown-client' | 'merged-away'>> {
  const [before] = await lockClients(trx, [id])
  if (!before) return { refused: 'unknown-client' }
  if (before.mergedInto) return { refused: 'merged-away' }
  const fields = ['name', 'email', 'phone', 'contact', 'language'] as const
  const changed = fields.filter((field) => before[field] !== values[field])
  if (changed.length === 0) return { changed }
  await updateClient(trx, id, values)
  await removeWords(trx, id)
  await addWords(trx, [{ client: id, words: wordsOf(values) }])
  await addAudit(trx, { at: now, actor: by, act: 'client-changed', subject: id, detail: { fields: changed } })
  return { changed }
}
