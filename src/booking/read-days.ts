import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { instantFrom } from '#platform/time'
import { windowInterval } from './pure/index.ts'
import {
  type DayVisit,
  type HeldVisit,
  listHeldBetween,
  listVisitsBetween,
  versionOf,
} from './visits.store.ts'

export type { HeldVisit }

/** Days of the clinic's calendar, and the moment at which they are looked at. */
export type BoardDays = {
  readonly zone: string
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly now: Temporal.Instant
}

export type DaysRead = {
  /** Booked and cancelled. */
  readonly visits: readonly DayVisit[]
  /** About to be booked by somebody; nobody's name is known. */
  readonly held: readonly HeldVisit[]
  /** Another as soon as any of it is another. */
  readonly version: string
}

/**
 * What a board of these days shows. The version is read first: whatever is written between the statements is then
 * shown under a version that is already old, and is asked for once more, instead of being missed under a new one.
 */
export async function readDays(trx: ClinicTransaction, asked: BoardDays): Promise<DaysRead> {
  const between = betweenOf(asked)
  const version = await versionOf(trx, between)
  const visits = await listVisitsBetween(trx, between)
  return { version, visits, held: await listHeldBetween(trx, between) }
}

/** The version alone, for whoever asks again and again whether there is anything new. */
export async function readDaysVersion(trx: ClinicTransaction, asked: BoardDays): Promise<string> {
  return versionOf(trx, betweenOf(asked))
}

function betweenOf(asked: BoardDays) {
  const { start, end } = windowInterval(asked)
  return { from: instantFrom(start), until: instantFrom(end), now: asked.now }
}
