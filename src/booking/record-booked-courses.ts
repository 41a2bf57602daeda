import type { Temporal } from 'temporal-polyfill'
import { readSetting } from '#clinic'
import type { Service } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import { instantFrom } from '#platform/time'
import { minutesUntilClientLeaves, occupancyOf, totalMinutes, type VisitPlace } from './pure/index.ts'
import { recordTime } from './held-time.ts'
import { addBookedCourses, addBookedVisits, listNewIds } from './records.store.ts'
import { segmentRowsFrom } from './visit-times.ts'

/** A course that was agreed elsewhere, with all its visits in their order. */
export type CourseRecord = {
  readonly service: string
  readonly client: string
  readonly language: Language
  readonly bookedAt: Temporal.Instant
  readonly visits: readonly (VisitPlace & { readonly state: 'booked' | 'arrived' | 'done' })[]
}

/**
 * Writes down courses that somebody else has agreed, many at once: no hold, no message, no look at hours or rests.
 * Prices and protocols are the services' own of now. Throws 23P01 when anything would be taken twice.
 */
export async function recordBookedCourses(
  trx: ClinicTransaction,
  records: readonly CourseRecord[],
): Promise<void> {
  const setting = await readSetting(trx)
  const { currency } = setting.clinic
  const services = new Map(setting.services.map((service) => [service.id, service]))
  const agreed = records.map((record) => ({ ...record, service: getService(services, record.service) }))
  const courses = await withIds(trx, agreed)
  await addBookedCourses(
    trx,
    courses.map(({ id, service, client, language, bookedAt }) => ({
      course_id: id,
      service_id: service.id,
      client_id: client,
      language,
      price_minor: service.priceMinor,
      currency,
      vat_percent: service.vatPercent,
      booked_at: bookedAt,
    })),
  )
  const visits = await withIds(
    trx,
    courses.flatMap(({ id: course, service, visits }) =>
      visits.map((place, index) => ({ course, service, place, position: index + 1 })),
    ),
  )
  await addBookedVisits(trx, visits.map(visitRowFrom))
  await recordTime(trx, visits.flatMap(occupiedFrom))
}

type PlacedVisit = {
  readonly id: string
  readonly course: string
  readonly service: Service
  readonly place: CourseRecord['visits'][number]
  readonly position: number
}

function visitRowFrom({ id, course, service, place, position }: PlacedVisit) {
  return {
    visit_id: id,
    course_id: course,
    position,
    therapist_id: place.therapist ?? null,
    room_id: place.room ?? null,
    device_id: place.device ?? null,
    starts: instantFrom(place.start),
    client_leaves: instantFrom(place.start + minutesUntilClientLeaves(service.segments)),
    ends: instantFrom(place.start + totalMinutes(service.segments)),
    segments: segmentRowsFrom(service),
    state: place.state,
  }
}

function occupiedFrom({ id, service, place }: PlacedVisit) {
  return occupancyOf(place, service.segments).map(({ resource, during }) => ({
    visit: id,
    resource,
    ...during,
  }))
}

async function withIds<T>(
  trx: ClinicTransaction,
  rows: readonly T[],
): Promise<(T & { readonly id: string })[]> {
  const ids = await listNewIds(trx, rows.length)
  return rows.map((row, index) => ({ ...row, id: ids[index] ?? '' }))
}

function getService(services: ReadonlyMap<string, Service>, id: string): Service {
  const service = services.get(id)
  if (!service) throw new Error(`There is no service ${id} to record a course of.`)
  return service
}
