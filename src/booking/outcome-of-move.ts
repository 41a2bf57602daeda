/** What comes of a move, as it is offered and agreed to: the whole course, what it breaks and what is good about it. */
import type { Temporal } from 'temporal-polyfill'
import type { Resource } from '#clinic/contract'
import type { Keys } from '#platform/keys'
import { minuteFrom } from '#platform/time'
import type { BookedVisit, MovedVisit, MoveReason, OfferedMove, VisitTime } from './contract.ts'
import type { CourseToMove } from './course-to-move.ts'
import { moveLastsMinutes, moveTokenFrom } from './move-token.ts'
import { isSamePlace, ownPlace, ownTimeAt, standingFrom } from './own-protocol.ts'
import { rulesBroken, type StandingVisit, type VisitPlace } from './pure/index.ts'

/** Where a visit goes; one that is not among the goals stays. */
export type Goal = { readonly visit: BookedVisit; readonly place: VisitPlace; readonly asked: boolean }

export type GoalsOfMove = {
  readonly toMove: CourseToMove
  readonly goals: readonly Goal[]
  readonly resources: readonly Resource[]
  readonly now: Temporal.Instant
}

/** The move without its signature. */
export function outcomeOf(move: GoalsOfMove): Omit<OfferedMove, 'id'> {
  const { toMove, now } = move
  const visits = toMove.standing.map((visit) => movedVisit(visit, move))
  const standing = standingAfter(toMove, visits)
  const restDays = standing.slice(1).map(({ day }, index) => day - (standing[index]?.day ?? day))
  const breaks = rulesBroken(
    standing.map((after, index) => ({ after, before: visits[index]?.before.start ?? after.start })),
    { rest: toMove.rest, noticeHours: toMove.clinic.changeNoticeHours, now: minuteFrom(now) },
  )
  return { visits, restDays, breaks, reasons: reasonsFor(move, visits) }
}

export function offerMove(
  move: GoalsOfMove,
  signed: { readonly keys: Keys; readonly desk: boolean },
): OfferedMove {
  const { toMove, goals, now } = move
  const { course, clinic, standing } = toMove
  const id = moveTokenFrom(
    { keys: signed.keys, clinic: clinic.id },
    {
      course: course.id,
      expires: minuteFrom(now) + moveLastsMinutes,
      desk: signed.desk,
      visits: standing.map((visit) => {
        const { id, sequence } = visit
        const goal = goals.find((one) => one.visit.id === id)
        const from = ownPlace(visit)
        if (!goal || isSamePlace(goal.place, from)) return { id, sequence }
        return { id, sequence, move: { from, to: goal.place, asked: goal.asked } }
      }),
    },
  )
  return { id, ...outcomeOf(move) }
}

export function isNewStart(visit: MovedVisit): boolean {
  return visit.start !== visit.before.start
}

function movedVisit(visit: BookedVisit, { goals, resources }: GoalsOfMove): MovedVisit {
  const { id, position } = visit
  const before = timeOf(visit)
  const goal = goals.find((one) => one.visit.id === id)
  if (!goal || isSamePlace(goal.place, ownPlace(visit)))
    return { ...before, id, position, change: 'stays', before }
  const at = ownTimeAt(visit, goal.place, resources)
  return { ...at, id, position, change: goal.asked ? 'asked' : 'follows', before }
}

function timeOf(visit: BookedVisit): VisitTime {
  const { start, clientLeaves, end, therapist, room, device, segments } = visit
  return {
    start,
    clientLeaves,
    end,
    ...(therapist && { therapist }),
    ...(room && { room }),
    ...(device && { device }),
    segments,
  }
}

function standingAfter({ standing, clinic }: CourseToMove, visits: readonly MovedVisit[]): StandingVisit[] {
  return standing.map((visit, index) => standingFrom({ ...visit, ...visits[index] }, clinic.zone))
}

function reasonsFor({ toMove }: GoalsOfMove, visits: readonly MovedVisit[]): MoveReason[] {
  const moved = visits.filter(({ change }) => change !== 'stays')
  const [asked] = moved
  if (!asked) return []
  const { zone } = toMove.clinic
  const walls = moved.map((visit) => ({
    old: standingFrom({ ...visit, ...visit.before, state: 'booked', sequence: 0 }, zone),
    now: standingFrom({ ...visit, state: 'booked', sequence: 0 }, zone),
  }))
  const reasons: MoveReason[] = []
  const laterStay = moved.length === 1 && visits.some(({ position }) => position > asked.position)
  if (laterStay) reasons.push('later-stay')
  if (moved.every(({ therapist, before }) => therapist && therapist.id === before.therapist?.id))
    reasons.push('same-therapist')
  if (walls.every(({ old, now }) => old.weekday === now.weekday)) reasons.push('same-weekday')
  if (walls.every(({ old, now }) => old.minuteOfDay === now.minuteOfDay)) reasons.push('same-time')
  if (isIdealRest(toMove, visits)) reasons.push('ideal-rest')
  return reasons
}

/** Around every visit that has moved. */
function isIdealRest(toMove: CourseToMove, visits: readonly MovedVisit[]): boolean {
  const { rest } = toMove
  if (!rest || visits.length < 2) return false
  const standing = standingAfter(toMove, visits)
  return standing.slice(1).every((later, index) => {
    const days = later.day - (standing[index]?.day ?? later.day)
    const touched = visits[index]?.change !== 'stays' || visits[index + 1]?.change !== 'stays'
    return !touched || Math.abs(days - rest.idealDays) <= 1
  })
}
