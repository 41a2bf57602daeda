/**
 * The time that visits have, and the one place that writes it: rows of `occupancy`, which decide, and bitmaps, which
 * are what is read. Whoever changes either holds the locks of the resources first: else one who frees what ran out
 * and one who takes it anew would wait on each other in a ring, and two would write one bitmap from half a picture.
 *
 * A bitmap knows only what is occupied without a time limit. To hold and to let go of a hold changes no bitmap.
 */
import type { Temporal } from 'temporal-polyfill'
import { noteChange } from '#platform/changes'
import type { ClinicTransaction } from '#platform/db'
import type { BookedVisit } from './contract.ts'
import {
  freeHeldOf,
  freeVisits,
  giveTo,
  holdUntil,
  lockResources,
  occupyForGood,
  type TimeToTake,
  take,
} from './occupancy.store.ts'
import {
  KINDS,
  type Occupied,
  occupancyOf,
  type Segment,
  stretchesOf,
  type VisitPlace,
} from './pure/index.ts'
import { addBusy, writeBusy } from './write-busy.ts'

export type PlacedVisit = {
  readonly id: string
  readonly place: VisitPlace
  readonly segments: readonly Segment[]
}

/** Locks what new visits want, until the transaction ends. */
export async function lockTime(
  trx: ClinicTransaction,
  visits: readonly Omit<PlacedVisit, 'id'>[],
): Promise<void> {
  const wanted = visits.flatMap(({ place, segments }) => occupancyOf(place, segments))
  await lockResources(
    trx,
    wanted.map(({ resource }) => resource),
  )
}

/**
 * Takes the time of visits whose rows are there and whose resources are locked, until a moment or for good; what
 * holds that ran out still had of it is freed. The index (from 0) of the first visit that cannot be had, undefined
 * when all can.
 */
export async function takeTime(
  trx: ClinicTransaction,
  {
    visits,
    until,
    now,
  }: {
    readonly visits: readonly PlacedVisit[]
    readonly until: Temporal.Instant | null
    readonly now: Temporal.Instant
  },
): Promise<number | undefined> {
  noteChange(trx)
  const times = visits.map(timeToTake)
  const taken = await take(trx, { times, until, now })
  if (taken === undefined && until === null) await addBusy(trx, stretchesIn(times))
  return taken
}

/** Sets or lifts (null) the time limit. False when not every stretch is there any more: somebody else has had it. */
export async function keepTime(
  trx: ClinicTransaction,
  visits: readonly BookedVisit[],
  until: Temporal.Instant | null,
): Promise<boolean> {
  noteChange(trx)
  await lockResources(trx, visits.flatMap(resourcesOf))
  const kept = await holdUntil(
    trx,
    visits.map((visit) => visit.id),
    until,
  )
  if (kept.length !== visits.reduce((sum, visit) => sum + countStretches(visit), 0)) return false
  if (until === null) await addBusy(trx, kept)
  return true
}

export async function freeTime(trx: ClinicTransaction, visits: readonly BookedVisit[]): Promise<void> {
  if (visits.length === 0) return
  noteChange(trx)
  await lockResources(trx, visits.flatMap(resourcesOf))
  const freed = await freeVisits(
    trx,
    visits.map((visit) => visit.id),
  )
  await writeBusy(trx, freed)
}

export type MoveTime = {
  /** As they stand. */
  readonly from: readonly BookedVisit[]
  /** The same visits, by their ids, where they go. */
  readonly to: readonly PlacedVisit[]
  readonly now: Temporal.Instant
  /** A person has decided that an absence or a closure does not count. */
  readonly evenIfAway?: boolean
}

/**
 * What the visits had is free and what they go to is theirs. Rows are deleted and written anew: changed in place, a
 * visit that moves by an hour would collide with itself. Answers the index in `to` of the first visit that cannot
 * be had, undefined when all is well.
 */
export async function moveTime(trx: ClinicTransaction, move: MoveTime): Promise<number | undefined> {
  const { from, to, now, evenIfAway = false } = move
  noteChange(trx)
  const times = to.map(timeToTake)
  const wanted = stretchesIn(times)
  await lockResources(trx, [...from.flatMap(resourcesOf), ...wanted.map(({ resource }) => resource)])
  const freed = await freeVisits(
    trx,
    from.map(({ id }) => id),
  )
  const taken = await take(trx, { times, until: null, now, evenIfAway })
  if (taken === undefined) await writeBusy(trx, [...freed, ...wanted])
  return taken
}

/** Time that was agreed elsewhere, however much. Throws 23P01 when anything would be taken twice. */
export async function recordTime(
  trx: ClinicTransaction,
  times: readonly (Occupied & { readonly visit: string })[],
): Promise<void> {
  if (times.length === 0) return
  noteChange(trx)
  await lockResources(
    trx,
    times.map(({ resource }) => resource),
  )
  await occupyForGood(trx, times)
  await writeBusy(trx, times)
}

/** Whoever leaves: what is only held of her is let go. Her lock is held. */
export async function dropHeldTime(
  trx: ClinicTransaction,
  whose: { readonly therapist: string; readonly from: Temporal.Instant },
): Promise<void> {
  noteChange(trx)
  await freeHeldOf(trx, whose)
}

/** What one therapist had to be there for, the other has now. Both locks are held. */
export async function giveTime(
  trx: ClinicTransaction,
  gifts: readonly { readonly visit: string; readonly from: string; readonly to: string }[],
): Promise<void> {
  if (gifts.length === 0) return
  noteChange(trx)
  const changed: Occupied[] = []
  for (const gift of gifts) {
    const given = await giveTo(trx, gift)
    changed.push(...given, ...given.map((one) => ({ ...one, resource: gift.from })))
  }
  await writeBusy(trx, changed)
}

function timeToTake({ id, place, segments }: PlacedVisit): TimeToTake {
  return { visit: id, stretches: occupancyOf(place, segments) }
}

function stretchesIn(times: readonly TimeToTake[]): Occupied[] {
  return times.flatMap(({ stretches }) => stretches.map(({ resource, during }) => ({ resource, ...during })))
}

function resourcesOf(visit: BookedVisit): string[] {
  return KINDS.flatMap((kind) => visit[kind]?.id ?? [])
}

function countStretches(visit: BookedVisit): number {
  const segments = visit.segments.map(({ start, end, holds }) => ({
    minutes: end - start,
    holds,
    clientPresent: true,
  }))
  return KINDS.filter((kind) => visit[kind]).reduce(
    (sum, kind) => sum + stretchesOf(segments, kind).length,
    0,
  )
}
