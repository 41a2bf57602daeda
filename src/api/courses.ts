import { createRoute, z } from '@hono/zod-openapi'
import { Temporal } from 'temporal-polyfill'
import { offerCourses } from '#booking'
import { dayIn } from '#platform/time'
import { type Api, refuse } from './refuse.ts'
import { course, json, languageQuery, refusing } from './shapes.ts'
import { courseFrom } from './wire.ts'

/** A calendar may not be asked for beyond this: no clinic plans so far, and the search would look for nothing. */
const furthestDays = 5 * 366

/** Left empty is the same as left out, as a form sends it. */
function orAbsent<Schema extends z.ZodType>(schema: Schema) {
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

const query = languageQuery.extend({
  service: z.string().min(1).openapi({ description: 'The id of a service' }),
  from: orAbsent(date).openapi({
    type: 'string',
    format: 'date',
    description: "The first day looked at, in the clinic's calendar; today where it is left out",
  }),
  days: wholeNumber(1, 180).openapi({ type: 'integer', minimum: 1, maximum: 180, default: 180 }),
  therapist: orAbsent(z.string()).openapi({
    type: 'string',
    description: 'The id of a therapist; any where left out',
  }),
  limit: wholeNumber(1, 20).openapi({ type: 'integer', minimum: 1, maximum: 20, default: 5 }),
  weekdays: orAbsent(weekdays).openapi({ type: 'string', description: '1 is Monday', example: '1,2' }),
  after: timeOfDay.openapi({ type: 'string', description: 'No visit begins earlier', example: '09:00' }),
  before: timeOfDay.openapi({ type: 'string', description: 'The client has left by then', example: '16:30' }),
})

const route = createRoute({
  method: 'get',
  path: '/v1/courses',
  operationId: 'findCourses',
  summary: 'Whole courses that are free, those that fit best first',
  description: 'Nothing is held by being offered. A service of one visit answers with courses of one visit.',
  request: { query },
  responses: {
    200: json(
      z.object({
        courses: z.array(course),
        more: z.boolean().openapi({ description: 'There are more courses than these' }),
      }),
      'Free courses',
    ),
    ...refusing(
      'not-live',
      'unknown-service',
      'unknown-therapist',
      'missing-field',
      'invalid-field',
      'out-of-range',
      'invalid-date',
      'past-date',
      'too-far-ahead',
    ),
  },
})

export function addCourses(api: Api): void {
  api.openapi(route, async (c) => {
    const { inClinic, keys, now } = c.get('request')
    const { zone, live } = c.get('clinic')
    if (!live) return refuse(c, 'not-live')
    const asked = c.req.valid('query')
    const at = now()
    const wrong = asked.from && refusedDay(asked.from, dayIn(zone, at))
    if (wrong) return refuse(c, wrong)
    const offers = await inClinic((trx) =>
      offerCourses(trx, {
        service: asked.service,
        days: asked.days ?? 180,
        limit: asked.limit ?? 5,
        ...(asked.from && { from: asked.from }),
        wish: {
          ...(asked.therapist !== undefined && { therapist: asked.therapist }),
          ...(asked.weekdays && { weekdays: asked.weekdays }),
          ...(asked.after !== undefined && { fromMinuteOfDay: asked.after }),
          ...(asked.before !== undefined && { untilMinuteOfDay: asked.before }),
        },
        now: at,
        keys,
      }),
    )
    if ('refused' in offers) return refuse(c, offers.refused)
    const reader = { zone, language: c.get('language') }
    return c.json({ courses: offers.courses.map((one) => courseFrom(one, reader)), more: offers.more }, 200)
  })
}

function refusedDay(
  from: Temporal.PlainDate,
  today: Temporal.PlainDate,
): 'past-date' | 'too-far-ahead' | undefined {
  if (Temporal.PlainDate.compare(from, today) < 0) return 'past-date'
  return today.until(from, { largestUnit: 'days' }).days > furthestDays ? 'too-far-ahead' : undefined
}
