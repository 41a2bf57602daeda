/**
 * Who comes when. Day by day and therapist by therapist, visits are added until about as much of her day is taken
 * as it should be. Every place is one that the real search finds, so the made-up calendar keeps every real rule; and
 * since a course places its later visits at once, a day that has come to its turn may be full already.
 */
import type { Temporal } from 'temporal-polyfill'
import {
  bitResourceFrom,
  findPlaces,
  horizonOf,
  type Interval,
  occupancyOf,
  type OpenStart,
  type Resource,
  type Segment,
  type VisitPlace,
} from '#booking/pure'
import type { Service } from '#clinic/contract'
import { type Chance, seededRandom } from './seeded-random.ts'

export type ClinicDay = {
  readonly date: Temporal.PlainDate
  readonly resources: readonly Resource[]
  /** What part of a therapist's time should be taken. */
  readonly share: number
}

export type Season = {
  readonly zone: string
  readonly gridMinutes: number
  readonly days: readonly ClinicDay[]
  readonly treatment: Service
  readonly analysis: Service
  readonly seed: number
}

export type PlannedCourse = {
  readonly service: Service
  /** Counted from 0; one client may come for an analysis first and for a course later. */
  readonly client: number
  readonly bookedDaysBefore: number
  readonly visits: readonly VisitPlace[]
}

/** How much fuller than it should be a later visit of a course may make a day. */
const leeway = 0.15

/** How far one day is from another: free time is of use to a course only where there is much of it at once. */
const unevenness = 0.3

/** What part of those who come for the first time begin a course; the others have an analysis. */
const coursesAmong = 0.25

export function fillCalendar(season: Season): PlannedCourse[] {
  const filling = startFilling(season)
  return season.days.flatMap((day, index) =>
    filling.chance
      .shuffle(day.resources.filter(isTherapist))
      .flatMap(({ id }) => fillDay(filling, { index, therapist: id }, day.share)),
  )
}

type Filling = {
  readonly season: Season
  readonly chance: Chance
  /** What is taken of each resource, a map a day. */
  readonly taken: readonly Map<string, Interval[]>[]
  /** Those who have had an analysis and may go on to a course: who, and on which day she came. */
  readonly analysed: { readonly client: number; readonly index: number }[]
  clients: number
}

type Turn = { readonly index: number; readonly therapist: string }

function startFilling(season: Season): Filling {
  const taken = season.days.map(({ resources }) => new Map(resources.map(({ id }) => [id, []])))
  return { season, chance: seededRandom(season.seed), taken, analysed: [], clients: 0 }
}

function fillDay(filling: Filling, turn: Turn, share: number): PlannedCourse[] {
  const enough = share + (filling.chance.next() - 0.5) * 2 * unevenness
  const planned: PlannedCourse[] = []
  while (shareTaken(filling, turn) < enough) {
    const course = planCourse(filling, turn)
    if (!course) break
    planned.push(course)
  }
  return planned
}

/** A course of treatments or a single analysis that begins on this day with this therapist, if either fits. */
function planCourse(filling: Filling, turn: Turn): PlannedCourse | undefined {
  const { treatment, analysis } = filling.season
  const bookedDaysBefore = 2 + Math.floor(filling.chance.next() * 26)
  const course = filling.chance.next() < coursesAmong ? placeCourse(filling, turn) : undefined
  if (course)
    return { service: treatment, client: clientForCourse(filling, turn), bookedDaysBefore, visits: course }
  const visit = placeVisit(filling, turn, analysis)
  if (!visit) return undefined
  take(filling, { index: turn.index, place: visit, segments: analysis.segments })
  const client = filling.clients++
  filling.analysed.push({ client, index: turn.index })
  return { service: analysis, client, bookedDaysBefore, visits: [visit] }
}

