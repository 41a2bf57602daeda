/** The way from an offered course to one whose time is taken, which a hold and a booking at the desk have in common. */
import type { Temporal } from 'temporal-polyfill'
import { readSetting } from '#clinic'
import type { Clinic, Resource, Service } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { newId } from '#platform/ids'
import type { Keys } from '#platform/keys'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import { readCalendar } from './calendar.ts'
import type { CoursePlaces, VisitTime } from './contract.ts'
import { addCourse, type HeldOrBooked } from './courses.store.ts'
import { lockTime, takeTime } from './held-time.ts'
import { KINDS, placeStands, type VisitPlace } from './pure/index.ts'
import { readCourseToken } from './tokens.ts'
import { segmentRowsFrom, visitTimeAt } from './visit-times.ts'

/** Which visit (from 1) could not be had, and what was wanted, so that something near can be offered. */
export type TimeTaken = Refusal<'time-taken'> & { readonly visit: number } & Missed
export type Missed = { readonly service: string; readonly starts: readonly number[] }

/** A course that nobody has yet. Its ids stand, so that what names them can be written before it is. */
export type CourseToTake = {
  readonly id: string
  readonly visits: readonly { readonly id: string; readonly place: VisitPlace; readonly time: VisitTime }[]
  readonly service: Service
  readonly clinic: Clinic
  readonly now: Temporal.Instant
}

export type LookAtCourse = {
  /** The id under which the course was offered. */
  readonly course: string
  readonly keys: Keys
  readonly now: Temporal.Instant
}

/** Takes no lock, so that most of those who come too late wait for nobody. */
export async function lookAtCourse(
  trx: ClinicTransaction,
  { course: offered, keys, now }: LookAtCourse,
): Promise<CourseToTake | TimeTaken | Refusal<'unknown-course'>> {
  const course = readCourseToken({ keys, clinic: trx.clinic }, offered, minuteFrom(now))
  if (!course) return { refused: 'unknown-course' }
  const { clinic, services, resources } = await readSetting(trx)
  const service = services.find((one) => one.id === course.service)
  if (!service || service.visits !== course.visits.length) return { refused: 'unknown-course' }
  const places = course.visits.map(placeFrom)
  const obstacle = await findObstacle(trx, { places, service, clinic, resources, now })
  if (obstacle) return takenAt(obstacle, { service, places })
  const visits = places.map((place) => ({ id: newId(), place, time: visitTimeAt(place, service, resources) }))
  return { id: newId(), visits, service, clinic, now }
}

/**
 * Takes the time of every visit and writes them, until a moment or for good; or none of it. It is decided under the
 * locks, and the key of `occupancy` is the proof.
 */
export async function takeCourse(
  trx: ClinicTransaction,
  course: CourseToTake,
  as: HeldOrBooked,
): Promise<TimeTaken | undefined> {
  const { id, visits, service, now } = course
  const { priceMinor, vatPercent, segments } = service
  const placed = visits.map((visit) => ({ id: visit.id, place: visit.place, segments }))
  await lockTime(trx, placed)
  const row = {
    id,
    service: service.id,
    priceMinor,
    vatPercent,
    currency: course.clinic.currency,
    now,
    visits,
    segments: segmentRowsFrom(service),
  }
  await addCourse(trx, row, as)
  const until = 'heldUntil' in as ? as.heldUntil : null
  const taken = await takeTime(trx, { visits: placed, until, now })
  return taken === undefined
    ? undefined
    : takenAt(taken + 1, { service, places: visits.map(({ place }) => place) })
}

function takenAt(
  visit: number,
  { service, places }: { readonly service: Service; readonly places: readonly VisitPlace[] },
): TimeTaken {
  return { refused: 'time-taken', visit, service: service.id, starts: places.map(({ start }) => start) }
}

type Asked = {
  readonly places: readonly VisitPlace[]
  readonly service: Service
  readonly clinic: Clinic
  readonly resources: readonly Resource[]
  readonly now: Temporal.Instant
}

/** The first visit that cannot be: in the past, outside somebody's hours, or taken. Hours may have changed since the offer. */
async function findObstacle(
  trx: ClinicTransaction,
  { places, service, clinic, resources, now }: Asked,
): Promise<number> {
  const days = places.map((place) => dayIn(clinic.zone, instantFrom(place.start)))
  const from = days[0] ?? dayIn(clinic.zone, now)
  const span = from.until(days.at(-1) ?? from, { largestUnit: 'days' }).days
  const wanted = new Set(places.flatMap((place) => KINDS.flatMap((kind) => place[kind] ?? [])))
  const { calendar } = await readCalendar(
    trx,
    {
      zone: clinic.zone,
      gridMinutes: clinic.gridMinutes,
      from,
      days: span + 2,
      resources: resources.filter(({ id }) => wanted.has(id)),
    },
    now,
  )
  const nowMinute = minuteFrom(now)
  return (
    1 +
    places.findIndex(
      (place) => place.start <= nowMinute || placeStands(place, service.segments, calendar) !== undefined,
    )
  )
}

function placeFrom({ start, therapist, room, device }: CoursePlaces['visits'][number]): VisitPlace {
  return {
    start,
    ...(therapist !== undefined && { therapist }),
    ...(room !== undefined && { room }),
    ...(device !== undefined && { device }),
  }
}
