import type { Temporal } from 'temporal-polyfill'
import { readUnavailable } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { dayIn, instantFrom } from '#platform/time'
import type { BookedVisit, Named, OfferedMove } from './contract.ts'
import { type CourseToMove, readCourseToMove, refusalFor } from './course-to-move.ts'
import { notBefore, type OpenChain, openChain } from './move-chain.ts'
import { ownPlace, ownSegments, standingFrom } from './own-protocol.ts'
import {
  contains,
  hoursToIntervals,
  type Interval,
  type Kind,
  lookAround,
  overlap,
  placeAtStart,
  placeFor,
  type PlannedVisit,
  planLater,
  type Standing,
  stretchesOf,
} from './pure/index.ts'
import { type Goal, offerMove } from './outcome-of-move.ts'
import { findDayVisit } from './visits.store.ts'

export type PlanMoveTo = {
  readonly visit: string
  /** What is not named is the visit's own where that is free, else any that is free. */
  readonly place: {
    /** Minutes since 1970. */
    readonly start: number
    readonly therapist?: string
    readonly room?: string
    readonly device?: string
  }
  readonly now: Temporal.Instant
  readonly keys: Keys
}

/** The first kind that is not free there, who or what was asked for, and why. */
export type PlaceNotFree = Refusal<'not-free'> & {
  readonly kind: Kind
  readonly resource?: Named
  readonly why: 'busy' | 'closed' | 'away'
}

/** It would meet or pass a visit of its own course: the one ahead of it, or one behind it that cannot follow. */
type OutOfOrder = Refusal<'out-of-order'> & {
  /** The position of that one. */
  readonly visit: number
}

/**
 * What would come of moving a visit to a place that the desk has chosen: who must follow, and which rules it breaks.
 * Later visits stay where the rest holds, follow where they can, and stay against the rule where they cannot.
 */
export async function planMoveTo(
  trx: ClinicTransaction,
  { visit: id, place: wanted, now, keys }: PlanMoveTo,
): Promise<OfferedMove | PlaceNotFree | OutOfOrder | Refusal<'unknown-visit' | 'already-begun'>> {
  const found = await findDayVisit(trx, id)
  const toMove = found && (await readCourseToMove(trx, found.course))
  const visit = toMove?.all.find((one) => one.id === id)
  const refused = refusalFor(visit, now)
  if (refused || !toMove || !visit) return refused ?? { refused: 'unknown-visit' }
  const mover = { by: 'desk' as const, now }
  const day = dayIn(toMove.clinic.zone, instantFrom(wanted.start))
  const open = await openChain(trx, {
    toMove,
    asked: [visit],
    mover,
    from: day,
    last: day,
    wish: { notBefore: notBefore(toMove, mover) },
  })
  const asked = { ...wanted, segments: ownSegments(visit), rather: ownPlace(visit) }
  const chosen = placeAtStart(asked, open.calendar)
  if ('missing' in chosen) return notFree(trx, { visit, wanted, open, kind: chosen.missing })
  if (wanted.start < notBefore(toMove, mover))
    return { refused: 'not-free', kind: 'therapist', why: 'closed' }
  const here = standingAt(visit, wanted.start, toMove)
  const later = planLater(open.plan)(here)
  const { passes } = lookAround(open.plan, here, later)
  if (passes !== undefined) return { refused: 'out-of-order', visit: passes }
  const goals = [{ visit, place: chosen.place, asked: true }, ...laterGoals(open, later)]
  return offerMove({ toMove, goals, resources: open.resources, now }, { keys, desk: true })
}

/** What the later visits do; where nothing fits they stay, and the rule that this breaks is told. */
function laterGoals({ chain }: OpenChain, later: readonly PlannedVisit[] | undefined): Goal[] {
  return (later ?? []).flatMap(({ visit, to }) => {
    const follows = chain.find(({ id }) => id === visit.id)
    return follows && to ? [{ visit: follows, place: placeFor(visit, to), asked: false }] : []
  })
}

/** The visit where it is wanted, on the clinic's own calendar. */
function standingAt(visit: BookedVisit, start: number, { clinic }: CourseToMove): Standing {
  return standingFrom({ ...visit, start, end: visit.end + start - visit.start }, clinic.zone)
}

type Wanted = PlanMoveTo['place']

type Missing = {
  readonly visit: BookedVisit
  readonly wanted: Wanted
  readonly open: OpenChain
  readonly kind: Kind
}

/** Where none was named, one who works then and is busy says more than one who does not work. */
async function notFree(
  trx: ClinicTransaction,
  { visit, wanted, open, kind }: Missing,
): Promise<PlaceNotFree> {
  const times = stretchesOf(ownSegments(visit), kind).map(({ offsetMinutes, minutes }) => ({
    start: wanted.start + offsetMinutes,
    end: wanted.start + offsetMinutes + minutes,
  }))
  const span = { start: wanted.start, end: wanted.start + visit.end - visit.start }
  const away = await readUnavailable(trx, span)
  const { horizon } = open.calendar
  const asked = open.resources.filter(
    (one) => one.kind === kind && (wanted[kind] === undefined || one.id === wanted[kind]),
  )
  const whys = asked.map((one) => {
    const hours = hoursToIntervals(one.hours, horizon)
    if (!times.every((during) => contains(hours, during))) return 'closed'
    const off = away.filter(({ resource }) => resource === null || resource === one.id)
    const hit = off.find((stretch) => touches(times, stretch))
    if (!hit) return 'busy'
    return hit.resource === null ? 'closed' : 'away'
  })
  const why = (['busy', 'away', 'closed'] as const).find((one) => whys.includes(one)) ?? 'closed'
  const [one] = asked
  const resource = wanted[kind] === undefined || !one ? undefined : { id: one.id, name: one.name }
  return { refused: 'not-free', kind, ...(resource && { resource }), why }
}

function touches(times: readonly Interval[], stretch: Interval): boolean {
  return times.some((during) => overlap(during, stretch))
}
