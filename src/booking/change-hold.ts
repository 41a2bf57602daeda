import type { Temporal } from 'temporal-polyfill'
import { readClinic } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { extendCourse, lockCourse, removeHeldCourse } from './courses.store.ts'
import { freeTime, keepTime } from './held-time.ts'
import { readHoldToken } from './tokens.ts'
import { listCourseVisits } from './visits.store.ts'

export type ChangeHold = {
  /** The holder's secret. */
  readonly hold: string
  readonly keys: Keys
  readonly now: Temporal.Instant
}

/** No hold lives longer than this many times the clinic's hold: time is not to be kept from others for nothing. */
const longestHold = 3

/** Holds the course for another stretch from now. */
export async function extendHold(
  trx: ClinicTransaction,
  { hold: secret, keys, now }: ChangeHold,
): Promise<
  { readonly until: Temporal.Instant } | Refusal<'unknown-hold' | 'hold-expired' | 'held-long-enough'>
> {
  const course = readHoldToken({ keys, clinic: trx.clinic }, secret)
  if (!course) return { refused: 'unknown-hold' }
  const hold = await lockCourse(trx, course)
  if (!isLive(hold, now)) return { refused: 'hold-expired' }
  const { holdMinutes } = await readClinic(trx)
  const until = now.add({ minutes: holdMinutes })
  const latest = hold.createdAt.add({ minutes: holdMinutes * longestHold })
  if (isAfter(until, latest)) return { refused: 'held-long-enough' }
  await extendCourse(trx, course, until)
  // The clocks of two processes differ a little: what has run out for one may be gone while it is live for the other.
  const isKept = await keepTime(trx, await listCourseVisits(trx, course), until)
  return isKept ? { until } : { refused: 'hold-expired' }
}

/** Lets a hold go. To let go what is gone already is no fault; a booked course is cancelled, not let go. */
export async function releaseHold(
  trx: ClinicTransaction,
  { hold: secret, keys }: Omit<ChangeHold, 'now'>,
): Promise<{ readonly released: boolean } | Refusal<'unknown-hold' | 'already-booked'>> {
  const course = readHoldToken({ keys, clinic: trx.clinic }, secret)
  if (!course) return { refused: 'unknown-hold' }
  const hold = await lockCourse(trx, course)
  if (!hold) return { released: false }
  if (hold.state !== 'held') return { refused: 'already-booked' }
  await freeTime(trx, await listCourseVisits(trx, course))
  await removeHeldCourse(trx, course)
  return { released: true }
}

/** True, and known to be held, when there is such a hold and its time has not run out. */
export function isLive<T extends { readonly heldUntil: Temporal.Instant | null }>(
  hold: T | undefined,
  now: Temporal.Instant,
): hold is T & { readonly heldUntil: Temporal.Instant } {
  return hold?.heldUntil ? isAfter(hold.heldUntil, now) : false
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return a.epochMilliseconds > b.epochMilliseconds
}
