/**
 * On which days and at what time of day a visit suits, and from which day, as the address of a page says it: any of
 * it may be missing, and nothing of what she chose is lost when a part cannot be used.
 */
import { Temporal } from 'temporal-polyfill'

export const dayParts = ['any', 'morning', 'afternoon', 'evening'] as const
export type DayPart = (typeof dayParts)[number]

/** The form's own values, as they are shown again. */
export type WhenValues = {
  readonly weekdays: readonly string[]
  readonly part: string
  readonly from: string
}

export type When = {
  readonly weekdays?: readonly number[]
  readonly fromMinuteOfDay?: number
  readonly untilMinuteOfDay?: number
  readonly from?: Temporal.PlainDate
}

export type WhenFault = 'part' | 'weekday' | 'from'

const minutesOf: Record<DayPart, { readonly fromMinuteOfDay?: number; readonly untilMinuteOfDay?: number }> =
  {
    any: {},
    morning: { untilMinuteOfDay: 12 * 60 },
    afternoon: { fromMinuteOfDay: 12 * 60, untilMinuteOfDay: 16 * 60 },
    evening: { fromMinuteOfDay: 16 * 60 },
  }

export function whenValuesFrom(query: URLSearchParams): WhenValues {
  return {
    weekdays: query.getAll('weekday').slice(0, 7),
    part: shortValue(query, 'part') || 'any',
    from: shortValue(query, 'from'),
  }
}

/** What stands under a name in the address; nobody chooses anything longer than this. */
export function shortValue(query: URLSearchParams, name: string): string {
  return (query.get(name) ?? '').slice(0, 100)
}

export function readWhen(
  values: WhenValues,
  today: Temporal.PlainDate,
): { readonly when: When } | { readonly faults: readonly WhenFault[] } {
  const part = dayParts.find((one) => one === values.part)
  const from = values.from ? dayFrom(values.from) : undefined
  const weekdays = values.weekdays.map(Number)
  const faults: WhenFault[] = []
  if (!part) faults.push('part')
  if (!weekdays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)) faults.push('weekday')
  if (values.from && (!from || !isBookable(from, today))) faults.push('from')
  if (!part || faults.length > 0) return { faults }
  return {
    when: { ...(weekdays.length > 0 && { weekdays }), ...minutesOf[part], ...(from && { from }) },
  }
}

/** Adds to a query what says the same wish again. */
export function writeWhen(query: URLSearchParams, values: WhenValues): URLSearchParams {
  for (const weekday of values.weekdays) query.append('weekday', weekday)
  if (values.part !== 'any') query.set('part', values.part)
  if (values.from) query.set('from', values.from)
  return query
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
