import type { Temporal } from 'temporal-polyfill'
import { type Actor, getClientContact, readResources } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import { readCalendar } from './calendar.ts'
import type { BookedVisit, MovedVisit, RuleBroken } from './contract.ts'
import { type CourseToMove, isToCome, openCourseToMove, type TooLate } from './course-to-move.ts'
import { lockCourse } from './courses.store.ts'
import { moveTime } from './held-time.ts'
import type { TimeTaken } from './take-course.ts'
import { claimKey } from './idempotency.store.ts'
import {
  moveLastsMinutes,
  moveTokenFrom,
  placeFromToken,
  readMoveToken,
  type SignedMove,
  wayBack,
} from './move-token.ts'
import { placeVisits } from './moves.store.ts'
import { notBefore } from './move-chain.ts'
import { isSamePlace, ownPlace, ownSegments } from './own-protocol.ts'
import { placeStands } from './pure/index.ts'
import { type Goal, outcomeOf } from './outcome-of-move.ts'
import { type ClientToTell, tellOfMove } from './tell-of-move.ts'
import { listCourseVisits } from './visits.store.ts'

export type MoveVisits = {
  /** The id under which the move was offered. */
  readonly move: string
  /** The course that the caller's link opens; it must be the move's own. */
  readonly course?: string
  readonly by: Actor
  /** Why a rule is broken; asked for where one is. Only people who work here may. */
  readonly reason?: string
  /** Stands in for the reason where the move is the way back of one that was made: that needs no asking. */
  readonly backReason?: string
  /** The same key with the same request is answered the same, at once and later. */
  readonly key?: string
  readonly requestHash?: string
  readonly now: Temporal.Instant
  readonly keys: Keys
}

export type Moved = {
  readonly course: string
  /** As they stand now. */
  readonly moved: readonly BookedVisit[]
  /** A signed move of the same visits to where they stood before: what Undo asks for. */
  readonly back: string
  /** It was itself such a way back. */
  readonly isBack: boolean
}

type MoveRefused = Refusal<
  'unknown-move' | 'already-begun' | 'changed-meanwhile' | 'reason-needed' | 'key-reused'
>

/**
 * Moves every visit of the move, or none; with its message and its line in the audit. What was offered is not
 * believed: under the course's lock its visits must be numbered as they were, and the rule is asked again.
 */
export async function moveVisits(
  trx: ClinicTransaction,
  asked: MoveVisits,
): Promise<Moved | TimeTaken | TooLate | MoveRefused> {
  const { keys, by, now, key } = asked
  const signed = readMoveToken({ keys, clinic: trx.clinic }, asked.move)
  if (!signed || (asked.course !== undefined && asked.course !== signed.course))
    return { refused: 'unknown-move' }
  const request = signed.isBack && asked.backReason ? { ...asked, reason: asked.backReason } : asked
  if (by === 'client' && signed.desk) return { refused: 'unknown-move' }
  if (key !== undefined) {
    const requestHash = request.requestHash ?? ''
    const answered = await claimKey(trx, { key, requestHash, course: signed.course, now })
    if (answered && (answered.requestHash !== requestHash || answered.course !== signed.course))
      return { refused: 'key-reused' }
    if (answered) return answerAgain(trx, signed, { ...request, now: answered.at })
  }
  if (signed.expires <= minuteFrom(now)) return { refused: 'unknown-move' }
  const course = await lockCourse(trx, signed.course)
  const toMove = course && (await openCourseToMove(trx, course))
  if (!toMove) return { refused: 'unknown-move' }
  const goals = goalsFrom(signed, toMove, now)
  if ('refused' in goals) return goals
  return (await writeMove(trx, { toMove, goals, request })) ?? answerFor(trx, signed, request)
}

/** Where each visit goes that goes anywhere; a course that is not as it was when this was offered is refused. */
export function goalsFrom(
  signed: SignedMove,
  { all, standing }: CourseToMove,
  now: Temporal.Instant,
): Goal[] | Refusal<'already-begun' | 'changed-meanwhile'> {
  const isAsItWas =
    standing.length === signed.visits.length &&
    standing.every((visit, index) => {
      const one = signed.visits[index]
      return one?.id === visit.id && one.sequence === visit.sequence
    })
  const goals = signed.visits.flatMap(({ id, move }): Goal[] => {
    const visit = all.find((one) => one.id === id)
    return visit && move ? [{ visit, place: placeFromToken(move.to), asked: move.asked }] : []
  })
  const gone = goals.some(({ visit }) => visit.state !== 'cancelled' && !isToCome(visit, now))
  if (gone) return { refused: 'already-begun' }
  if (!isAsItWas) return { refused: 'changed-meanwhile' }
  return goals
}

type ToWrite = {
  readonly toMove: CourseToMove
  readonly goals: readonly Goal[]
  readonly request: MoveVisits
}

