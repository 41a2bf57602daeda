import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { lockClients } from './clients.store.ts'
import { importedLines } from './imports.store.ts'
import { addMerge, findStandingMerge, markUndone, moveBack, moveRows, setMergedInto } from './merges.store.ts'

export type MergeClients = {
  /** The card that stays, with its name and ways to reach her. */
  readonly kept: string
  readonly merged: string
  readonly by: Actor
  readonly now: Temporal.Instant
}

/**
 * Two cards become one: courses, messages and notes go over, and what went is remembered. Both are locked in the
 * order of their ids, so of two who merge them at once, also the other way round, one is refused.
 */
export async function mergeClients(
  trx: ClinicTransaction,
  { kept, merged, by, now }: MergeClients,
): Promise<{ readonly merge: string } | Refusal<'same-client' | 'unknown-client' | 'merged-away'>> {
  if (kept === merged) return { refused: 'same-client' }
  await importedLines.lock(trx)
  const cards = await lockClients(trx, [kept, merged])
  if (cards.length < 2) return { refused: 'unknown-client' }
  if (cards.some(({ mergedInto }) => mergedInto !== null)) return { refused: 'merged-away' }
  const moved = await moveRows(trx, merged, kept)
  await setMergedInto(trx, merged, kept)
  const merge = await addMerge(trx, { kept, merged, moved, by, now })
  await addAudit(trx, { at: now, actor: by, act: 'clients-merged', subject: kept, detail: { merged, merge } })
  return { merge }
}

/**
 * Puts every row back where it was; what has come to the kept card since stays with it. A card that was itself
 * merged away since is put back first, so merges are undone in the order in which they lie on each other.
 */
export async function undoMerge(
  trx: ClinicTransaction,
  { merge: id, by, now }: { readonly merge: string; readonly by: Actor; readonly now: Temporal.Instant },
): Promise<
  { readonly kept: string; readonly merged: string } | Refusal<'unknown-merge' | 'undo-the-later-first'>
> {
  await importedLines.lock(trx)
  const seen = await findStandingMerge(trx, id)
  if (!seen) return { refused: 'unknown-merge' }
  const cards = await lockClients(trx, [seen.kept, seen.merged])
  const merge = await findStandingMerge(trx, id)
  if (!merge) return { refused: 'unknown-merge' }
  if (cards.find((card) => card.id === merge.kept)?.mergedInto !== null) {
    return { refused: 'undo-the-later-first' }
  }
  await setMergedInto(trx, merge.merged, null)
  await moveBack(trx, merge.moved, merge.merged)
  await markUndone(trx, { merge: id, by, now })
  const detail = { merged: merge.merged, merge: id }
  await addAudit(trx, { at: now, actor: by, act: 'merge-undone', subject: merge.kept, detail })
  return { kept: merge.kept, merged: merge.merged }
}
