import { type OfferedCourse, offerCourses } from '#booking'
import { listServices, readResources } from '#clinic'
import type { Clinic, Service } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import type { Keys } from '#platform/keys'
import { dayIn, minuteFrom } from '#platform/time'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** What is wished for, as the address says it; a part that cannot be used is left out. */
export type DeskWish = {
  readonly service: string
  readonly therapist: string
  readonly from: string
  readonly part: string
  readonly weekday: string
  /** She stands here and wants a visit now. */
  readonly atOnce: boolean
}

const partMinutes: Readonly<Record<string, { fromMinuteOfDay?: number; untilMinuteOfDay?: number }>> = {
  morning: { untilMinuteOfDay: 12 * 60 },
  afternoon: { fromMinuteOfDay: 12 * 60, untilMinuteOfDay: 16 * 60 },
  evening: { fromMinuteOfDay: 16 * 60 },
}
const shown = 5

export function wishFrom(query: URLSearchParams): DeskWish {
  const one = (name: string) => (query.get(name) ?? '').slice(0, 50)
  return {
    service: one('service'),
    therapist: one('therapist'),
    from: one('from'),
    part: one('part'),
    weekday: one('weekday'),
    atOnce: query.has('now'),
  }
}

type Asked = {
  readonly wish: DeskWish
  readonly clinic: Clinic
  readonly keys: Keys
  readonly now: Temporal.Instant
}

/** What there is to choose from, and the offers for a wish that names a service. */
export async function readOffers(trx: ClinicTransaction, asked: Asked) {
  const services = await listServices(trx)
  const therapists = (await readResources(trx)).filter(({ kind }) => kind === 'therapist')
  const service = services.find(({ id }) => id === asked.wish.service)
  const therapist = therapists.find(({ id }) => id === asked.wish.therapist)?.id
  const offers = service && (await findOffers(trx, { ...asked, service, therapist }))
  return { services, therapists: therapists.map(({ id, name }) => ({ id, name })), service, offers }
}

/** Now means today, the soonest first; a course's later visits follow as they must. */
async function findOffers(
  trx: ClinicTransaction,
  {
    wish,
    clinic,
    keys,
    now,
    service,
    therapist,
  }: Asked & { service: Service; therapist: string | undefined },
): Promise<readonly OfferedCourse[]> {
  const today = dayIn(clinic.zone, now)
  const weekday = z.coerce.number().int().min(1).max(7).safeParse(wish.weekday)
  const found = await offerCourses(trx, {
    service: service.id,
    from: wish.atOnce ? today : dayFrom(wish.from, today),
    days: wish.atOnce && service.visits === 1 ? 1 : 180,
    limit: shown,
    atOnce: true,
    wish: {
      ...(therapist && { therapist }),
      ...(wish.atOnce
        ? { near: [minuteFrom(now)] }
        : { ...(weekday.success && { weekdays: [weekday.data] }), ...partMinutes[wish.part] }),
    },
    now,
    keys,
  })
  if ('refused' in found) throw new Error(`A wish that was read could not be searched: ${found.refused}`)
  if (!wish.atOnce) return found.courses
  const end = minuteFrom(today.add({ days: 1 }).toZonedDateTime(clinic.zone).toInstant())
  return found.courses
    .filter(({ visits }) => firstOf(visits) < end)
    .toSorted((one, other) => firstOf(one.visits) - firstOf(other.visits))
}

function firstOf(visits: OfferedCourse['visits']): number {
  return visits[0]?.start ?? Number.POSITIVE_INFINITY
}

function dayFrom(text: string, today: Temporal.PlainDate): Temporal.PlainDate {
  if (!/^20\d{2}-\d{2}-\d{2}$/.test(text)) return today
  try {
    const day = Temporal.PlainDate.from(text, { overflow: 'reject' })
    return Temporal.PlainDate.compare(day, today) < 0 ? today : day
  } catch {
    return today
  }
}
