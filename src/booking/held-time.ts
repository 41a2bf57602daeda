/**
 * The time that visits have. Whoever changes rows of `occupancy` holds the locks of their resources first: else one
 * who frees what ran out and one who takes it anew would wait on each other in a ring.
 */
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import type { BookedVisit } from './contract.ts'
import { freeVisits, holdUntil, lockResources } from './occupancy.store.ts'
import { stretchesOf } from './pure/index.ts'

const kinds = ['therapist', 'room', 'device'] as const

/** Sets or lifts (null) the time limit. False when not every stretch is there any more: somebody else has had it. */
export async function keepTime(
  trx: ClinicTransaction,
  visits: readonly BookedVisit[],
  until: Temporal.Instant | null,
): Promise<boolean> {
  await lockTime(trx, visits)
  const ids = visits.map((visit) => visit.id)
  const kept = await holdUntil(trx, ids, until)
  return kept === visits.reduce((sum, visit) => sum + countStretches(visit), 0)
}

export async function freeTime(trx: ClinicTransaction, visits: readonly BookedVisit[]): Promise<void> {
  if (visits.length === 0) return
  await lockTime(trx, visits)
  const ids = visits.map((visit) => visit.id)
  await freeVisits(trx, ids)
}

async function lockTime(trx: ClinicTransaction, visits: readonly BookedVisit[]): Promise<void> {
  const named = visits.flatMap((visit) => kinds.map((kind) => visit[kind]))
  await lockResources(
    trx,
    named.flatMap((resource) => (resource ? [resource.id] : [])),
  )
}

function countStretches(visit: BookedVisit): number {
  const segments = visit.segments.map(({ start, end, holds }) => ({
    minutes: end - start,
    holds,
    clientPresent: true,
  }))
  return kinds
    .filter((kind) => visit[kind])
    .reduce((sum, kind) => sum + stretchesOf(segments, kind).length, 0)
}
