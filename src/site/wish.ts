/**
 * What a client wishes for, as the address of the page says it: any of it may be missing, and nothing of what she
 * chose is lost when a part cannot be used.
 */
import { Temporal } from 'temporal-polyfill'
import type { Resource, Service } from '#clinic/contract'

export const dayParts = ['any', 'morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof dayParts)[number]

/** The form's own values, as they are shown again. */
export type WishValues = {
  readonly service: string
  readonly therapist: string
  readonly weekdays: readonly string[]
  readonly part: string
  readonly from: string
}

export type Wish = {
  readonly service: Service
  readonly therapist?: string
  readonly weekdays?: readonly number[]
  readonly fromMinuteOfDay?: number
  readonly untilMinuteOfDay?: number
  readonly from?: Temporal.PlainDate
}

export type WishFault = 'service' | 'therapist' | 'part' | 'weekday' | 'from'

type Choices = {
  readonly services: readonly Service[]
  readonly therapists: readonly Resource[]
  readonly today: Temporal.PlainDate
}

const minutesOf: Record<DayPart, { readonly fromMinuteOfDay?: number; readonly untilMinuteOfDay?: number }> =
  {
    any: {},
    morning: { untilMinuteOfDay: 12 * 60 },
    afternoon: { fromMinuteOfDay: 12 * 60, untilMinuteOfDay: 16 * 60 },
    evening: { fromMinuteOfDay: 16 * 60 },
  }

export function wishValuesFrom(query: URLSearchParams): WishValues {
  const one = (name: string) => (query.get(name) ?? '').slice(0, 100)
  return {
    service: one('service'),
    therapist: one('therapist') || 'any',
    weekdays: query.getAll('weekday').slice(0, 7),
    part: one('part') || 'any',
    from: one('from'),
  }
}

export function readWish(
  values: WishValues,
  { services, therapists, today }: Choices,
): { readonly wish: Wish } | { readonly faults: readonly WishFault[] } {
  const service = services.find((one) => one.id === values.service)
  const therapist = therapists.find((one) => one.id === values.therapist)
  const part = dayParts.find((one) => one === values.part)
  const from = values.from ? dayFrom(values.from) : undefined
  const weekdays = values.weekdays.map(Number)
  const faults: WishFault[] = []
  if (!service) faults.push('service')
  if (values.therapist !== 'any' && !therapist) faults.push('therapist')
  if (!part) faults.push('part')
  if (!weekdays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)) faults.push('weekday')
  if (values.from && (!from || !isBookable(from, today))) faults.push('from')
  if (!service || !part || faults.length > 0) return { faults }
  return {
    wish: {
      service,
      ...(therapist && { therapist: therapist.id }),
      ...(weekdays.length > 0 && { weekdays }),
      ...minutesOf[part],
      ...(from && { from }),
    },
  }
}

/** The query that says the same wish again. */
export function queryFrom(values: WishValues): string {
  const query = new URLSearchParams({ service: values.service })
  if (values.therapist !== 'any') query.set('therapist', values.therapist)
  for (const weekday of values.weekdays) query.append('weekday', weekday)
  if (values.part !== 'any') query.set('part', values.part)
  if (values.from) query.set('from', values.from)
  return query.toString()
}

function dayFrom(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

/** Not past, and within the two years that a person may reasonably mean. */
function isBookable(day: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  return (
    Temporal.PlainDate.compare(day, today) >= 0 &&
    Temporal.PlainDate.compare(day, today.add({ years: 2 })) <= 0
  )
}
