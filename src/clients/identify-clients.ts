import type { ClinicTransaction } from '#platform/db'
import { listClientsById } from './clients.store.ts'
import type { Client } from './contract.ts'
import { importedLines } from './imports.store.ts'
import { fold } from './pure/index.ts'
import { keyOfNumber, readPhone } from './read-client-line.ts'
import { listByMarks } from './words.store.ts'

/**
 * Who is meant by a number of the system before, a telephone number or an e-mail: for each text the cards that it
 * names. A card that was merged away stands for the one that was kept.
 */
export async function identifyClients(
  trx: ClinicTransaction,
  texts: readonly string[],
): Promise<ReadonlyMap<string, readonly Client[]>> {
  const asked = [...new Set(texts)].map((text) => ({ text, number: keyOfNumber(text), mark: markOf(text) }))
  const byNumber = await importedLines.list(
    trx,
    asked.map(({ number }) => number),
  )
  const byMark = await listByMarks(
    trx,
    asked.map(({ mark }) => mark),
  )
  const idsOf = ({ number, mark }: (typeof asked)[number]) => {
    const numbered = byNumber.get(number)
    return numbered === undefined ? (byMark.get(mark) ?? []) : [numbered]
  }
  const clients = await readKept(trx, [...new Set(asked.flatMap(idsOf))])
  return new Map(
    asked.map((one) => [one.text, [...new Set(idsOf(one).flatMap((id) => clients.get(id) ?? []))]]),
  )
}

function markOf(text: string): string {
  return text.includes('@') ? fold(text) : (readPhone(text) ?? '').replace(/\D/g, '')
}

async function readKept(
  trx: ClinicTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Client>> {
  const named = await listClientsById(trx, ids)
  const kept = await listClientsById(
    trx,
    named.map(({ id, mergedInto }) => mergedInto ?? id),
  )
  const byId = new Map(kept.map((client) => [client.id, client]))
  return new Map(
    named.flatMap(({ id, mergedInto }) => {
      const client = byId.get(mergedInto ?? id)
      return client ? [[id, client] as const] : []
    }),
  )
}
