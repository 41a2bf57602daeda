/**
 * Visits that lie in an absence, each with what could become of it: the same time with somebody else who is free,
 * or the nearest other times. Nothing is held and nothing is written by proposing.
 */
import { Temporal } from 'temporal-polyfill'
import { readClinic } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import type { Keys } from '#platform/keys'
import { dayIn, instantFrom } from '#platform/time'
import type { MovedVisit, OfferedMove } from './contract.ts'
import { isToCome } from './course-to-move.ts'
import { offerMoves } from './offer-moves.ts'
import { planMoveTo } from './plan-move-to.ts'
import { type DayVisit, findDayVisit } from './visits.store.ts'

export type Settling = {
  readonly visit: DayVisit
  /** The best first. None for a visit that has begun. */
  readonly proposals: readonly OfferedMove[]
  /** What does not want the same as the best of another in the list; the first of the proposals where there is one. */
  readonly best: OfferedMove | undefined
}

export type PlanSettling = {
  readonly visits: readonly string[]
  readonly now: Temporal.Instant
  readonly keys: Keys
}

/** Looked at, so that a whole day's visits do not all want the same few times; and shown. */
/** Looked at, so that a whole day's visits do not all want the same few times. */
const nearOffers = 24
const shownOffers = 4
const daysBefore = 7
const daysLooked = 60

type Found = { readonly visit: DayVisit; readonly proposals: readonly OfferedMove[] }

export async function planSettling(trx: ClinicTransaction, plan: PlanSettling): Promise<Settling[]> {
  const { zone } = await readClinic(trx)
  const found: Found[] = []
  for (const id of plan.visits) {
    const visit = await findDayVisit(trx, id)
    if (!visit || (visit.state !== 'booked' && visit.state !== 'arrived')) continue
    const proposals = isToCome(visit, plan.now) ? await proposalsFor(trx, visit, { ...plan, zone }) : []
    found.push({ visit, proposals })
  }
  const best = chooseBest(found)
  return found.map(({ visit, proposals }) => {
    const chosen = best.get(visit.id)
    // Whoever changes one line alone does not take what is chosen for another.
    const theirs = [...best].flatMap(([id, move]) => (id === visit.id ? [] : movedIn(move)))
    const others = differing(proposals.filter((move) => move !== chosen && !wantsAny(move, theirs)))
    return { visit, best: chosen, proposals: chosen ? [chosen, ...others] : others }
  })
}

/**
 * First whoever can keep her time does, then each of the others gets the nearest that is left. A second move of a
 * course can only be agreed to when the first is made, and is then proposed anew.
 */
function chooseBest(found: readonly Found[]): ReadonlyMap<string, OfferedMove> {
  const best = new Map<string, OfferedMove>()
  const taken: MovedVisit[] = []
  const courses = new Set<string>()
  const choose = (wanted: (move: OfferedMove) => boolean) => {
    for (const { visit, proposals } of found) {
      if (courses.has(visit.course)) continue
      const move = proposals.find((one) => wanted(one) && !wantsAny(one, taken))
      if (!move) continue
      best.set(visit.id, move)
      taken.push(...movedIn(move))
      courses.add(visit.course)
    }
  }
  choose(keepsTime)
  choose(() => true)
  return best
}

/** A few that are not nearly the same: another day, somebody else, or some hours between. */
function differing(moves: readonly OfferedMove[]): readonly OfferedMove[] {
  const shown: OfferedMove[] = []
  for (const move of moves) {
    const [one] = movedIn(move)
    const isNear = (other: OfferedMove) => {
      const [before] = movedIn(other)
      return (
        one?.therapist?.id === before?.therapist?.id &&
        Math.abs((one?.start ?? 0) - (before?.start ?? 0)) < nearMinutes
      )
    }
    if (shown.length < shownOffers && !shown.some(isNear)) shown.push(move)
  }
  return shown
}

const nearMinutes = 90

async function proposalsFor(
  trx: ClinicTransaction,
  visit: DayVisit,
  { now, keys, zone }: PlanSettling & { readonly zone: string },
): Promise<OfferedMove[]> {
  const { start } = visit
  const planned = await planMoveTo(trx, { visit: visit.id, place: { start }, now, keys })
  const same = 'refused' in planned || movedIn(planned).length === 0 ? [] : [planned]
  const today = dayIn(zone, now)
  const earlier = dayIn(zone, instantFrom(start)).subtract({ days: daysBefore })
  const offers = await offerMoves(trx, {
    course: visit.course,
    visit: visit.id,
    by: 'desk',
    from: Temporal.PlainDate.compare(earlier, today) > 0 ? earlier : today,
    days: daysLooked,
    limit: nearOffers,
    wish: { near: [start] },
    now,
    keys,
  })
  const near = 'refused' in offers ? [] : offers.moves
  const away = (move: OfferedMove) =>
    Math.min(...movedIn(move).map((one) => Math.abs(one.start - one.before.start)))
  return [
    ...same,
    ...near.filter((move) => !keepsTime(move)).toSorted((one, other) => away(one) - away(other)),
  ]
}

function keepsTime(move: OfferedMove): boolean {
  return movedIn(move).every((one) => one.start === one.before.start)
}

function movedIn(move: OfferedMove): readonly MovedVisit[] {
  return move.visits.filter(({ change }) => change !== 'stays')
}

function wantsAny(move: OfferedMove, taken: readonly MovedVisit[]): boolean {
  return movedIn(move).some((one) => taken.some((other) => wantSame(one, other)))
}

/** Somebody or something would have to be in two places. */
function wantSame(one: MovedVisit, other: MovedVisit): boolean {
  const shares = (['therapist', 'room', 'device'] as const).some(
    (kind) => one[kind] !== undefined && one[kind]?.id === other[kind]?.id,
  )
  return shares && one.start < other.end && other.start < one.end
}
