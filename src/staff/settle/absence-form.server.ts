import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import { hoursFromWords } from '#set-up/pure'

type Problems = Readonly<Record<string, string>>
type Form = Readonly<Record<string, string>>

export type AskedTime = {
  readonly resource: string | undefined
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly why: string
}

/** From the start of one day to the end of another, or between two times of the clinic's clock. */
export function readTimeOff(
  form: Form,
  zone: string,
  language: Language,
): { readonly times: readonly AskedTime[] } | { readonly problems: Problems } {
  const locale = { locale: language }
  const problems: Record<string, string> = {}
  const whose = form['whose'] ?? ''
  if (whose !== 'clinic' && !z.uuid().safeParse(whose).success)
    problems['whose'] = m.setup_missing({}, locale)
  const why = (form['why'] ?? '').trim().slice(0, 120)
  if (why === '') problems['why'] = m.setup_missing({}, locale)
  const [fromDay, untilDay] = [dayFrom(form['from-date']), dayFrom(form['until-date'] || form['from-date'])]
  if (!fromDay) problems['from-date'] = m.setup_bad_date({}, locale)
  if (!untilDay) problems['until-date'] = m.setup_bad_date({}, locale)
  const [fromTime, untilTime] = [timeFrom(form['from-time']), timeFrom(form['until-time'])]
  if (fromTime === 'bad') problems['from-time'] = m.setup_bad_time({}, locale)
  if (untilTime === 'bad') problems['until-time'] = m.setup_bad_time({}, locale)
  if (
    !fromDay ||
    !untilDay ||
    fromTime === 'bad' ||
    untilTime === 'bad' ||
    Object.keys(problems).length > 0
  ) {
    return { problems }
  }
  const from = fromDay.toZonedDateTime({ timeZone: zone, plainTime: fromTime ?? midnight }).toInstant()
  const until = untilTime
    ? untilDay.toZonedDateTime({ timeZone: zone, plainTime: untilTime }).toInstant()
    : untilDay.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  return { times: [{ resource: whose === 'clinic' ? undefined : whose, from, until, why }] }
}

const midnight = Temporal.PlainTime.from('00:00')

/** The ticked days, each a closure from its first minute to its last. The value is the day's name. */
export function readHolidays(form: Form, zone: string): { readonly times: readonly AskedTime[] } {
  const times = Object.entries(form).flatMap(([field, why]) => {
    const day = field.startsWith('day-') ? dayFrom(field.slice(4)) : undefined
    if (!day) return []
    const [from, until] = [day, day.add({ days: 1 })].map((one) => one.toZonedDateTime(zone).toInstant())
    return from && until ? [{ resource: undefined, from, until, why: why.slice(0, 120) }] : []
  })
  return { times: times.slice(0, 60) }
}

function dayFrom(text: string | undefined): Temporal.PlainDate | undefined {
  return z.iso.date().safeParse(text).success && text ? Temporal.PlainDate.from(text) : undefined
}

/** "8", "8.30", "08:30"; nothing is the whole day. */
function timeFrom(text: string | undefined): Temporal.PlainTime | 'bad' | undefined {
  if (!text?.trim()) return undefined
  const [read] = hoursFromWords(`${text.trim()}-24`) ?? []
  return read ? Temporal.PlainTime.from(read.from) : 'bad'
}
