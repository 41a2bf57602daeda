import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit, getClientContact, readClinic } from '#clinic'
import { postMessage, withdrawReminders } from '#messages'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { BookedVisit } from './contract.ts'
import { isToCome, isTooLateFor, type TooLate } from './course-to-move.ts'
import { lockCourse, markCourseCancelled, markVisitsCancelled } from './courses.store.ts'
import { freeTime } from './held-time.ts'
import { toldVisitsFrom } from './told-visits.ts'
import { listCourseVisits } from './visits.store.ts'

export type CancelVisits = {
  readonly course: string
  /** A visit's id, or 'all' for every one that is still to come. */
  readonly visit: string
  readonly by: Actor
  readonly reason?: string
  readonly now: Temporal.Instant
}

/**
 * Cancels what is still to come. The rows stay, their time is free at once, and the client is told. Cancelling
 * again changes nothing and says so by an empty list; a visit that has begun is refused. The client herself cancels
 * no later than the clinic's notice before a visit: what begins sooner stays, and is refused where nothing else is.
 */
export async function cancelVisits(
  trx: ClinicTransaction,
  request: CancelVisits,
): Promise<
  { readonly cancelled: readonly BookedVisit[] } | TooLate | Refusal<'unknown-visit' | 'already-begun'>
> {
  const { course: id, by, now } = request
  const course = await lockCourse(trx, id)
  if (!course || course.state === 'held') return { refused: 'unknown-visit' }
  const visits = await listCourseVisits(trx, id)
  const asked = visits.filter((visit) => request.visit === 'all' || visit.id === request.visit)
  if (asked.length === 0) return { refused: 'unknown-visit' }
  const standing = asked.filter((visit) => visit.state === 'booked')
  const toCome = standing.filter((visit) => isToCome(visit, now))
  if (toCome.length === 0) return standing.length > 0 ? { refused: 'already-begun' } : { cancelled: [] }
  const clinic = await readClinic(trx)
  const cancelled = toCome.filter((visit) => by !== 'client' || !isTooLateFor(visit, clinic, now))
  if (cancelled.length === 0) return { refused: 'too-late', noticeHours: clinic.changeNoticeHours }
  const ids = cancelled.map((visit) => visit.id)
  await freeTime(trx, cancelled)
  await markVisitsCancelled(trx, { visits: ids, by: request.by, reason: request.reason, now })
  await withdrawReminders(trx, ids)
  const left = visits.filter((visit) => visit.state !== 'cancelled' && !ids.includes(visit.id))
  if (left.length === 0) await markCourseCancelled(trx, id)
  await tellOf(trx, { id, client: course.client, cancelled, request })
  return { cancelled }
}

async function tellOf(
  trx: ClinicTransaction,
  told: {
    readonly id: string
    readonly client: string | null
    readonly cancelled: readonly BookedVisit[]
    readonly request: CancelVisits
  },
): Promise<void> {
  const { id, cancelled, request } = told
  if (told.client === null) throw new Error(`The booked course ${id} has no client.`)
  const { contact, language } = await getClientContact(trx, told.client)
  // A calendar takes an entry out only for a higher number than it has; the rows were read before theirs rose.
  const visits = cancelled.map((visit) => ({ ...visit, sequence: visit.sequence + 1 }))
  await postMessage(trx, {
    client: told.client,
    kind: 'visits-cancelled',
    language,
    channel: contact,
    payload: { course: id, visits: toldVisitsFrom(visits) },
    now: request.now,
  })
  await addAudit(trx, {
    at: request.now,
    actor: request.by,
    act: 'visits-cancelled',
    subject: id,
    detail: { visits: cancelled.map((visit) => visit.id) },
  })
}
