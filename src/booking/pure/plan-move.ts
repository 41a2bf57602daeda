/**
 * Where a visit can go, and what its move asks of the later ones. They keep their times as long as the rest holds;
 * the first that cannot stay must follow, and then the question is the same one visit further on. Answered from
 * the last visit back and remembered by start, so that a window of half a year costs thousands of steps, not
 * millions: for each start of a visit, the fewest later visits that must follow, and then the best of their places.
 *
 * Costs are counted in days away from where a visit stands now. Whoever must follow weighs more than that.
 */
import type { Rest } from './count-courses.ts'
import type { OpenStart } from './find-places.ts'
import type { Minute } from './interval.ts'
import { daysAllowed, type RestVerdict, restVerdict, type Standing } from './late-change.ts'
import { KINDS, type Kind } from './protocol.ts'
import type { VisitPlace } from './visit-place.ts'

/** A visit as it stands now. */
export type StandingVisit = Standing & {
  readonly id: string
  readonly weekday: number
  readonly minuteOfDay: number
  readonly place: VisitPlace
}

/** `starts`: where it could be, in order of time, days counted as its own. None: it can only stay. */
export type ChainVisit = {
  readonly visit: StandingVisit
  readonly starts: readonly OpenStart[]
  readonly mayStay: boolean
}

export type MovePlan = {
  /** The last visit before the ones that may move; it stays. */
  readonly before?: StandingVisit
  /** The visit that is asked to move, and every one after it. */
  readonly chain: readonly ChainVisit[]
  readonly rest?: Rest
  /** Starts that are wished for the visits of the chain: the nearest come first, whatever they ask of the others. */
  readonly near?: readonly Minute[]
}

/** A visit of the chain and its new place; undefined: it stays. */
export type PlannedVisit = { readonly visit: StandingVisit; readonly to: OpenStart | undefined }
export type PlannedMove = { readonly visits: readonly PlannedVisit[]; readonly cost: number }

const FOLLOWS = 1000
const OTHER_THERAPIST = 30
const AWAY_DAY = 0.5
const AWAY_REST_DAY = 0.25
/** Away from a start that was asked for: a minute outweighs everything else. */
const AWAY_MINUTE = 1000
const OTHER_WEEKDAY = 0.1
const OTHER_HOUR = 0.05
const MINUTES_A_DAY = 1440

type Tail = { readonly cost: number; readonly visits: readonly PlannedVisit[] }

/** Every move of the chain's first visit, the one that costs least first. */
export function listMoves(plan: MovePlan): PlannedMove[] {
  const [asked] = plan.chain
  if (!asked) return []
  const tails = openTails(plan)
  return asked.starts
    .flatMap((to) => {
      if (isWhereItStands(asked.visit, to)) return []
      const here = standAt(asked.visit, to)
      if (plan.before && restVerdict(plan.before, here, plan.rest) !== 'holds') return []
      const tail = tails.after(0, here)
      if (!tail) return []
      const cost = placeCost(asked.visit, to, plan.near?.[0]) + restCost(plan.before, here, plan.rest)
      return [{ visits: [{ visit: asked.visit, to }, ...tail.visits], cost: cost + tail.cost }]
    })
    .sort((a, b) => a.cost - b.cost)
}

/** What the later visits do when the first stands there, whatever the rest before it; undefined: nothing fits. */
type LaterOf = (first: Standing) => readonly PlannedVisit[] | undefined

/** Made once for all the places that the first could have: what is found out for one is known for the next. */
export function planLater(plan: MovePlan): LaterOf {
  const tails = openTails(plan)
  return (first) => tails.after(0, first)?.visits
}

/** What becomes of a course whose first movable visit stands there. */
export type Around = {
  /** Since the visit before it. */
  readonly rest: RestVerdict
  /** Whether the later visits keep their times, or follow; `cannot`: nothing fits, they stay against the rule. */
  readonly later: 'stay' | 'follow' | 'cannot'
  /** The position of a visit that it would meet or pass: a course is gone through in order. */
  readonly passes?: number
}

/** Told from what the later visits would do there. */
export function lookAround(
  { before, chain: [, next], rest }: MovePlan,
  here: Standing,
  later: readonly PlannedVisit[] | undefined,
): Around {
  const ahead = before && here.start < before.start + before.lastingMinutes ? before.position : undefined
  const behind =
    !later && next && next.visit.start < here.start + here.lastingMinutes ? next.visit.position : undefined
  const passes = ahead ?? behind
  return {
    rest: before ? restVerdict(before, here, rest) : 'holds',
    later: !later ? 'cannot' : later.every(({ to }) => !to) ? 'stay' : 'follow',
    ...(passes !== undefined && { passes }),
  }
}

