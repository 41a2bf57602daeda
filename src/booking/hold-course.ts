import type { Temporal } from 'temporal-polyfill'
import { listServices, readClinic } from '#clinic'
import type { Clinic, Resource, Service } from '#clinic/contract'
import { type ClinicTransaction, isOverlap, type Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import { readCalendar } from './calendar.ts'
import type { CoursePlaces, VisitTime } from './contract.ts'
import { addHeldCourse, addHeldVisits, countLiveHolds, lockHolder } from './courses.store.ts'
import { findTakenVisit, freeExpired, lockResources, occupy } from './occupancy.store.ts'
import { placeStands, type VisitPlace } from './pure/index.ts'
import { holdTokenFrom, readCourseToken } from './tokens.ts'
import { segmentRowsFrom, takingsOf, visitTimeAt } from './visit-times.ts'

export type HoldCourse = {
  /** The id under which the course was offered. */
  readonly course: string
  readonly keys: Keys
  /** Whose live holds are counted together: a keyed hash of the address. Undefined lifts the cap. */
  readonly heldFor: string | undefined
  readonly now: Temporal.Instant
}

/** `hold` is the secret that the holder has; nobody else can extend, confirm or let go. */
export type Hold = {
  readonly hold: string
  readonly until: Temporal.Instant
  readonly visits: readonly VisitTime[]
}

/** Which visit (from 1) could not be had, and what was wanted, so that something near can be offered. */
export type TimeTaken = Refusal<'time-taken'> & { readonly visit: number } & Missed
export type Missed = { readonly service: string; readonly starts: readonly number[] }

/**
 * Holds every visit of a course for a while, or none. The first look takes no lock, so that most of those who come
 * too late wait for nobody; the second, under the locks, decides; the key of `occupancy` is the proof.
 */
export async function holdCourse(
  trx: ClinicTransaction,
  { course: offered, keys, heldFor, now }: HoldCourse,
): Promise<Hold | TimeTaken | Refusal<'unknown-course' | 'too-many-holds'>> {
  const course = readCourseToken({ keys, clinic: trx.clinic }, offered, minuteFrom(now))
  if (!course) return { refused: 'unknown-course' }
  const clinic = await readClinic(trx)
  const service = (await listServices(trx)).find((one) => one.id === course.service)
  if (!service || service.visits !== course.visits.length) return { refused: 'unknown-course' }
  const places = course.visits.map(placeFrom)
  const missed = { service: service.id, starts: places.map((place) => place.start) }
  const { obstacle, resources } = await findObstacle(trx, { places, service, clinic, now })
  if (obstacle) return { refused: 'time-taken', visit: obstacle, ...missed }
  if (heldFor && (await holdsEnough(trx, { heldFor, clinic, now }))) return { refused: 'too-many-holds' }
  const takings = takingsOf(places, service)
  await lockResources(
    trx,
    takings.map((taking) => taking.resource),
  )
  await freeExpired(trx, { takings, now })
  const taken = await findTakenVisit(trx, { takings, now })
  if (taken) return { refused: 'time-taken', visit: taken, ...missed }
  const written = await writeHold(trx, { clinic, service, places, resources, heldFor: heldFor ?? '', now })
  if ('taken' in written) return { refused: 'time-taken', visit: written.taken, ...missed }
  return { ...written, hold: holdTokenFrom({ keys, clinic: trx.clinic }, written.course) }
}

type Asked = {
  readonly places: readonly VisitPlace[]
  readonly service: Service
  readonly clinic: Clinic
  readonly now: Temporal.Instant
}

/** The first visit that cannot be: in the past, outside somebody's hours, or taken. Hours may have changed since the offer. */
async function findObstacle(trx: ClinicTransaction, { places, service, clinic, now }: Asked) {
  const days = places.map((place) => dayIn(clinic.zone, instantFrom(place.start)))
  const from = days[0] ?? dayIn(clinic.zone, now)
  const span = from.until(days.at(-1) ?? from, { largestUnit: 'days' }).days
  const window = { zone: clinic.zone, gridMinutes: clinic.gridMinutes, from, days: span + 2 }
  const { calendar, resources } = await readCalendar(trx, window, now)
  const nowMinute = minuteFrom(now)
  const obstacle =
    1 +
    places.findIndex(
      (place) =>
        place.start <= nowMinute || placeStands(place, service.segments, calendar.resources) !== undefined,
    )
  return { obstacle, resources }
}

async function holdsEnough(
  trx: ClinicTransaction,
  { heldFor, clinic, now }: Pick<Asked, 'clinic' | 'now'> & { readonly heldFor: string },
): Promise<boolean> {
  await lockHolder(trx, heldFor)
  return (await countLiveHolds(trx, { heldFor, now })) >= clinic.liveHoldsPerAddress
}

type HoldToWrite = Asked & { readonly resources: readonly Resource[]; readonly heldFor: string }

async function writeHold(trx: ClinicTransaction, hold: HoldToWrite) {
  const { clinic, service, places, resources, heldFor, now } = hold
  const until = now.add({ minutes: clinic.holdMinutes })
  const course = await addHeldCourse(trx, {
    service: service.id,
    priceMinor: service.priceMinor,
    vatPercent: service.vatPercent,
    currency: clinic.currency,
    heldUntil: until,
    heldFor,
    now,
  })
  const visits = places.map((place) => visitTimeAt(place, service, resources))
  const segments = segmentRowsFrom(service)
  const rows = visits.map(({ clientLeaves, end }, n) => ({
    place: places[n] ?? { start: 0 },
    clientLeaves,
    end,
    segments,
  }))
  const ids = await addHeldVisits(trx, course, rows)
  for (const [index, id] of ids.entries()) {
    const place = places[index]
    if (place && !(await occupied(trx, { id, place, service, until }))) return { taken: index + 1 }
  }
  return { course, until, visits }
}

/** False when the database says that somebody else has a part of it. */
async function occupied(
  trx: ClinicTransaction,
  visit: {
    readonly id: string
    readonly place: VisitPlace
    readonly service: Service
    readonly until: Temporal.Instant
  },
): Promise<boolean> {
  try {
    await occupy(trx, {
      visit: visit.id,
      takings: takingsOf([visit.place], visit.service),
      until: visit.until,
    })
    return true
  } catch (error) {
    if (isOverlap(error)) return false
    throw error
  }
}

function placeFrom({ start, therapist, room, device }: CoursePlaces['visits'][number]): VisitPlace {
  return {
    start,
    ...(therapist !== undefined && { therapist }),
    ...(room !== undefined && { room }),
    ...(device !== undefined && { device }),
  }
}
