import type { Temporal } from 'temporal-polyfill'
import { noteChange } from '#platform/changes'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { minuteFrom } from '#platform/time'
import type { TimeOff } from './contract.ts'
import { deleteTimeOff, insertTimeOff, lockResources } from './places.store.ts'
import { listTimesOff } from './read-set-up.store.ts'

export type NewTimeOff = {
  /** A person, room or pen; the whole clinic where there is none. */
  readonly resource: string | undefined
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly why: string
  /** The desk's own, of one person, room or pen: everybody sees its reason and may give it back. */
  readonly isBlock?: boolean
}

/**
 * Takes time out of the calendar. It takes the locks that a booking takes, so what is booked at the same moment is
 * either refused or among the visits that `listComingTimesOff` then shows. Nothing that is booked is dropped.
 */
export async function takeTimeOff(
  trx: ClinicTransaction,
  times: readonly NewTimeOff[],
): Promise<{ readonly taken: readonly string[] } | Refusal<'unknown-resource' | 'ends-before-begins'>> {
  const whole = times.some(({ resource }) => resource === undefined)
  const wanted = [...new Set(times.flatMap(({ resource }) => resource ?? []))]
  const known = await lockResources(trx, whole || wanted.length === 0 ? 'all' : wanted)
  if (!wanted.every((resource) => known.has(resource))) return { refused: 'unknown-resource' }
  const taken: string[] = []
  noteChange(trx)
  for (const { resource, from, until, why, isBlock = false } of times) {
    const [start, end] = [minuteFrom(from), minuteFrom(until)]
    if (end <= start) return { refused: 'ends-before-begins' }
    taken.push(await insertTimeOff(trx, { resource, start, end, why, isBlock }))
  }
  return { taken }
}

/** Whoever may only block gives only blocks back. */
export async function giveTimeBack(
  trx: ClinicTransaction,
  id: string,
  which: 'any' | 'block' = 'any',
): Promise<{ readonly given: true } | Refusal<'unknown-time-off'>> {
  noteChange(trx)
  return (await deleteTimeOff(trx, id, which)) ? { given: true } : { refused: 'unknown-time-off' }
}

/** Absences and closures that have not ended, the first one first, each with the visits to settle: booked, and not left as they are on purpose. */
export async function listComingTimesOff(trx: ClinicTransaction, now: Temporal.Instant): Promise<TimeOff[]> {
  return listTimesOff(trx, minuteFrom(now))
}
