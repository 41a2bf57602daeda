import { createRoute, z } from '@hono/zod-openapi'
import { extendHold, holdCourse, type Missed, offerNearest, releaseHold } from '#booking'
import type { RequestContext } from '#platform/context'
import { type Api, refuse } from './refuse.ts'
import { bodyFaults, type Course, json, languageQuery, refusing, visit } from './shapes.ts'
import { courseFrom, type Reader, timeIn, visitFrom } from './wire.ts'

const holdPath = z.object({ hold: z.string().openapi({ description: 'The secret that came with the hold' }) })
const expires = z.iso.datetime({ offset: true }).openapi({ example: '2027-01-12T10:40:00+01:00' })

const create = createRoute({
  method: 'post',
  path: '/v1/holds',
  operationId: 'holdCourse',
  summary: 'Hold every visit of a course for some minutes, or none',
  request: {
    query: languageQuery,
    body: {
      required: true,
      content: {
        'application/json': { schema: z.strictObject({ course: z.string().min(1) }).openapi('NewHold') },
      },
    },
  },
  responses: {
    201: json(z.object({ hold: z.string(), expires, visits: z.array(visit) }), 'Held until `expires`'),
    ...refusing('not-live', 'unknown-course', 'time-taken', 'too-many-holds', ...bodyFaults),
  },
})

const extend = createRoute({
  method: 'post',
  path: '/v1/holds/{hold}/extend',
  operationId: 'extendHold',
  summary: 'Hold it for another stretch from now, up to three in all',
  request: { query: languageQuery, params: holdPath },
  responses: {
    200: json(z.object({ hold: z.string(), expires }), 'Held until the new `expires`'),
    ...refusing('unknown-hold', 'hold-expired', 'held-long-enough'),
  },
})

const release = createRoute({
  method: 'delete',
  path: '/v1/holds/{hold}',
  operationId: 'releaseHold',
  summary: 'Let a hold go; doing it again changes nothing',
  request: { query: languageQuery, params: holdPath },
  responses: {
    204: { description: 'Nothing is held' },
    ...refusing('unknown-hold', 'already-booked'),
  },
})

export function addHolds(api: Api): void {
  api.openapi(create, async (c) => {
    if (!c.get('clinic').live) return refuse(c, 'not-live')
    const request = c.get('request')
    const reader = { zone: c.get('clinic').zone, language: c.get('language') }
    const { course } = c.req.valid('json')
    const heldFor = request.config.rateLimits ? request.address : undefined
    const held = await request.inClinic((trx) =>
      holdCourse(trx, { course, keys: request.keys, heldFor, now: request.now() }),
    )
    if (!('refused' in held)) {
      const visits = held.visits.map((one) => visitFrom(one, reader))
      return c.json({ hold: held.hold, expires: timeIn(reader.zone, held.until), visits }, 201)
    }
    if (held.refused !== 'time-taken') return refuse(c, held.refused)
    return refuse(c, 'time-taken', { visit: held.visit, courses: await nearestTo(held, request, reader) })
  })
  api.openapi(extend, async (c) => {
    const { inClinic, keys, now } = c.get('request')
    const { hold } = c.req.valid('param')
    const extended = await inClinic((trx) => extendHold(trx, { hold, keys, now: now() }))
    if ('refused' in extended) return refuse(c, extended.refused)
    return c.json({ hold, expires: timeIn(c.get('clinic').zone, extended.until) }, 200)
  })
  api.openapi(release, async (c) => {
    const { inClinic, keys } = c.get('request')
    const { hold } = c.req.valid('param')
    const released = await inClinic((trx) => releaseHold(trx, { hold, keys }))
    if ('refused' in released) return refuse(c, released.refused)
    return c.body(null, 204)
  })
}

/** In a transaction of its own: the one that refused is rolled back, and no lock is kept while we search. */
export async function nearestTo(missed: Missed, request: RequestContext, reader: Reader): Promise<Course[]> {
  const { service, starts } = missed
  const offers = await request.inClinic((trx) =>
    offerNearest(trx, { service, starts, now: request.now(), keys: request.keys }),
  )
  return offers.map((offer) => courseFrom(offer, reader))
}
