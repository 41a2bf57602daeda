import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { languages } from '#platform/language'
import { listDrafts, setContentHash } from './articles.store.ts'
import { contentHash } from './content-hash.ts'
import type { DraftFact } from './contract.ts'
import { listFacts, lockFact, saveFact } from './facts.store.ts'
import { forbiddenWordsIn } from './pure/house-words.ts'
import { citedBy } from './snapshot.ts'

export type ChangeFact = {
  readonly factId: string
  readonly draft: DraftFact
  /** The version that she began from. */
  readonly began: number
  readonly by: { readonly id: string; readonly name: string }
  readonly now: Temporal.Instant
  readonly today: string
}

export type FactRefused =
  | Refusal<'unknown-fact' | 'changed-meanwhile' | 'belongs-to-the-model'>
  | { readonly refused: 'forbidden-words'; readonly words: readonly string[] }

/**
 * A fact takes a new value. Every text that cites it is another text from then on, by its hash, so their approvals
 * no longer cover them; the public goes on reading what was approved. The skin model's own figures are fitted
 * together and come with Lyster: they are not changed one by one here.
 */
export async function changeFact(
  trx: ClinicTransaction,
  { factId, draft, began, by, now, today }: ChangeFact,
): Promise<{ readonly texts: number } | FactRefused> {
  const fact = await lockFact(trx, factId)
  if (!fact) return { refused: 'unknown-fact' }
  if (isOfTheModel(factId)) return { refused: 'belongs-to-the-model' }
  if (fact.version !== began) return { refused: 'changed-meanwhile' }
  const words = languages.flatMap((language) => forbiddenWordsIn(draft.wording[language], language))
  if (words.length > 0) return { refused: 'forbidden-words', words }
  await saveFact(trx, { factId, draft, by: by.name, on: today }, { by: by.id, at: now })
  return { texts: await hashAgain(trx, factId) }
}

export function isOfTheModel(factId: string): boolean {
  return factId.startsWith('model-')
}

/** So that what needs review can be counted without reading every text. */
async function hashAgain(trx: ClinicTransaction, factId: string): Promise<number> {
  const facts = await listFacts(trx)
  const citing = (await listDrafts(trx)).filter((text) =>
    citedBy(text, facts).some((one) => one.factId === factId),
  )
  const changed = citing.filter((text) => contentHash(text, facts) !== text.contentHash)
  for (const text of changed) await setContentHash(trx, text, contentHash(text, facts))
  return changed.length
}
