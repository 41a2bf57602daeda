import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { lockDraft, type TextId } from './articles.store.ts'
import { contentHash } from './content-hash.ts'
import { listFacts } from './facts.store.ts'
import { addRequest, listRequests } from './reviews.store.ts'

export type AskForReview = TextId & {
  /** Of the text as she saw it. */
  readonly hash: string
  readonly by: string
  readonly now: Temporal.Instant
}

/** Puts a text before the reviewers, as it stands. To ask for the same text twice asks once. */
export async function askForReview(
  trx: ClinicTransaction,
  { articleId, language, hash, by, now }: AskForReview,
): Promise<{ readonly asked: boolean } | Refusal<'unknown-text' | 'text-changed'>> {
  const text = { articleId, language }
  const present = await lockDraft(trx, text)
  if (!present) return { refused: 'unknown-text' }
  if (contentHash(present, await listFacts(trx)) !== hash) return { refused: 'text-changed' }
  const [newest] = (await listRequests(trx, text)).toReversed()
  if (newest?.contentHash === hash) return { asked: false }
  await addRequest(trx, { ...text, contentHash: hash }, { by, at: now })
  return { asked: true }
}
