import type { ClinicTransaction, Refusal } from '#platform/db'
import { listClientsById } from './clients.store.ts'
import type { Client, Merge, Note, PossiblySame } from './contract.ts'
import { listPossiblySame } from './list-possibly-same.ts'
import { listMergesInto } from './merges.store.ts'
import { listNotes } from './notes.store.ts'

export type ClientCard = {
  readonly client: Client
  readonly possiblySame: readonly PossiblySame[]
  /** The merges that made this card, the latest first; each can be undone. */
  readonly merges: readonly Merge[]
  /** The newest first; none where they were not asked for. */
  readonly notes: readonly Note[]
}

/** A card; one that was merged away says where it went. Notes are read for those who may, and not at all for others. */
export async function readClient(
  trx: ClinicTransaction,
  { client: id, notes }: { readonly client: string; readonly notes: boolean },
): Promise<ClientCard | Refusal<'unknown-client'> | (Refusal<'merged-away'> & { readonly into: string })> {
  const [client] = await listClientsById(trx, [id])
  if (!client) return { refused: 'unknown-client' }
  if (client.mergedInto) return { refused: 'merged-away', into: client.mergedInto }
  const same = await listPossiblySame(trx, [client])
  return {
    client,
    possiblySame: same.get(id) ?? [],
    merges: await listMergesInto(trx, id),
    notes: notes ? await listNotes(trx, id) : [],
  }
}
