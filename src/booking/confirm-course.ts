import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit } from '#clinic'
import type { Contact, NewClient } from '#clinic/contract'
import { addClient } from '#clients'
import { postMessage } from '#messages'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import type { Language } from '#platform/language'
import { isLive } from './change-hold.ts'
import { bookHeldCourse, lockCourse } from './courses.store.ts'
import { keepTime } from './held-time.ts'
import { claimKey } from './idempotency.store.ts'
import { getManageSecret } from './read-course.ts'
import { manageSecretFrom, readHoldToken } from './tokens.ts'
import { toldVisitsFrom, type VisitToTell } from './told-visits.ts'
import { listCourseVisits } from './visits.store.ts'

export type ConfirmCourse = {
  /** The holder's secret. */
  readonly hold: string
  readonly keys: Keys
  readonly client: NewClient
  readonly language: Language
  /** The same key with the same request is answered the same, at once and later. */
  readonly key: string
  readonly requestHash: string
  readonly now: Temporal.Instant
}

/** Turns a live hold into a booked course, with its client, its message and its line in the audit; or nothing. */
export async function confirmCourse(
  trx: ClinicTransaction,
  request: ConfirmCourse,
): Promise<{ readonly secret: string } | Refusal<'unknown-hold' | 'hold-expired' | 'key-reused'>> {
  const { keys, key, requestHash, language, now } = request
  const course = readHoldToken({ keys, clinic: trx.clinic }, request.hold)
  if (!course) return { refused: 'unknown-hold' }
  const answered = await claimKey(trx, { key, requestHash, course, now })
  if (answered && answered.requestHash !== requestHash) return { refused: 'key-reused' }
  if (answered) return { secret: await getManageSecret(trx, { course: answered.course, keys }) }
  const hold = await lockCourse(trx, course)
  if (!hold || !isLive(hold, now)) return { refused: 'hold-expired' }
  const visits = await listCourseVisits(trx, course)
  const client = await addClient(trx, { ...request.client, language, now })
  const { contact } = request.client
  await bookHeldCourse(trx, { course, client, language, now })
  await tellOfBooking(trx, { course, visits, client, contact, language, by: 'client', now })
  // Last, so that nobody waits for the locks while anything else is written. Whoever frees expired holds takes the
  // same locks, so a stretch is either still ours here or was never ours to confirm: fewer stretches is a refusal.
  if (!(await keepTime(trx, visits, null))) return { refused: 'hold-expired' }
  return { secret: manageSecretFrom({ keys, clinic: trx.clinic }, hold) }
}

export type Booking = {
  readonly course: string
  readonly visits: readonly VisitToTell[]
  readonly client: string
  readonly contact: Contact
  readonly language: Language
  readonly by: Actor
  readonly now: Temporal.Instant
}

/** The message about a booked course and its line in the audit. */
export async function tellOfBooking(trx: ClinicTransaction, booking: Booking): Promise<void> {
  const { course, visits, client, contact, language, by, now } = booking
  await postMessage(trx, {
    client,
    kind: 'course-booked',
    language,
    channel: contact,
    payload: { course, visits: toldVisitsFrom(visits) },
    now,
  })
  const detail = { visits: visits.length }
  await addAudit(trx, { at: now, actor: by, act: 'course-booked', subject: course, detail })
}
