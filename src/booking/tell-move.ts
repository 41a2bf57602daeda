/** A move in the words that are offered and agreed to: the whole course, what it breaks and what is good about it. */
import type { Temporal } from 'temporal-polyfill'
import type { Resource } from '#clinic/contract'
import type { Keys } from '#platform/keys'
import { minuteFrom } from '#platform/time'
import type { BookedVisit, MovedVisit, MoveReason, OfferedMove, RuleBroken, VisitTime } from './contract.ts'
import { type CourseToMove, isTooLateFor } from './course-to-move.ts'
import { moveLastsMinutes, moveTokenFrom } from './move-token.ts'
import { ownPlace, ownTimeAt, standingFrom } from './own-protocol.ts'
import { restVerdict, type StandingVisit, type VisitPlace } from './pure/index.ts'

/** Where a visit goes; one that is not among the goals stays. */
export type Goal = { readonly visit: BookedVisit; readonly place: VisitPlace; readonly asked: boolean }

export type MoveToTell = {
  readonly toMove: CourseToMove
  readonly goals: readonly Goal[]
  readonly resources: readonly Resource[]
  readonly now: Temporal.Instant
}

/** The move without its signature. */
export function tellMove(told: MoveToTell): Omit<OfferedMove, 'id'> {
  const visits = told.toMove.standing.map((visit) => movedVisit(visit, told))
  const standing = standingAfter(told.toMove, visits)
  const restDays = standing.slice(1).map(({ day }, index) => day - (standing[index]?.day ?? day))
  return { visits, restDays, breaks: breaksOf(told, visits), reasons: reasonsFor(told, visits) }
}

export function offerMove(
  told: MoveToTell,
  signed: { readonly keys: Keys; readonly desk: boolean },
): OfferedMove {
  const { toMove, goals, now } = told
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
  return { id, ...tellMove(told) }
}

/** What the course's rule and the clinic's notice say of it. A pair of visits of which none changes its start is old news. */
function breaksOf({ toMove, now }: MoveToTell, visits: readonly MovedVisit[]): RuleBroken[] {
  const { rest, clinic } = toMove
  const late = visits
    .filter((visit) => isNewStart(visit) && isTooLateFor(visit.before, clinic, now))
    .map(({ position }) => ({
      rule: 'too-late' as const,
      visit: position,
      noticeHours: clinic.changeNoticeHours,
    }))
  if (!rest) return late
  const standing = standingAfter(toMove, visits)
  const rests = standing.slice(1).flatMap((later, index): RuleBroken[] => {
    const earlier = standing[index]
    const pair = [visits[index], visits[index + 1]]
    if (!earlier || !pair.some((visit) => visit && isNewStart(visit))) return []
    const verdict = restVerdict(earlier, later, rest)
    if (verdict === 'holds') return []
    const { atLeastDays, atMostDays } = rest
    const days = later.day - earlier.day
    return [{ rule: `rest-${verdict}`, visit: later.position, days, atLeastDays, atMostDays }]
  })
  return [...late, ...rests]
}

export function isNewStart(visit: MovedVisit): boolean {
  return visit.start !== visit.before.start
}

function movedVisit(visit: BookedVisit, { goals, resources }: MoveToTell): MovedVisit {
  const { id, position } = visit
  const before = timeOf(visit)
  const goal = goals.find((one) => one.visit.id === id)
  if (!goal || isSamePlace(goal.place, ownPlace(visit)))
    return { ...before, id, position, change: 'stays', before }
  const at = ownTimeAt(visit, goal.place, resources)
  return { ...at, id, position, change: goal.asked ? 'asked' : 'follows', before }
}

function isSamePlace(a: VisitPlace, b: VisitPlace): boolean {
  return a.start === b.start && a.therapist === b.therapist && a.room === b.room && a.device === b.device
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

function reasonsFor({ toMove }: MoveToTell, visits: readonly MovedVisit[]): MoveReason[] {
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
