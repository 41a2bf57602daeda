import { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { readLibraryFacts } from './library.ts'
import type { Fact } from './read-fact-file.ts'
import { listApproved } from './reviews.store.ts'

/**
 * Facts for a client, outside the texts: each as the newest approved text that cites it has it, so that a value which
 * nobody has approved is told nowhere. One that no approved text cites is told as it came with Lyster; an id that is
 * in neither is left out.
 */
export async function readToldFacts(trx: ClinicTransaction, factIds: readonly string[]): Promise<Fact[]> {
  const approved = (await listApproved(trx))
    .toSorted((one, other) => Temporal.Instant.compare(other.approvedAt, one.approvedAt))
    .flatMap(({ snapshot }) => snapshot.facts)
  const isCited = (factId: string) => approved.some((fact) => fact.factId === factId)
  const library = factIds.every(isCited) ? [] : await readLibraryFacts()
  return factIds.flatMap((id) => [...approved, ...library].find(({ factId }) => factId === id) ?? [])
}
