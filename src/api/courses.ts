import { createRoute, z } from '@hono/zod-openapi'
import { offerCourses } from '#booking'
import { dayIn } from '#platform/time'
import { dayFaults, daysLookedAt, howMany, orAbsent, refusedDay, wished, wishFrom } from './days-asked.ts'
import { type Api, refuse } from './refuse.ts'
import { course, json, languageQuery, refusing } from './shapes.ts'
import { courseFrom } from './wire.ts'

const query = languageQuery.extend({
  service: z.string().min(1).openapi({ description: 'The id of a service' }),
  ...daysLookedAt,
  therapist: orAbsent(z.string()).openapi({
    type: 'string',
    description: 'The id of a therapist; any where left out',
  }),
  ...howMany,
  ...wished,
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
    ...refusing('not-live', 'unknown-service', 'unknown-therapist', ...dayFaults),
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
          ...wishFrom(asked),
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