/** The visit as it would stand at one of its starts. */
export function standAt(visit: StandingVisit, to: OpenStart): Standing {
  return {
    position: visit.position,
    day: to.day,
    start: to.start,
    lastingMinutes: visit.lastingMinutes,
  }
}

/** Its own therapist, room and pen where they are free, else the first that is. */
export function placeFor(visit: StandingVisit, { start, free }: OpenStart): VisitPlace {
  const chosen: { [kind in Kind]?: string } = {}
  for (const kind of KINDS) {
    const able = free[kind]
    const own = visit.place[kind]
    const id = own !== undefined && able?.includes(own) ? own : able?.[0]
    if (id !== undefined) chosen[kind] = id
  }
  return { start, ...chosen }
}

function openTails({ chain, rest, near }: MovePlan) {
  const byDay = chain.map(({ starts }) => Map.groupBy(starts, ({ day }) => day))
  const known = chain.map(() => new Map<string, Tail | undefined>())
  const bestOf = chain.map(() => new Map<number, Tail | undefined>())
  const after = (index: number, here: Standing): Tail | undefined => {
    const next = chain[index + 1]
    if (!next) return { cost: 0, visits: [] }
    const key = `${here.day} ${here.start + here.lastingMinutes}`
    if (known[index]?.has(key)) return known[index]?.get(key)
    const tail =
      next.mayStay && restVerdict(here, next.visit, rest) === 'holds'
        ? { cost: 0, visits: chain.slice(index + 1).map(({ visit }) => ({ visit, to: undefined })) }
        : following(index + 1, here)
    known[index]?.set(key, tail)
    return tail
  }
  const following = (index: number, here: Standing): Tail | undefined => {
    const one = chain[index]
    if (!one) return undefined
    const [first, last] = daysAllowed(here, one.visit, rest)
    let best: Tail | undefined
    for (const day of byDay[index]?.keys() ?? []) {
      if (day < first || day > last) continue
      const found = day > here.day + 1 ? bestOn(index, day) : bestFrom(index, day, here)
      const cost = found && found.cost + restDaysCost(day - here.day, rest)
      if (found && cost !== undefined && (!best || cost < best.cost)) best = { ...found, cost }
    }
    return best
  }
  const bestOn = (index: number, day: number): Tail | undefined => {
    if (!bestOf[index]?.has(day)) bestOf[index]?.set(day, bestFrom(index, day))
    return bestOf[index]?.get(day)
  }
  const bestFrom = (index: number, day: number, here?: Standing): Tail | undefined => {
    const one = chain[index]
    let best: Tail | undefined
    for (const to of byDay[index]?.get(day) ?? []) {
      if (!one || (here && to.start < here.start + here.lastingMinutes)) continue
      const tail = after(index, standAt(one.visit, to))
      const cost = tail && tail.cost + placeCost(one.visit, to, near?.[index]) + (one.mayStay ? FOLLOWS : 0)
      if (tail && cost !== undefined && (!best || cost < best.cost))
        best = { cost, visits: [{ visit: one.visit, to }, ...tail.visits] }
    }
    return best
  }
  return { after }
}

function isWhereItStands(visit: StandingVisit, to: OpenStart): boolean {
  const place = placeFor(visit, to)
  return place.start === visit.start && place.therapist === visit.place.therapist
}

function placeCost(visit: StandingVisit, to: OpenStart, near: Minute | undefined): number {
  const { therapist } = visit.place
  const isOther = therapist !== undefined && !to.free.therapist?.includes(therapist)
  const away =
    near === undefined
      ? (AWAY_DAY * Math.abs(to.start - visit.start)) / MINUTES_A_DAY
      : AWAY_MINUTE * Math.abs(to.start - near)
  const hours = Math.abs(to.minuteOfDay - visit.minuteOfDay) / 60
  return (
    (isOther ? OTHER_THERAPIST : 0) +
    away +
    OTHER_HOUR * hours +
    (to.weekday === visit.weekday ? 0 : OTHER_WEEKDAY)
  )
}

function restCost(before: Standing | undefined, here: Standing, rest: Rest | undefined): number {
  return before ? restDaysCost(here.day - before.day, rest) : 0
}

function restDaysCost(days: number, rest: Rest | undefined): number {
  return rest ? AWAY_REST_DAY * Math.abs(days - rest.idealDays) : 0
}
