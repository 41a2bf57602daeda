/** From the calendar to what a move is planned with: the visits that may move, and where each of them could be. */
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { dayIn, minuteFrom } from '#platform/time'
import { type NamedCalendar, readCalendar } from './calendar.ts'
import type { BookedVisit } from './contract.ts'
import { type CourseToMove, type Mover, mayMove } from './course-to-move.ts'
import { dayNumber, ownSegments, standingFrom } from './own-protocol.ts'
import { type ChainVisit, findPlaces, type MovePlan, type OpenStart, type Wish } from './pure/index.ts'

export type ChainToOpen = {
  readonly toMove: CourseToMove
  /** The visits that are asked to move, in order; the later ones follow where they must. */
  readonly asked: readonly BookedVisit[]
  readonly mover: Mover
  /** The first day that the first of them could have, and the last. */
  readonly from: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly wish: Wish
}

export type OpenChain = NamedCalendar & { readonly plan: MovePlan; readonly chain: readonly BookedVisit[] }

/** Reads the calendar once, with the time of all that may move counted as free. */
export async function openChain(trx: ClinicTransaction, open: ChainToOpen): Promise<OpenChain> {
  const { toMove, asked, mover, from, last, wish } = open
  const { standing, clinic, rest } = toMove
  const first = standing.findIndex((visit) => visit.id === asked[0]?.id)
  const chain = standing.slice(first)
  const moving = chain.filter((visit) => mayMove(visit, toMove, mover))
  const window = {
    zone: clinic.zone,
    gridMinutes: clinic.gridMinutes,
    from,
    // A visit lies wholly within the days that are read, also one that goes on past midnight.
    days: from.until(last, { largestUnit: 'days' }).days + 2 + daysToFollow(toMove, chain),
    without: moving.map(({ id }) => id),
  }
  const named = await readCalendar(trx, window, mover.now)
  const startsOf = startsIn(named, from)
  const { therapist: _, ...anybody } = wish
  const before = standing[first - 1]
  return {
    ...named,
    chain,
    plan: {
      chain: chain.map((visit, index): ChainVisit => {
        const isAsked = asked.some(({ id }) => id === visit.id)
        const starts = moving.includes(visit) ? startsOf(visit, isAsked ? wish : anybody) : []
        const lastDay = index === 0 ? dayNumber(last) : Number.POSITIVE_INFINITY
        return {
          visit: standingFrom(visit, clinic.zone),
          starts: starts.filter(({ day }) => day <= lastDay),
          mayStay: !isAsked,
        }
      }),
      ...(before && { before: standingFrom(before, clinic.zone) }),
      ...(rest && { rest }),
      ...(wish.near && { near: wish.near }),
    },
  }
}

/** Today where no day is asked for; never a day that has been. */
export function firstDay(
  { clinic }: CourseToMove,
  now: Temporal.Instant,
  from?: Temporal.PlainDate,
): Temporal.PlainDate {
  const today = dayIn(clinic.zone, now)
  return from && from.since(today).days > 0 ? from : today
}

/** Visits of one protocol and one wish are looked for once. */
function startsIn({ calendar }: NamedCalendar, from: Temporal.PlainDate) {
  const found = new Map<string, OpenStart[]>()
  const origin = dayNumber(from)
  return (visit: BookedVisit, wish: Wish): OpenStart[] => {
    const segments = ownSegments(visit)
    const key = JSON.stringify([segments, wish.therapist])
    const known = found.get(key)
    if (known) return known
    const starts = findPlaces({ calendar, segments, wish }).map((start) => ({
      ...start,
      day: start.day + origin,
    }))
    found.set(key, starts)
    return starts
  }
}

/** How far behind the first visit the last one of the chain can come to be. */
function daysToFollow({ rest }: CourseToMove, chain: readonly BookedVisit[]): number {
  const [first, last] = [chain[0], chain.at(-1)]
  if (!rest || !first || !last) return 0
  return (last.position - first.position) * rest.atMostDays
}

/** From when on a visit can be proposed: the client not nearer than the clinic's lead time. */
export function notBefore({ clinic }: CourseToMove, { by, now }: Mover): number {
  return minuteFrom(now) + (by === 'client' ? clinic.leadMinutes : 1)
}
