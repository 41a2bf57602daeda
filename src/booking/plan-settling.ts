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
  /** The first that does not want what is chosen for a visit before it in the list. */
  readonly best: OfferedMove | undefined
}

export type PlanSettling = {
  readonly visits: readonly string[]
  readonly now: Temporal.Instant
  readonly keys: Keys
}

const nearOffers = 5
const daysBefore = 7
const daysLooked = 60

export async function planSettling(trx: ClinicTransaction, plan: PlanSettling): Promise<Settling[]> {
  const { zone } = await readClinic(trx)
  const settled: Settling[] = []
  const chosen: MovedVisit[] = []
  const courses = new Set<string>()
  for (const id of plan.visits) {
    const visit = await findDayVisit(trx, id)
    if (!visit || (visit.state !== 'booked' && visit.state !== 'arrived')) continue
    const proposals = isToCome(visit, plan.now) ? await proposalsFor(trx, visit, { ...plan, zone }) : []
    // A second move of a course can only be agreed to when the first is made, and is then proposed anew.
    const best = courses.has(visit.course)
      ? undefined
      : proposals.find((move) => !movedIn(move).some((one) => chosen.some((other) => wantSame(one, other))))
    if (best) {
      chosen.push(...movedIn(best))
      courses.add(visit.course)
    }
    settled.push({ visit, proposals, best })
  }
  return settled
}

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
  const isSameTime = (move: OfferedMove) => movedIn(move).every((one) => one.start === one.before.start)
  return [
    ...same,
    ...near.filter((move) => !isSameTime(move)).toSorted((one, other) => away(one) - away(other)),
  ]
}

function movedIn(move: OfferedMove): readonly MovedVisit[] {
  return move.visits.filter(({ change }) => change !== 'stays')
}

/** Somebody or something would have to be in two places. */
function wantSame(one: MovedVisit, other: MovedVisit): boolean {
  const shares = (['therapist', 'room', 'device'] as const).some(
    (kind) => one[kind] !== undefined && one[kind]?.id === other[kind]?.id,
  )
  return shares && one.start < other.end && other.start < one.end
}
