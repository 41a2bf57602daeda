import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { moveVisits, offerMoves, readBookedCourse, readMove } from '#booking'
import { dayIn } from '#platform/time'
import { hashOf, keyHeader, secretPath, statesOf } from './bookings.ts'
import { dayFaults, daysLookedAt, howMany, refusedDay, wished, wishFrom } from './days-asked.ts'
import { type Api, type ApiEnv, refuse } from './refuse.ts'
import { bodyFaults, bookedVisit, json, languageQuery, move, type Move, refusing } from './shapes.ts'
import { moveFrom } from './wire.ts'

const find = createRoute({
  method: 'get',
  path: '/v1/bookings/{secret}/moves',
  operationId: 'findMoves',
  summary: 'Where a visit, or the whole course, could move to',
  description:
    'Each move tells of the whole course: what moves, what must follow so that the rest holds, what stays. ' +
    'Nothing is held by being offered.',
  request: {
    params: secretPath,
    query: languageQuery.extend({
      visit: z.string().min(1).openapi({ description: 'The id of a visit, or `all` for those to come' }),
      ...daysLookedAt,
      ...howMany,
      ...wished,
    }),
  },
  responses: {
    200: json(
      z.object({
        moves: z.array(move),
        more: z.boolean().openapi({ description: 'There are more moves than these' }),
      }),
      'Free moves',
    ),
    ...refusing('unknown-booking', 'unknown-visit', 'already-begun', 'too-late', ...dayFaults),
  },
})

const doIt = createRoute({
  method: 'post',
  path: '/v1/bookings/{secret}/moves',
  operationId: 'moveVisits',
  summary: 'Move every visit of a move, or none; the client is told',
  request: {
    params: secretPath,
    headers: keyHeader,
    query: languageQuery,
    body: {
      required: true,
      content: {
        'application/json': { schema: z.strictObject({ move: z.string().min(1) }).openapi('NewMove') },
      },
    },
  },
  responses: {
    200: json(z.object({ visits: z.array(bookedVisit) }), 'The visits as they stand now'),
    ...refusing(
      'unknown-booking',
      'unknown-move',
      'time-taken',
      'changed-meanwhile',
      'already-begun',
      'too-late',
      'key-reused',
      ...bodyFaults,
    ),
  },
})

export function addMoves(api: Api): void {
  api.openapi(find, async (c) => {
    const { inClinic, keys, now } = c.get('request')
    const { secret } = c.req.valid('param')
    const asked = c.req.valid('query')
    const wrong = asked.from && refusedDay(asked.from, dayIn(c.get('clinic').zone, now()))
    if (wrong) return refuse(c, wrong)
    const offers = await inClinic(async (trx) => {
      const found = await readBookedCourse(trx, { secret, keys })
      if ('refused' in found) return found
      return offerMoves(trx, {
        course: found.id,
        visit: asked.visit,
        by: 'client',
        ...(asked.from && { from: asked.from }),
        days: asked.days ?? 180,
        limit: asked.limit ?? 5,
        wish: wishFrom(asked),
        now: now(),
        keys,
      })
    })
    if (!('refused' in offers))
      return c.json({ moves: offers.moves.map((one) => moveFrom(one, readerOf(c))), more: offers.more }, 200)
    return refuse(c, offers.refused === 'unknown-secret' ? 'unknown-booking' : offers.refused)
  })
  api.openapi(doIt, async (c) => {
    const { secret } = c.req.valid('param')
    const { move: id } = c.req.valid('json')
    const moved = await moveOnce(c, { secret, move: id, key: c.req.valid('header')['Idempotency-Key'] })
    if (!('refused' in moved)) return c.json({ visits: statesOf(c, moved) }, 200)
    switch (moved.refused) {
      case 'unknown-secret':
        return refuse(c, 'unknown-booking')
      case 'time-taken':
        return refuse(c, 'time-taken', {
          visit: moved.visit,
          moves: await movesNear(c, { secret, move: id }),
        })
      // Made at the desk, with a rule broken: not for a client to make.
      case 'reason-needed':
        return refuse(c, 'unknown-move')
      default:
        return refuse(c, moved.refused)
    }
  })
}

function readerOf(c: Context<ApiEnv>) {
  return { zone: c.get('clinic').zone, language: c.get('language') }
}

type Asked = { readonly secret: string; readonly move: string }

/** One transaction: the move, and the visits as they stand after it. */
async function moveOnce(
  c: Context<ApiEnv>,
  { secret, move: id, key }: Asked & { readonly key: string | undefined },
) {
  const { inClinic, keys, now } = c.get('request')
  return inClinic(async (trx) => {
    const found = await readBookedCourse(trx, { secret, keys })
    if ('refused' in found) return found
    const moved = await moveVisits(trx, {
      move: id,
      course: found.id,
      by: 'client',
      // Another client's key is another key.
      key: key === undefined ? hashOf(['move', id]) : hashOf(['key', found.id, key]),
      requestHash: hashOf(['move', found.id, id]),
      now: now(),
      keys,
    })
    return 'refused' in moved ? moved : readBookedCourse(trx, { secret, keys })
  })
}

/** What is nearest to a move that could not be had, for the same visits. */
async function movesNear(c: Context<ApiEnv>, { secret, move: id }: Asked): Promise<Move[]> {
  const { inClinic, keys, now } = c.get('request')
  const offers = await inClinic(async (trx) => {
    const found = await readBookedCourse(trx, { secret, keys })
    if ('refused' in found) return found
    const wanted = await readMove(trx, { move: id, course: found.id, keys, now: now() })
    if ('refused' in wanted) return wanted
    const asked = wanted.visits.filter((visit) => visit.change === 'asked')
    return offerMoves(trx, {
      course: found.id,
      visit: asked.length === 1 && asked[0] ? asked[0].id : 'all',
      by: 'client',
      days: 180,
      limit: 3,
      wish: { near: asked.map((visit) => visit.start) },
      now: now(),
      keys,
    })
  })
  return 'refused' in offers ? [] : offers.moves.map((one) => moveFrom(one, readerOf(c)))
}
