import type { ClinicTransaction } from '#platform/db'
import { listClientsById } from './clients.store.ts'
import type { Client, Likeness, PossiblySame } from './contract.ts'
import { fold, isMuchAlike } from './pure/client-words.ts'
import { listSharing } from './words.store.ts'

/** For each of these, the other cards with the same number, the same address or a very similar name. */
export async function listPossiblySame(
  trx: ClinicTransaction,
  clients: readonly Client[],
): Promise<ReadonlyMap<string, readonly PossiblySame[]>> {
  const sharing = await listSharing(
    trx,
    clients.map(({ id }) => id),
  )
  const others = await listClientsById(trx, [...new Set(sharing.map(({ other }) => other))])
  const byId = new Map([...others, ...clients].map((client) => [client.id, client]))
  const same = new Map<string, PossiblySame[]>()
  const pairs = new Map(sharing.map((pair) => [`${pair.client} ${pair.other}`, pair]))
  for (const { client: id, other: otherId } of pairs.values()) {
    const [client, other] = [byId.get(id), byId.get(otherId)]
    const why = client && other ? likenessesOf(client, other) : []
    if (other && why.length > 0) same.set(id, [...(same.get(id) ?? []), { client: other, why }])
  }
  return same
}

/** A shared mark is where to look; what the cards say today decides. */
function likenessesOf(one: Client, other: Client): Likeness[] {
  const likenesses: Likeness[] = []
  if (one.phone !== '' && one.phone === other.phone) likenesses.push('phone')
  if (one.email !== '' && fold(one.email) === fold(other.email)) likenesses.push('email')
  if (isMuchAlike(one.name, other.name)) likenesses.push('name')
  return likenesses
}