/** Every visit of it with the same therapist, or none. */
function placeCourse(filling: Filling, turn: Turn): VisitPlace[] | undefined {
  const { treatment } = filling.season
  const placed: { readonly index: number; readonly place: VisitPlace }[] = []
  for (let visit = 0; visit < treatment.visits; visit++) {
    const before = placed.at(-1)?.index
    const days = before === undefined ? [turn.index] : daysAfterRest(filling, before)
    const found = firstPlace(filling, { days, therapist: turn.therapist })
    if (!found) return undefined
    placed.push(found)
  }
  for (const { index, place } of placed) take(filling, { index, place, segments: treatment.segments })
  return placed.map(({ place }) => place)
}

function firstPlace(filling: Filling, { days, therapist }: { days: readonly number[]; therapist: string }) {
  for (const index of days) {
    const place = placeVisit(filling, { index, therapist }, filling.season.treatment)
    if (place) return { index, place }
  }
  return undefined
}

/** The days on which the next visit may be, the ideal ones first, without those that are full. */
function daysAfterRest({ season, chance }: Filling, index: number): number[] {
  const { rest } = season.treatment
  if (!rest) return []
  const { atLeastDays, atMostDays, idealDays } = rest
  return Array.from({ length: atMostDays - atLeastDays + 1 }, (_, more) => atLeastDays + more)
    .map((days) => ({ day: index + days, away: Math.abs(days - idealDays) + chance.next() * 4 }))
    .sort((a, b) => a.away - b.away)
    .map(({ day }) => day)
}

function placeVisit(filling: Filling, turn: Turn, service: Service): VisitPlace | undefined {
  const { season, chance, taken } = filling
  const day = season.days[turn.index]
  if (!day || shareTaken(filling, turn) >= day.share + leeway) return undefined
  const resources = day.resources.map((one) => ({ ...one, busy: taken[turn.index]?.get(one.id) ?? [] }))
  const { zone, gridMinutes } = season
  const horizon = horizonOf({ zone, from: day.date, days: 1 })
  const calendar = { horizon, gridMinutes, resources: resources.map((one) => bitResourceFrom(one, horizon)) }
  const wish = { notBefore: 0, therapist: turn.therapist }
  const open = findPlaces({ calendar, segments: service.segments, wish })
  // Side by side, not scattered: a visit of ninety minutes finds no room between scattered ones. One day fills from
  // the morning and the next from the evening, so that both are to be had.
  const fromMorning = (turn.index + day.resources.findIndex(({ id }) => id === turn.therapist)) % 2 === 0
  const start = chance.pick(fromMorning ? open.slice(0, 2) : open.slice(-2))
  return start && placeFrom(start, chance)
}

function placeFrom({ start, free }: OpenStart, chance: Chance): VisitPlace {
  const [therapist, room, device] = [free.therapist, free.room, free.device].map((ids) =>
    chance.pick(ids ?? []),
  )
  return {
    start,
    ...(therapist !== undefined && { therapist }),
    ...(room !== undefined && { room }),
    ...(device !== undefined && { device }),
  }
}

function take(
  { taken }: Filling,
  visit: { readonly index: number; readonly place: VisitPlace; readonly segments: readonly Segment[] },
): void {
  for (const { resource, during } of occupancyOf(visit.place, visit.segments)) {
    taken[visit.index]?.get(resource)?.push(during)
  }
}

/** Most who begin a course had an analysis some days or weeks before. */
function clientForCourse(filling: Filling, turn: Turn): number {
  const { analysed, chance } = filling
  const recent = analysed.findLastIndex(({ index }) => index <= turn.index - 3 && index >= turn.index - 40)
  if (recent < 0 || chance.next() < 0.3) return filling.clients++
  return analysed.splice(recent, 1)[0]?.client ?? filling.clients++
}

function shareTaken({ season, taken }: Filling, { index, therapist }: Turn): number {
  const open = season.days[index]?.resources.find(({ id }) => id === therapist)?.open ?? []
  const minutes = minutesIn(open)
  return minutes === 0 ? 1 : minutesIn(taken[index]?.get(therapist) ?? []) / minutes
}

function minutesIn(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0)
}

function isTherapist({ kind }: Resource): boolean {
  return kind === 'therapist'
}
