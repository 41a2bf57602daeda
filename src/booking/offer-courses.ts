import type { Temporal } from 'temporal-polyfill'
import { readSetting } from '#clinic'
import type { Clinic } from '#clinic/contract'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { dayIn, minuteFrom } from '#platform/time'
import { readCalendar } from './calendar.ts'
import type { VisitTime } from './contract.ts'
import type { Missed } from './take-course.ts'
import { type CourseOffer, findCourses, type Reason, type Wish } from './pure/index.ts'
import { courseTokenFrom } from './tokens.ts'
import { visitTimeAt } from './visit-times.ts'

export type AskForCourses = {
  readonly service: string
  /** The first day that is looked at; today where none is given. Earlier days are not looked at. */
  readonly from?: Temporal.PlainDate
  /** How many days are looked at; every visit lies within them. 1 to 180. */
  readonly days: number
  readonly limit: number
  readonly wish: Omit<Wish, 'notBefore'>
  /** At the desk, for somebody who stands there: the clinic's lead time does not count. */
  readonly atOnce?: boolean
  readonly now: Temporal.Instant
  readonly keys: Keys
}

export type OfferedCourse = {
  /** Describes the course, is signed, and runs out; nothing is stored for it. */
  readonly id: string
  readonly visits: readonly VisitTime[]
  readonly restDays: readonly number[]
  readonly reasons: readonly Reason[]
}

export type CourseOffers = { readonly courses: readonly OfferedCourse[]; readonly more: boolean }

const offerLastsMinutes = 60

/**
 * The courses that fit best, each whole: every visit has its therapist, room and pen, and the rest between them
 * is kept. Nothing is held by being offered.
 */
export async function offerCourses(
  trx: ClinicTransaction,
  ask: AskForCourses,
): Promise<CourseOffers | Refusal<'unknown-service' | 'unknown-therapist'>> {
  const { clinic, services, resources } = await readSetting(trx)
  const service = services.find((one) => one.id === ask.service)
  if (!service) return { refused: 'unknown-service' }
  const { therapist } = ask.wish
  if (therapist && !resources.some((one) => one.id === therapist && one.kind === 'therapist')) {
    return { refused: 'unknown-therapist' }
  }
  const { calendar } = await readCalendar(trx, { ...windowOf(ask, clinic), resources }, ask.now)
  const nowMinute = minuteFrom(ask.now)
  const found = findCourses({
    calendar,
    segments: service.segments,
    rule: { visits: service.visits, ...(service.rest && { rest: service.rest }) },
    wish: { ...ask.wish, notBefore: ask.atOnce ? nowMinute + 1 : nowMinute + clinic.leadMinutes },
    limit: ask.limit,
  })
  const sign = (offer: CourseOffer) =>
    courseTokenFrom(
      { keys: ask.keys, clinic: trx.clinic },
      { service: service.id, expires: nowMinute + offerLastsMinutes, visits: [...offer.visits] },
    )
  return {
    more: found.more,
    courses: found.courses.map((offer) => ({
      id: sign(offer),
      restDays: offer.restDays,
      reasons: offer.reasons,
      visits: offer.visits.map((place) => visitTimeAt(place, service, resources)),
    })),
  }
}

/** Courses like the one that could not be had: the same service, as near to its times as there are any. */
export async function offerNearest(
  trx: ClinicTransaction,
  missed: Missed & { readonly now: Temporal.Instant; readonly keys: Keys },
): Promise<readonly OfferedCourse[]> {
  const offers = await offerCourses(trx, {
    service: missed.service,
    days: 180,
    limit: 3,
    wish: { near: missed.starts },
    now: missed.now,
    keys: missed.keys,
  })
  return 'refused' in offers ? [] : offers.courses
}

function windowOf(ask: AskForCourses, clinic: Clinic) {
  const today = dayIn(clinic.zone, ask.now)
  return { zone: clinic.zone, from: ask.from ?? today, days: ask.days, gridMinutes: clinic.gridMinutes }
}
