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
  /** "10:00": the board was pressed there. */
  readonly at: string
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
/** Of which the nearest to a pressed time are shown. */
const mostLookedAt = 20

export function wishFrom(query: URLSearchParams): DeskWish {
  const one = (name: string) => (query.get(name) ?? '').slice(0, 50)
  return {
    service: one('service'),
    therapist: one('therapist'),
    from: one('from'),
    at: one('at'),
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

/** Now means today, the soonest first; a course's later visits follow as they must. A time that was pressed comes first. */
async function findOffers(
  trx: ClinicTransaction,
  asked: Asked & { service: Service; therapist: string | undefined },
): Promise<readonly OfferedCourse[]> {
  const { wish, clinic, keys, now, service, therapist } = asked
  const today = dayIn(clinic.zone, now)
  const from = dayFrom(wish.from, today)
  const pressed = pressedMinute(wish, { day: from, zone: clinic.zone })
  const found = await offerCourses(trx, {
    service: service.id,
    from: wish.atOnce ? today : from,
    days: wish.atOnce && service.visits === 1 ? 1 : 180,
    limit: pressed === undefined ? shown : mostLookedAt,
    atOnce: true,
    wish: { ...(therapist && { therapist }), ...timesWished(wish, { now, pressed }) },
    now,
    keys,
  })
  if ('refused' in found) throw new Error(`A wish that was read could not be searched: ${found.refused}`)
  if (wish.atOnce) return soonestToday(found.courses, { today, zone: clinic.zone })
  if (pressed === undefined) return found.courses
  const away = ({ visits }: OfferedCourse) => Math.abs(firstOf(visits) - pressed)
  return found.courses.toSorted((one, other) => away(one) - away(other)).slice(0, shown)
}

/** True where a time was pressed and nothing fits at it. */
export function missesAt(
  offers: readonly OfferedCourse[] | undefined,
  wish: DeskWish,
  { clinic, now }: Pick<Asked, 'clinic' | 'now'>,
): boolean {
  const day = dayFrom(wish.from, dayIn(clinic.zone, now))
  const pressed = pressedMinute(wish, { day, zone: clinic.zone })
  const [first] = offers ?? []
  return pressed !== undefined && first !== undefined && firstOf(first.visits) !== pressed
}

function timesWished(
  wish: DeskWish,
  { now, pressed }: { readonly now: Temporal.Instant; readonly pressed: number | undefined },
) {
  if (wish.atOnce) return { near: [minuteFrom(now)] }
  if (pressed !== undefined) return { near: [pressed] }
  const weekday = z.coerce.number().int().min(1).max(7).safeParse(wish.weekday)
  return { ...(weekday.success && { weekdays: [weekday.data] }), ...partMinutes[wish.part] }
}

/** Undefined where no time was pressed, or one that this day's clock never shows. */
function pressedMinute(
  wish: Pick<DeskWish, 'at' | 'atOnce'>,
  { day, zone }: { readonly day: Temporal.PlainDate; readonly zone: string },
): number | undefined {
  if (wish.atOnce || !/^([01]\d|2[0-3]):[0-5]\d$/.test(wish.at)) return undefined
  return minuteFrom(day.toZonedDateTime({ timeZone: zone, plainTime: wish.at }).toInstant())
}

type Today = { readonly today: Temporal.PlainDate; readonly zone: string }

function soonestToday(courses: readonly OfferedCourse[], { today, zone }: Today): readonly OfferedCourse[] {
  const end = minuteFrom(today.add({ days: 1 }).toZonedDateTime(zone).toInstant())
  return courses
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
