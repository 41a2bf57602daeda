/** The room's uses before a real database with the small clinic, so that a test shows only what matters to it. */
import { Temporal } from 'temporal-polyfill'
import { openTestClinic } from '../../test/database.ts'
import type { NewClient } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { minuteFrom } from '#platform/time'
import {
  cancelVisits,
  confirmCourse,
  extendHold,
  holdCourse,
  offerCourses,
  offerNearest,
  readBookedCourse,
  readHold,
  releaseHold,
} from './index.ts'
import type { AskForCourses, OfferedCourse } from './offer-courses.ts'
import { sweepHolds } from './sweep-holds.job.ts'

export type TestBooking = Awaited<ReturnType<typeof openBooking>>

type Ask = Partial<Omit<AskForCourses, 'keys'>>
type When = { readonly now?: Temporal.Instant }
type Confirming = When & { readonly key?: string; readonly requestHash?: string; readonly client?: NewClient }

export const vera: NewClient = {
  name: 'Vera Exempel',
  email: 'vera@klinik.example',
  phone: '+46701740605',
  contact: 'email',
}

export async function openBooking() {
  const at = await openTestClinic()
  const { keys, clinic } = at
  const run = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(clinic.id, work)
  const ask = (asked: Ask = {}) =>
    run((trx) =>
      offerCourses(trx, {
        service: clinic.treatment,
        days: 120,
        limit: 1,
        wish: {},
        now: at.now,
        keys,
        ...asked,
      }),
    )
  const hold = (course: OfferedCourse, { now = at.now, heldFor }: When & { heldFor?: string } = {}) =>
    run((trx) => holdCourse(trx, { course: course.id, keys, heldFor, now }))
  const confirm = (secret: string, { now = at.now, client = vera, ...as }: Confirming = {}) => {
    const { key = secret, requestHash = 'the same words' } = as
    return run((trx) =>
      confirmCourse(trx, { hold: secret, keys, client, language: 'sv', key, requestHash, now }),
    )
  }
  const held = async (course: OfferedCourse, when: When = {}) => granted(await hold(course, when)).hold
  return {
    ...at,
    run,
    ask,
    offers: async (asked: Ask = {}) => granted(await ask(asked)).courses,
    first: async (asked: Ask = {}) => the(granted(await ask(asked)).courses),
    nearest: (missed: { service: string; starts: readonly number[] }) =>
      run((trx) => offerNearest(trx, { ...missed, now: at.now, keys })),
    hold,
    held,
    confirm,
    booked: async (course: OfferedCourse, when: When = {}) =>
      granted(await confirm(await held(course, when), when)).secret,
    extend: (secret: string, now = at.now) => run((trx) => extendHold(trx, { hold: secret, keys, now })),
    release: (secret: string) => run((trx) => releaseHold(trx, { hold: secret, keys })),
    look: (secret: string, now = at.now) => run((trx) => readHold(trx, { hold: secret, keys, now })),
    read: (secret: string) => run((trx) => readBookedCourse(trx, { secret, keys })),
    cancel: (course: string, visit = 'all', now = at.now) =>
      run((trx) => cancelVisits(trx, { course, visit, by: 'client', now })),
    sweep: (now: Temporal.Instant) => run((trx) => sweepHolds(trx, now)),
    /** Time that cannot be booked, of one resource or, without one, of the whole clinic. */
    shut: (from: string, to: string, resource: string | null = null) =>
      at.raw(
        `insert into unavailable (clinic_id, resource_id, during, why) values ($1, $2, tstzrange($3, $4), 'stängt')`,
        [clinic.id, resource, from, to],
      ),
    /** Takes away what was booked, held and shut, and leaves the clinic. */
    empty: () =>
      at.raw(
        'truncate occupancy, busy_bitmap, visit, course, message, idempotency, unavailable, client, audit cascade',
      ),
  }
}

/** The answer, where a refusal would be a fault of the test itself. */
export function granted<T extends object>(answer: T): Exclude<T, { readonly refused: string }> {
  if ('refused' in answer) throw new Error(`refused: ${String(answer.refused)}`)
  return answer as Exclude<T, { readonly refused: string }>
}

export function the<T>(list: readonly T[], index = 0): T {
  const one = list.at(index)
  if (one === undefined) throw new Error(`There is no number ${index} among ${list.length}.`)
  return one
}

/** 2027-01-12T09:00 on the clinic's wall, of a minute since 1970. */
export function onWall(minute: number, zone = 'Europe/Stockholm'): string {
  return inZone(minute, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

export function inZone(minute: number, zone = 'Europe/Stockholm'): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone)
}

/** The minute of a wall time with its offset: '2027-03-01T09:00+01:00'. */
export function at(instant: string): number {
  return minuteFrom(Temporal.Instant.from(instant))
}

/** A whole number below `below`, the same ones in the same order for the same seed (Mulberry32). */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const more = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return ((more ^ (more >>> 14)) >>> 0) % below
  }
}