/** Undefined when it is done. */
async function writeMove(
  trx: ClinicTransaction,
  { toMove, goals, request }: ToWrite,
): Promise<TimeTaken | TooLate | Refusal<'changed-meanwhile' | 'reason-needed'> | undefined> {
  if (goals.length === 0) return undefined
  const { now } = request
  const resources = await readResources(trx)
  const { visits, breaks } = outcomeOf({ toMove, goals, resources, now })
  const forbidden = refusalOf(breaks, request)
  if (forbidden) return forbidden
  // All that can be read is read before the locks: whoever wants the same time waits for what stands after them.
  const client = await clientOf(trx, toMove)
  const taken = (await findObstacle(trx, { toMove, goals, request })) ?? (await takeNewTime(trx, goals, now))
  if (taken) {
    const starts = visits.map(({ start }) => start)
    return { refused: 'time-taken', visit: taken, service: toMove.course.service, starts }
  }
  const moved = visits.filter(({ id }) => goals.some(({ visit }) => visit.id === id))
  const overrideReason = breaks.length > 0 ? request.reason?.trim() : undefined
  await placeVisits(trx, moved, overrideReason)
  const told = moved.map((visit) => ({ ...visit, sequence: sequenceAfter(visit, toMove) }))
  await tellOfMove(trx, { course: toMove.course.id, client, moved: told, breaks, request })
  return undefined
}

async function clientOf(trx: ClinicTransaction, { course }: CourseToMove): Promise<ClientToTell> {
  if (course.client === null) throw new Error(`The booked course ${course.id} has no client.`)
  return { id: course.client, ...(await getClientContact(trx, course.client)) }
}

/** A client who is too late is told of the notice; a rest that no longer holds means that something has changed. */
function refusalOf(
  breaks: readonly RuleBroken[],
  { by, reason }: MoveVisits,
): TooLate | Refusal<'changed-meanwhile' | 'reason-needed'> | undefined {
  if (breaks.length === 0) return undefined
  if (by !== 'client') return reason?.trim() ? undefined : { refused: 'reason-needed' }
  const late = breaks.find((one) => one.rule === 'too-late')
  return late ? { refused: 'too-late', noticeHours: late.noticeHours } : { refused: 'changed-meanwhile' }
}

/**
 * The position of the first visit that cannot be there: its start has passed or is nearer than the clinic lets a
 * client book, or hours have changed. Takes no lock.
 */
async function findObstacle(
  trx: ClinicTransaction,
  { toMove, goals, request: { by, now } }: ToWrite,
): Promise<number | undefined> {
  const { zone, gridMinutes } = toMove.clinic
  const days = goals.map(({ place }) => dayIn(zone, instantFrom(place.start)))
  const sorted = days.toSorted((a, b) => a.since(b).days)
  const from = sorted[0] ?? dayIn(zone, now)
  const span = from.until(sorted.at(-1) ?? from, { largestUnit: 'days' }).days
  const without = goals.map(({ visit }) => visit.id)
  const { calendar } = await readCalendar(trx, { zone, gridMinutes, from, days: span + 2, without }, now)
  const earliest = notBefore(toMove, { by: by === 'client' ? 'client' : 'desk', now })
  return goals.find(
    ({ visit, place }) =>
      (place.start !== visit.start && place.start < earliest) ||
      placeStands(place, ownSegments(visit), calendar) !== undefined,
  )?.visit.position
}

async function takeNewTime(
  trx: ClinicTransaction,
  goals: readonly Goal[],
  now: Temporal.Instant,
): Promise<number | undefined> {
  const taken = await moveTime(trx, {
    from: goals.map(({ visit }) => visit),
    to: goals.map(({ visit, place }) => ({ id: visit.id, place, segments: ownSegments(visit) })),
    now,
  })
  return taken === undefined ? undefined : (goals[taken]?.visit.position ?? 1)
}

function sequenceAfter({ id }: MovedVisit, { standing }: CourseToMove): number {
  return (standing.find((visit) => visit.id === id)?.sequence ?? 0) + 1
}

/** What was answered before, so far as it is still so; the way back runs out when it would have. */
async function answerAgain(
  trx: ClinicTransaction,
  signed: SignedMove,
  request: MoveVisits,
): Promise<Moved | Refusal<'changed-meanwhile'>> {
  const answer = await answerFor(trx, signed, request)
  const stands = signed.visits.every(({ id, move }) => {
    const visit = answer.moved.find((one) => one.id === id)
    return (
      !move || (visit && visit.state !== 'cancelled' && isSamePlace(ownPlace(visit), placeFromToken(move.to)))
    )
  })
  return stands ? answer : { refused: 'changed-meanwhile' }
}

async function answerFor(
  trx: ClinicTransaction,
  signed: SignedMove,
  { keys, by, now }: MoveVisits,
): Promise<Moved> {
  const ids = new Set(signed.visits.flatMap(({ id, move }) => (move ? [id] : [])))
  const visits = await listCourseVisits(trx, signed.course)
  const as = { desk: by !== 'client', expires: minuteFrom(now) + moveLastsMinutes }
  return {
    course: signed.course,
    moved: visits.filter(({ id }) => ids.has(id)),
    back: moveTokenFrom({ keys, clinic: trx.clinic }, wayBack(signed, as)),
    isBack: signed.isBack ?? false,
  }
}
