import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '#clinic'
import type { Contact, NewClient } from '#clinic/contract'
import { addClient, keepClient } from '#clients'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { newId } from '#platform/ids'
import type { Keys } from '#platform/keys'
import type { Language } from '#platform/language'
import { tellOfBooking } from './confirm-course.ts'
import { findCourse } from './courses.store.ts'
import { claimKey } from './idempotency.store.ts'
import { lookAtCourse, type TimeTaken, takeCourse } from './take-course.ts'

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
 * Books an offered course at once, by somebody of the clinic who has the client before her or on the phone: with the
 * same looks and locks as a hold and its confirmation, the message and the audit. The same course for the same client
 * by the same person is one booking, however often it is sent.
 */
export async function bookForClient(
  trx: ClinicTransaction,
  request: BookForClient,
): Promise<BookedForClient | TimeTaken | Refusal<'unknown-course' | 'unknown-client'>> {
  const { course: offered, keys, by, now } = request
  const id = newId()
  const before = await claim(trx, { key: `desk:${hashOf([by, offered, request.client])}`, course: id, now })
  if (before) return before
  const looked = await lookAtCourse(trx, { course: offered, keys, now })
  if ('refused' in looked) return looked
  const course = { ...looked, id }
  const client = await clientFor(trx, request)
  if (!client) return { refused: 'unknown-client' }
  // Before the locks, so that nobody waits for them while this is written; the refusal below takes it back.
  const visits = course.visits.map((visit) => ({ id: visit.id, ...visit.time }))
  await tellOfBooking(trx, { course: id, visits, client: client.id, ...client, by, now })
  const taken = await takeCourse(trx, course, { client: client.id, language: client.language })
  return taken ?? { course: id, client: client.id }
}

type Claim = { readonly key: string; readonly course: string; readonly now: Temporal.Instant }

/**
 * What the same request has booked before, or books just now, which is waited for. Where that was cancelled since, it
 * may be booked anew, under a key of its own.
 */
async function claim(trx: ClinicTransaction, asked: Claim): Promise<BookedForClient | undefined> {
  const answered = await claimKey(trx, { ...asked, requestHash: asked.key })
  const course = answered && (await findCourse(trx, answered.course))
  if (course?.state === 'cancelled')
    return claim(trx, { ...asked, key: `desk:${hashOf([asked.key, course.id])}` })
  return course?.state === 'booked' && course.client !== null
    ? { course: course.id, client: course.client }
    : undefined
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
