/** Moves before a real database with the small clinic. */
import { Temporal } from 'temporal-polyfill'
import type { OfferedMove } from './contract.ts'
import { granted, openBooking, the } from './booking.makers.ts'
import { moveVisits, offerMoves, readMove } from './index.ts'
import { listMoveStarts, planMoveTo } from './desk.ts'
import type { MoveVisits } from './move-visits.ts'
import type { AskForMoves } from './offer-moves.ts'
import type { PlanMoveTo } from './plan-move-to.ts'

export const staff = 'staff:0197c0de-0000-7000-8000-000000000001' as const

export type TestMoves = Awaited<ReturnType<typeof openMoves>>

type Asking = Partial<Omit<AskForMoves, 'course' | 'visit' | 'keys'>>
type Moving = Partial<Omit<MoveVisits, 'keys'>>
type Planning = PlanMoveTo['place'] & { readonly now?: Temporal.Instant }

export async function openMoves() {
  const desk = await openBooking()
  const { keys, run } = desk
  const offerMovesFor = (course: string, visit: string, asked: Asking = {}) =>
    run((trx) =>
      offerMoves(trx, {
        course,
        visit,
        by: 'client',
        days: 180,
        limit: 5,
        wish: {},
        now: desk.now,
        keys,
        ...asked,
      }),
    )
  const move = (offer: Pick<OfferedMove, 'id'>, as: Moving = {}) =>
    run((trx) => moveVisits(trx, { move: offer.id, by: 'client', now: desk.now, keys, ...as }))
  const plan = (visit: string, { now = desk.now, ...place }: Planning) =>
    run((trx) => planMoveTo(trx, { visit, place, now, keys }))
  return {
    ...desk,
    askMoves: offerMovesFor,
    movesFor: async (course: string, visit: string, asked: Asking = {}) =>
      granted(await offerMovesFor(course, visit, asked)).moves,
    move,
    plan,
    /** Planned at a place and moved there, by the desk. */
    moveTo: async (visit: string, place: Planning, as: Moving = {}) => {
      const planned = granted(await plan(visit, place))
      return granted(await move(planned, { by: staff, reason: 'önskat', now: place.now ?? desk.now, ...as }))
    },
    readHold: desk.look,
    lookAt: (offer: Pick<OfferedMove, 'id'>, course: string, now = desk.now) =>
      run((trx) => readMove(trx, { move: offer.id, course, keys, now })),
    starts: (visit: string, from: string, days = 1) =>
      run((trx) => listMoveStarts(trx, { visit, from: Temporal.PlainDate.from(from), days, now: desk.now })),
    /** A course of three that begins on this day or soon after, as it was booked. */
    course: async (from = '2027-01-12') => {
      const secret = await desk.booked(await desk.first({ from: Temporal.PlainDate.from(from) }))
      return { secret, ...granted(await desk.read(secret)) }
    },
    visitsOf: async (secret: string) => granted(await desk.read(secret)).visits,
    /** One visit of 45 minutes, at a start. */
    analysis: async (day: string, number = 0) => {
      const offers = await desk.offers({
        service: desk.clinic.analysis,
        from: Temporal.PlainDate.from(day),
        days: 1,
        limit: 60,
      })
      const secret = await desk.booked(the(offers, number))
      return { secret, ...granted(await desk.read(secret)) }
    },
  }
}

export const startOf = ({ start }: { readonly start: number }) =>
  Temporal.Instant.fromEpochMilliseconds(start * 60_000)
