/** The desk as it is: the room's own uses, each in its own transaction, under row-level security. */
import type { Temporal } from 'temporal-polyfill'
import { bookForClient, planMoveTo } from '../src/booking/desk.ts'
import {
  cancelVisits,
  confirmCourse,
  extendHold,
  holdCourse,
  moveVisits,
  readBookedCourse,
  releaseHold,
} from '../src/booking/index.ts'
import { sweepHolds } from '../src/booking/sweep-holds.job.ts'
import { courseTokenFrom } from '../src/booking/tokens.ts'
import type { ClinicTransaction, Db } from '../src/platform/db.ts'
import type { Keys } from '../src/platform/keys.ts'
import { instantFrom } from '../src/platform/time.ts'
import { giveTimeBack, takeTimeOff } from '../src/set-up/index.ts'
import type { ContendedClinic, Wanted } from './contended-clinic.ts'
import type { Answer, Desk } from './contended-load.ts'

type Ground = { readonly db: Db; readonly clinic: ContendedClinic; readonly keys: Keys }

const by = 'staff:00000000-0000-7000-8000-00000000d05c' as const
const reachable = { email: 'vera@klinik.example', phone: '+46701740605', contact: 'email' } as const

export function openRealDesk({ db, clinic, keys }: Ground): Desk {
  const run = <T>(work: (trx: ClinicTransaction) => Promise<T>) => db.inClinic(clinic.id, work)
  const token = (wanted: Wanted, now: Temporal.Instant) =>
    courseTokenFrom({ keys, clinic: clinic.id }, tokenOf(wanted, clinic, now))
  return {
    book: async (wanted, name, now) => {
      const client = { name, ...reachable, language: 'sv' } as const
      const course = token(wanted, now)
      const done = await run((trx) => bookForClient(trx, { course, client, by, keys, now }))
      return 'refused' in done ? done : { done: done.course }
    },
    hold: async (wanted, now) => {
      const held = await run((trx) =>
        holdCourse(trx, { course: token(wanted, now), keys, heldFor: undefined, now }),
      )
      return 'refused' in held ? held : { done: held.hold }
    },
    confirm: (hold, name, now) =>
      run(async (trx) => {
        const client = { name, ...reachable }
        const asked = { hold, keys, client, language: 'sv', key: hold, requestHash: '', now } as const
        const booked = await confirmCourse(trx, asked)
        if ('refused' in booked) return booked
        const read = await readBookedCourse(trx, { secret: booked.secret, keys })
        return 'refused' in read ? read : { done: read.id }
      }),
    extend: async (hold, now) => doneOr(await run((trx) => extendHold(trx, { hold, keys, now })), hold),
    release: async (hold) => doneOr(await run((trx) => releaseHold(trx, { hold, keys })), hold),
    move: async (course, { visit: number, to }, now) => {
      const visits = await run((trx) =>
        trx
          .selectFrom('visit')
          .select('visit_id')
          .where('clinic_id', '=', trx.clinic)
          .where('course_id', '=', course)
          .orderBy('position')
          .execute(),
      )
      const visit = visits[number]?.visit_id ?? ''
      const place = to.visits[number] ?? { start: 0 }
      const offered = await run((trx) => planMoveTo(trx, { visit, place, now, keys }))
      if ('refused' in offered) return { refused: `not offered, ${offered.refused}` }
      const asked = { move: offered.id, course, by, reason: 'Prov', now, keys }
      return doneOr(await run((trx) => moveVisits(trx, asked)), course)
    },
    cancel: async (course, now) =>
      doneOr(await run((trx) => cancelVisits(trx, { course, visit: 'all', by, now })), course),
    block: async ({ resource, start, minutes }) => {
      const off = { resource, from: instantFrom(start), until: instantFrom(start + minutes), why: 'prov' }
      const taken = await run((trx) => takeTimeOff(trx, [off]))
      return 'refused' in taken ? taken : { done: taken.taken[0] ?? '' }
    },
    unblock: async (id) => doneOr(await run((trx) => giveTimeBack(trx, id)), id),
    sweep: async (now) => doneOr(await run((trx) => sweepHolds(trx, now)), ''),
  }
}

function tokenOf({ kind, visits }: Wanted, clinic: ContendedClinic, now: Temporal.Instant) {
  const expires = Math.floor(now.epochMilliseconds / 60_000) + 60
  return {
    service: kind === 'course' ? clinic.treatment : clinic.analysis,
    expires,
    visits: visits.map((visit) => ({ ...visit })),
  }
}

function doneOr(answer: object, done: string): Answer {
  return 'refused' in answer ? { refused: String(answer.refused) } : { done }
}
