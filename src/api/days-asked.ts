/** What a search for times may be asked: which days are looked at, and on which of them and when a visit suits. */
import { z } from '@hono/zod-openapi'
import { Temporal } from 'temporal-polyfill'

/** A calendar may not be asked for beyond this: no clinic plans so far, and the search would look for nothing. */
const furthestDays = 5 * 366

/** Left empty is the same as left out, as a form sends it. */
export function orAbsent<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((text) => (text === '' ? undefined : text), schema.optional())
}

function wholeNumber(least: number, most: number) {
  const number = z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().int().min(least).max(most))
  return orAbsent(number)
}

const timeOfDay = orAbsent(
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))),
)

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'invalid-date' })
  .transform((text, ctx) => {
    try {
      return Temporal.PlainDate.from(text, { overflow: 'reject' })
    } catch {
      ctx.addIssue({ code: 'custom', message: 'invalid-date' })
      return z.NEVER
    }
  })

const weekdays = z
  .string()
  .regex(/^[1-7](,[1-7]){0,6}$/)
  .transform((text) => text.split(',').map(Number))

export const daysLookedAt = {
  from: orAbsent(date).openapi({
    type: 'string',
    format: 'date',
    description: "The first day looked at, in the clinic's calendar; today where it is left out",
  }),
  days: wholeNumber(1, 180).openapi({ type: 'integer', minimum: 1, maximum: 180, default: 180 }),
}

export const howMany = {
  limit: wholeNumber(1, 20).openapi({ type: 'integer', minimum: 1, maximum: 20, default: 5 }),
}

export const wished = {
  weekdays: orAbsent(weekdays).openapi({ type: 'string', description: '1 is Monday', example: '1,2' }),
  after: timeOfDay.openapi({ type: 'string', description: 'No visit begins earlier', example: '09:00' }),
  before: timeOfDay.openapi({ type: 'string', description: 'The client has left by then', example: '16:30' }),
}

/** How what stands in such a question may be at fault. */
export const dayFaults = [
  'missing-field',
  'invalid-field',
  'out-of-range',
  'invalid-date',
  'past-date',
  'too-far-ahead',
] as const

type Wished = {
  readonly weekdays?: readonly number[] | undefined
  readonly after?: number | undefined
  readonly before?: number | undefined
}

export function wishFrom({ weekdays: days, after, before }: Wished) {
  return {
    ...(days && { weekdays: days }),
    ...(after !== undefined && { fromMinuteOfDay: after }),
    ...(before !== undefined && { untilMinuteOfDay: before }),
  }
}

export function refusedDay(
  from: Temporal.PlainDate,
  today: Temporal.PlainDate,
): 'past-date' | 'too-far-ahead' | undefined {
  if (Temporal.PlainDate.compare(from, today) < 0) return 'past-date'
  return today.until(from, { largestUnit: 'days' }).days > furthestDays ? 'too-far-ahead' : undefined
}
