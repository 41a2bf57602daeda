import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '#clinic'
import type { Contact, NewClient } from '#clinic/contract'
import { addClient, keepClient } from '#clients'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import type { Language } from '#platform/language'
import { writeBooking } from './confirm-course.ts'
import { findCourse } from './courses.store.ts'
import { holdCourse, type TimeTaken } from './hold-course.ts'
import { claimKey, findAnswered } from './idempotency.store.ts'
import { readHoldToken } from './tokens.ts'
import { listCourseVisits } from './visits.store.ts'

export type BookForClient = {
  /** The id under which the course was offered. */
  readonly course: string
  readonly client: { readonly existing: string } | (NewClient & { readonly language: Language })
  readonly by: Actor
  readonly keys: Keys
  readonly now: Temporal.Instant
}

export type BookedForClient = { readonly course: string; readonly client: string }

/**
 * Books an offered course at once, by somebody of the clinic who has the client before her or on the phone: held
 * and confirmed in one transaction, with the same locks, the message and the audit. The same course for the same
 * client by the same person is one booking, however often it is sent.
 */
export async function bookForClient(
  trx: ClinicTransaction,
  request: BookForClient,
): Promise<BookedForClient | TimeTaken | Refusal<'unknown-course' | 'unknown-client'>> {
  const { course: offered, keys, by, now } = request
  const { key, before } = await freshKey(trx, `desk:${hashOf([by, offered, request.client])}`)
  if (before) return before
  const hold = await holdCourse(trx, { course: offered, keys, heldFor: undefined, forGood: true, now })
  if ('refused' in hold) {
    const booked = await findBooked(trx, key)
    if (booked) return booked
    if (hold.refused === 'time-taken') return hold
    return { refused: 'unknown-course' }
  }
  const course = readHoldToken({ keys, clinic: trx.clinic }, hold.hold)
  if (!course) throw new Error('A hold that was just made cannot be read.')
  const client = await clientFor(trx, request)
  if (!client) return { refused: 'unknown-client' }
  const visits = await listCourseVisits(trx, course)
  await writeBooking(trx, { course, visits, client: client.id, ...client, by, now })
  await claimKey(trx, { key, requestHash: key, course, now })
  return { course, client: client.id }
}

/** What the same request has booked before, unless it was cancelled since: then it may be booked anew. */
async function findBooked(trx: ClinicTransaction, key: string): Promise<BookedForClient | undefined> {
  return (await freshKey(trx, key)).before
}

/** After a booking under a key was cancelled, the next one has a key of its own. */
async function freshKey(
  trx: ClinicTransaction,
  key: string,
): Promise<{ readonly key: string; readonly before?: BookedForClient }> {
  const answered = await findAnswered(trx, key)
  const course = answered && (await findCourse(trx, answered.course))
  if (course?.state === 'cancelled') return freshKey(trx, `desk:${hashOf([key, course.id])}`)
  return course?.state === 'booked' && course.client !== null
    ? { key, before: { course: course.id, client: course.client } }
    : { key }
}

type Known = { readonly id: string; readonly contact: Contact; readonly language: Language }

/** Somebody who is there is kept from being merged away meanwhile; a card that was, is not booked for. */
async function clientFor(trx: ClinicTransaction, { client, now }: BookForClient): Promise<Known | undefined> {
  if ('existing' in client) {
    const known = await keepClient(trx, client.existing)
    return known && known.mergedInto === null ? known : undefined
  }
  const { contact, language } = client
  return { id: await addClient(trx, { ...client, now }), contact, language }
}

function hashOf(words: unknown): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url')
}
