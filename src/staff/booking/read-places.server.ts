import type { Temporal } from 'temporal-polyfill'
import type { BookedVisit } from '#booking/contract'
import { type DayVisit, listMoveStarts, readDay, readVisit } from '#booking/desk'
import {
  hoursToIntervals,
  type Interval,
  type Kind,
  type Minute,
  normalise,
  restDaysBetween,
  windowInterval,
} from '#booking/pure'
import { listServices, readResources, readUnavailable } from '#clinic'
import type { Resource, Unavailable } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import type { AtWork } from '../staff-context.ts'
import { type PlacedDay, placesFrom } from './places.server.ts'
import type { Places } from './places.ts'
import { type Bookable, heldBy, obstacleTo } from './why-not.server.ts'

export type AskedPlaces = {
  readonly visit: string
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly by: Kind
  readonly now: Temporal.Instant
}

/** For each column of the board on these days, where this visit may begin and, elsewhere, why not. */
export async function readPlaces(
  trx: ClinicTransaction,
  asked: AskedPlaces,
  { clinic, language }: AtWork,
): Promise<Places | Refusal<'unknown-visit' | 'already-begun'>> {
  const found = await readVisit(trx, asked.visit)
  if ('refused' in found) return found
  const { visit, courseVisits } = found
  const { from, days, now } = asked
  const listed = await listMoveStarts(trx, { visit: visit.id, from, days, now })
  if ('refused' in listed) return listed
  const resources = await readResources(trx)
  const { zone } = clinic
  const clock = clockOf(windowInterval({ zone, from, days }), zone)
  const before = standingBefore(courseVisits, visit)
  const read = { zone, gridMinutes: clinic.gridMinutes, clock, resources, before }
  const placed: PlacedDay[] = []
  for (let at = 0; at < days; at += 1)
    placed.push(await readPlacedDay(trx, from.add({ days: at }), { ...read, visit }))
  return placesFrom({
    by: asked.by,
    stepMinutes: clinic.gridMinutes,
    clock,
    days: placed,
    fits: new Map(listed.starts.map((one) => [one.start, one])),
    held: heldBy(visit),
    rest: (await listServices(trx)).find(({ id }) => id === visit.service)?.rest,
    names: new Map(resources.map(({ id, name }) => [id, name])),
    now: minuteFrom(now),
    zone,
    language,
  })
}

type Reading = {
  readonly zone: string
  readonly gridMinutes: number
  readonly clock: Places['clock']
  readonly resources: readonly Resource[]
  readonly visit: DayVisit
  readonly before: BookedVisit | undefined
}

async function readPlacedDay(
  trx: ClinicTransaction,
  day: Temporal.PlainDate,
  { zone, gridMinutes, clock, resources, visit, before }: Reading,
): Promise<PlacedDay> {
  const window = { zone, from: day, days: 1 }
  const stretch = windowInterval(window)
  const unavailable = await readUnavailable(trx, stretch)
  const others = (await readDay(trx, { day, zone })).filter(
    (other) => other.id !== visit.id && other.state !== 'cancelled' && other.state !== 'missed',
  )
  return {
    day: day.toString(),
    starts: startsIn(stretch, clock, gridMinutes),
    restDays: before && restDaysBetween(before.start, stretch.start, zone),
    bookables: resources.map((resource) => ({
      id: resource.id,
      kind: resource.kind,
      open: hoursToIntervals(resource.hours, window),
      taken: takenOf(resource, others, unavailable),
    })),
  }
}

/** Her visits by the stretches that need her, each visit's own; then her absences and the clinic's closures. */
function takenOf(
  { id, kind }: Resource,
  visits: readonly DayVisit[],
  unavailable: readonly Unavailable[],
): Bookable['taken'] {
  const busy = visits
    .filter((visit) => visit[kind]?.id === id)
    .flatMap((visit) => normalise(visit.segments.filter(({ holds }) => holds.includes(kind))))
  const closed = unavailable.filter(({ resource }) => resource === null || resource === id)
  return [
    ...busy.map((time) => ({ ...time, why: 'busy' as const })),
    ...closed.map(({ resource, start, end }) => ({
      start,
      end,
      why: resource === null ? ('closed' as const) : ('away' as const),
    })),
  ]
}

/** When the one who or what is in the way is taken; undefined where she simply does not work then. */
export async function findInTheWay(
  trx: ClinicTransaction,
  { visit, start, resource, zone }: { visit: DayVisit; start: Minute; resource: Resource; zone: string },
): Promise<Interval | undefined> {
  const day = dayIn(zone, instantFrom(start))
  const others = await readOthers(trx, { day, zone, visit })
  const taken = takenOf(resource, others, [])
  const held = heldBy(visit).get(resource.kind) ?? []
  return obstacleTo({ ...resource, open: [], taken }, start, held)?.during
}

async function readOthers(
  trx: ClinicTransaction,
  { day, zone, visit }: { day: Temporal.PlainDate; zone: string; visit: DayVisit },
): Promise<DayVisit[]> {
  const visits = await readDay(trx, { day, zone })
  return visits.filter(({ id, state }) => id !== visit.id && state !== 'cancelled' && state !== 'missed')
}

function standingBefore(courseVisits: readonly BookedVisit[], visit: BookedVisit): BookedVisit | undefined {
  return courseVisits.findLast(
    ({ position, state }) => position < visit.position && state !== 'cancelled' && state !== 'missed',
  )
}

/** Where the wall's distance from UTC changes; it does so on half hours. */
function clockOf({ start, end }: Interval, zone: string): Places['clock'] {
  const clock: [Minute, number][] = []
  for (let minute = start; minute < end; minute += 30) {
    const offset = instantFrom(minute).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
    if (clock.at(-1)?.[1] !== offset) clock.push([minute, offset])
  }
  return clock
}

/** What the wall shows as a multiple of the grid. */
function startsIn({ start, end }: Interval, clock: Places['clock'], gridMinutes: number): Minute[] {
  const starts: Minute[] = []
  for (let minute = start; minute < end; minute += 1) {
    const offset = clock.findLast(([from]) => from <= minute)?.[1] ?? 0
    if (((((minute + offset) % 1440) + 1440) % 1440) % gridMinutes === 0) starts.push(minute)
  }
  return starts
}
