import type { Temporal } from 'temporal-polyfill'
import { readSetting } from '#clinic'
import type { Clinic, Resource, Service } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import { readCalendar } from './calendar.ts'
import type { CoursePlaces, VisitTime } from './contract.ts'
import { addHeldCourse, countLiveHolds, lockHolder } from './courses.store.ts'
import { lookUnderLocks, takeTime } from './held-time.ts'
import { placeStands, type VisitPlace } from './pure/index.ts'
import { holdTokenFrom, readCourseToken } from './tokens.ts'
import { segmentRowsFrom, visitTimeAt } from './visit-times.ts'

export type HoldCourse = {
  /** The id under which the course was offered. */
  readonly course: string
  readonly keys: Keys
  /** Whose live holds are counted together: a keyed hash of the address. Undefined lifts the cap. */
  readonly heldFor: string | undefined
  /** It is confirmed in the same transaction: its time is taken without a limit at once. */
  readonly forGood?: boolean
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
  { course: offered, keys, heldFor, forGood = false, now }: HoldCourse,
): Promise<Hold | TimeTaken | Refusal<'unknown-course' | 'too-many-holds'>> {
  const course = readCourseToken({ keys, clinic: trx.clinic }, offered, minuteFrom(now))
  if (!course) return { refused: 'unknown-course' }
  const setting = await readSetting(trx)
  const { clinic } = setting
  const service = setting.services.find((one) => one.id === course.service)
  if (!service || service.visits !== course.visits.length) return { refused: 'unknown-course' }
  const places = course.visits.map(placeFrom)
  const missed = { service: service.id, starts: places.map((place) => place.start) }
  const asked = { places, service, clinic, resources: setting.resources, now }
  const obstacle = await findObstacle(trx, asked)
  if (obstacle) return { refused: 'time-taken', visit: obstacle, ...missed }
  if (heldFor && (await holdsEnough(trx, { heldFor, clinic, now }))) return { refused: 'too-many-holds' }
  const visits = places.map((place) => ({ place, segments: service.segments }))
  const taken = await lookUnderLocks(trx, { visits, now })
  if (taken !== undefined) return { refused: 'time-taken', visit: taken + 1, ...missed }
  const written = await writeHold(trx, { ...asked, heldFor: heldFor ?? '', forGood })
  if ('taken' in written) return { refused: 'time-taken', visit: written.taken + 1, ...missed }
  return { ...written, hold: holdTokenFrom({ keys, clinic: trx.clinic }, written.course) }
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
  const { zone, gridMinutes } = clinic
  const { calendar } = await readCalendar(trx, { zone, gridMinutes, from, days: span + 2, resources }, now)
  const nowMinute = minuteFrom(now)
  return (
    1 +
    places.findIndex(
      (place) => place.start <= nowMinute || placeStands(place, service.segments, calendar) !== undefined,
    )
  )
}

async function holdsEnough(
  trx: ClinicTransaction,
  { heldFor, clinic, now }: Pick<Asked, 'clinic' | 'now'> & { readonly heldFor: string },
): Promise<boolean> {
  await lockHolder(trx, heldFor)
  return (await countLiveHolds(trx, { heldFor, now })) >= clinic.liveHoldsPerAddress
}

type HoldToWrite = Asked & { readonly heldFor: string; readonly forGood: boolean }

async function writeHold(trx: ClinicTransaction, hold: HoldToWrite) {
  const { clinic, service, places, resources, heldFor, now } = hold
  const until = now.add({ minutes: clinic.holdMinutes })
  const visits = places.map((place) => visitTimeAt(place, service, resources))
  const { course, visits: ids } = await addHeldCourse(trx, {
    service: service.id,
    priceMinor: service.priceMinor,
    vatPercent: service.vatPercent,
    currency: clinic.currency,
    heldUntil: until,
    heldFor,
    now,
    visits: visits.map(({ start, clientLeaves, end }, n) => ({
      place: places[n] ?? { start },
      clientLeaves,
      end,
    })),
    segments: segmentRowsFrom(service),
  })
  const placed = places.map((place, n) => ({ id: ids[n] ?? '', place, segments: service.segments }))
  const taken = await takeTime(trx, placed, hold.forGood ? null : until)
  return taken === undefined ? { course, until, visits } : { taken }
}

function placeFrom({ start, therapist, room, device }: CoursePlaces['visits'][number]): VisitPlace {
  return {
    start,
    ...(therapist !== undefined && { therapist }),
    ...(room !== undefined && { room }),
    ...(device !== undefined && { device }),
  }
}
