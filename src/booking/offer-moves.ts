import { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import type { BookedVisit, OfferedMove } from './contract.ts'
import {
  type CourseToMove,
  isToCome,
  mayMove,
  readCourseToMove,
  refusalFor,
  type TooLate,
} from './course-to-move.ts'
import { firstDay, notBefore, openChain } from './move-chain.ts'
import { standingFrom } from './own-protocol.ts'
import { chooseMoves, daysAllowed, listMoves, type PlannedMove, placeFor, type Wish } from './pure/index.ts'
import { type Goal, offerMove } from './outcome-of-move.ts'

export type AskForMoves = {
  readonly course: string
  /** A visit's id, or 'all' for every one that is still to come. */
  readonly visit: string
  readonly by: 'client' | 'desk'
  /** The first day that is looked at for the visit (the first of them, for 'all'); today where none is given. */
  readonly from?: Temporal.PlainDate
  /** How many days are looked at for that visit. 1 to 180. */
  readonly days: number
  readonly limit: number
  /** `near` are starts for the visits that may move, from the first that is asked to: the nearest come first. */
  readonly wish: Omit<Wish, 'notBefore'>
  readonly now: Temporal.Instant
  readonly keys: Keys
}

export type MoveOffers = { readonly moves: readonly OfferedMove[]; readonly more: boolean }

/**
 * The moves that fit best, each with the whole course as it would be. Earlier visits stay and bind by the rest; later
 * ones keep their times where it still holds, and follow where it does not. Nothing is held by being offered.
 */
export async function offerMoves(
  trx: ClinicTransaction,
  ask: AskForMoves,
): Promise<MoveOffers | TooLate | Refusal<'unknown-visit' | 'already-begun'>> {
  const toMove = await readCourseToMove(trx, ask.course)
  if (!toMove) return { refused: 'unknown-visit' }
  const asked = askedVisits(toMove, ask)
  if ('refused' in asked) return asked
  const [first] = asked
  const days = first && daysFor(toMove, first, ask)
  if (!days) return { moves: [], more: false }
  const { plan, chain, resources } = await openChain(trx, {
    toMove,
    asked,
    mover: ask,
    ...days,
    wish: { ...ask.wish, notBefore: notBefore(toMove, ask) },
  })
  const found = listMoves(plan)
  const goalsOf = ({ visits }: PlannedMove): Goal[] =>
    visits.flatMap(({ visit: { id }, visit, to }) => {
      const moved = chain.find((one) => one.id === id)
      return moved && to ? [{ visit: moved, place: placeFor(visit, to), asked: asked.includes(moved) }] : []
    })
  return {
    more: found.length > ask.limit,
    moves: chooseMoves(found, ask.limit).map((move) =>
      offerMove(
        { toMove, goals: goalsOf(move), resources, now: ask.now },
        { keys: ask.keys, desk: ask.by === 'desk' },
      ),
    ),
  }
}

/** Those that are asked for and may be moved; of all, those that begin too soon stay where they are. */
function askedVisits(
  toMove: CourseToMove,
  ask: AskForMoves,
): BookedVisit[] | TooLate | Refusal<'unknown-visit' | 'already-begun'> {
  const asked = toMove.all.filter(({ id, state }) =>
    ask.visit === 'all' ? state === 'booked' : id === ask.visit,
  )
  const toCome = asked.filter((visit) => isToCome(visit, ask.now))
  if (toCome.length === 0) return refusalFor(asked[0], ask.now) ?? { refused: 'unknown-visit' }
  const may = toCome.filter((visit) => mayMove(visit, toMove, ask))
  return may.length > 0 ? may : { refused: 'too-late', noticeHours: toMove.clinic.changeNoticeHours }
}

/** Which days the first visit could have, so far as what comes before it lets it; none: undefined. */
function daysFor(toMove: CourseToMove, first: BookedVisit, ask: AskForMoves) {
  const { standing, rest, clinic } = toMove
  const from = firstDay(toMove, ask.now, ask.from)
  const last = from.add({ days: ask.days - 1 })
  const before = standing[standing.indexOf(first) - 1]
  if (!before) return { from, last }
  const [atLeast, atMost] = daysAllowed(standingFrom(before, clinic.zone), first, rest)
  const earliest = laterOf(from, dayFrom(atLeast))
  const latest = Number.isFinite(atMost) ? earlierOf(last, dayFrom(atMost)) : last
  return Temporal.PlainDate.compare(earliest, latest) > 0 ? undefined : { from: earliest, last: latest }
}

function dayFrom(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: day })
}

function laterOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? b : a
}

function earlierOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b
}
