import { createHash } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { cancelVisits, confirmCourse, type ReadCourse, readBookedCourse, readHold } from '#booking'
import { languages } from '#platform/language'
import { client, clientFaults } from './client.ts'
import { nearestTo } from './holds.ts'
import { type Api, type ApiEnv, refuse } from './refuse.ts'
import { bodyFaults, bookedVisit, json, languageQuery, price, refusing, visit } from './shapes.ts'
import { bookedVisitFrom, visitFrom } from './wire.ts'

export const secretPath = z.object({
  secret: z.string().openapi({ description: 'The secret that came with the booking' }),
})

const newBooking = z
  .strictObject({
    hold: z.string().min(1),
    language: z.enum(languages).openapi({ description: 'Of messages to the client, and of this answer' }),
    client,
  })
  .openapi('NewBooking')

export const keyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/)
    .optional()
    .openapi({
      description:
        'The same key with the same request gets the same answer and is done once, at once and later. ' +
        'Without it the hold, or the move, itself is the key. A key counts for its hold or its booking alone.',
    }),
})

const create = createRoute({
  method: 'post',
  path: '/v1/bookings',
  operationId: 'bookCourse',
  summary: 'Book the course that is held',
  request: {
    headers: keyHeader,
    query: languageQuery,
    body: { required: true, content: { 'application/json': { schema: newBooking } } },
  },
  responses: {
    201: json(z.object({ secret: z.string(), visits: z.array(visit) }), 'Booked; `secret` opens the booking'),
    ...refusing(
      'unknown-hold',
      'hold-expired',
      'already-booked',
      'key-reused',
      ...bodyFaults,
      ...clientFaults,
    ),
  },
})

const look = createRoute({
  method: 'get',
  path: '/v1/bookings/{secret}',
  operationId: 'readBooking',
  summary: 'A booking as it stands',
  request: { query: languageQuery, params: secretPath },
  responses: {
    200: json(
      z.object({
        service: z
          .object({ id: z.string(), name: z.string() })
          .optional()
          .openapi({ description: 'While on offer' }),
        visits: z.array(bookedVisit),
        price,
      }),
      'The booking',
    ),
    ...refusing('unknown-booking'),
  },
})

const cancel = createRoute({
  method: 'delete',
  path: '/v1/bookings/{secret}',
  operationId: 'cancelBooking',
  summary: "Cancel every visit that is to come, within the clinic's notice; doing it again changes nothing",
  request: { query: languageQuery, params: secretPath },
  responses: {
    200: json(z.object({ visits: z.array(bookedVisit) }), 'The visits as they stand now'),
    ...refusing('unknown-booking', 'already-begun', 'too-late'),
  },
})

export function addBookings(api: Api): void {
  api.openapi(create, async (c) => {
    const booking = c.req.valid('json')
    if (!c.get('clinic').languages.includes(booking.language)) return refuse(c, 'language-not-spoken')
    const key = c.req.valid('header')['Idempotency-Key']
    const booked = await confirmOnce(c, booking, key)
    if (!('refused' in booked)) {
      const reader = { zone: c.get('clinic').zone, language: booking.language }
      return c.json(
        { secret: booked.secret, visits: booked.visits.map((one) => visitFrom(one, reader)) },
        201,
      )
    }
    if (booked.refused === 'hold-expired') return refuseLate(c, booking.hold)
    if (booked.refused === 'key-reused' && key === undefined) return refuse(c, 'already-booked')
    return refuse(c, booked.refused)
  })
  api.openapi(look, async (c) => {
    const { inClinic, keys } = c.get('request')
    const { secret } = c.req.valid('param')
    const found = await inClinic((trx) => readBookedCourse(trx, { secret, keys }))
    if ('refused' in found) return refuse(c, 'unknown-booking')
    const { service, price } = found
    return c.json(
      {
        ...(service && { service: { id: service.id, name: service.name[c.get('language')] } }),
        visits: statesOf(c, found),
        price: { amount: price.amount, currency: price.currency },
      },
      200,
    )
  })
  api.openapi(cancel, async (c) => {
    const { inClinic, keys, now } = c.get('request')
    const { secret } = c.req.valid('param')
    const left = await inClinic(async (trx) => {
      const found = await readBookedCourse(trx, { secret, keys })
      if ('refused' in found) return found
      const done = await cancelVisits(trx, { course: found.id, visit: 'all', by: 'client', now: now() })
      return 'refused' in done ? done : readBookedCourse(trx, { secret, keys })
    })
    if (!('refused' in left)) return c.json({ visits: statesOf(c, left) }, 200)
    if (left.refused === 'already-begun' || left.refused === 'too-late') return refuse(c, left.refused)
    return refuse(c, 'unknown-booking')
  })
}

/** One transaction: the booking, and the visits as they were booked. */
async function confirmOnce(
  c: Context<ApiEnv>,
  booking: z.output<typeof newBooking>,
  key: string | undefined,
) {
  const { inClinic, keys, now } = c.get('request')
  return inClinic(async (trx) => {
    const confirmed = await confirmCourse(trx, {
      ...booking,
      keys,
      // Another hold's key is another key: two clients who chose the same one are not told of each other.
      key: key === undefined ? hashOf(['hold', booking.hold]) : hashOf(['key', booking.hold, key]),
      requestHash: hashOf(requestWords(booking)),
      now: now(),
    })
    if ('refused' in confirmed) return confirmed
    const course = await readBookedCourse(trx, { secret: confirmed.secret, keys })
    if ('refused' in course) throw new Error('A course that was just booked cannot be read.')
    return { secret: confirmed.secret, visits: course.visits }
  })
}

/** Told apart here: a hold that was booked under another key has not expired. */
async function refuseLate(c: Context<ApiEnv>, hold: string) {
  const request = c.get('request')
  const reader = { zone: c.get('clinic').zone, language: c.get('language') }
  const found = await request.inClinic((trx) =>
    readHold(trx, { hold, keys: request.keys, now: request.now() }),
  )
  if ('refused' in found && found.refused === 'already-booked') return refuse(c, 'already-booked')
  const missed = 'refused' in found && found.refused === 'hold-expired' ? found.missed : undefined
  return refuse(c, 'hold-expired', { courses: missed ? await nearestTo(missed, request, reader) : [] })
}

export function statesOf(c: Context<ApiEnv>, { visits }: ReadCourse) {
  const reader = { zone: c.get('clinic').zone, language: c.get('language') }
  return visits.map((one) => bookedVisitFrom(one, reader))
}

function requestWords({ hold, language, client }: z.output<typeof newBooking>): string[] {
  return [hold, language, client.name, client.email, client.phone, client.contact]
}

/** Keys are kept as their hash: one may be a hold's secret, or whatever a program thought of. */
export function hashOf(words: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url')
}
