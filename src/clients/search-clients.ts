import type { ClinicTransaction } from '#platform/db'
import { listClientsById, listNewestClients } from './clients.store.ts'
import type { Client, PossiblySame } from './contract.ts'
import { listPossiblySame } from './list-possibly-same.ts'
import { wordsAsked } from './pure/client-words.ts'
import { findByWords } from './words.store.ts'

export type FoundClient = Client & { readonly possiblySame: readonly PossiblySame[] }

/**
 * The clients whose names, numbers or addresses have words that begin as was asked; the newest where nothing was.
 * `more`: there are further ones, so a longer word is worth writing.
 */
export async function searchClients(
  trx: ClinicTransaction,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<{ readonly clients: readonly FoundClient[]; readonly more: boolean }> {
  const words = wordsAsked(text)
  const found = words.length > 0 ? await findInOrder(trx, words, limit) : await newest(trx, { text, limit })
  const shown = found.slice(0, limit)
  const same = await listPossiblySame(trx, shown)
  return {
    more: found.length > limit,
    clients: shown.map((client) => ({ ...client, possiblySame: same.get(client.id) ?? [] })),
  }
}

/** What holds no letter and no figure asks for nobody. */
async function newest(trx: ClinicTransaction, { text, limit }: { text: string; limit: number }) {
  return text.trim() === '' ? listNewestClients(trx, limit + 1) : []
}

async function findInOrder(trx: ClinicTransaction, words: readonly string[], limit: number) {
  const ids = await findByWords(trx, words, limit + 1)
  const clients = new Map((await listClientsById(trx, ids)).map((client) => [client.id, client]))
  return ids.flatMap((id) => clients.get(id) ?? [])
}
