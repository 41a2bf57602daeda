import { data } from 'react-router'
import { z } from 'zod'
import { requestContext } from '#platform/context'
import type { Route } from './+types/places.answer'
import { atWorkFor } from '../may.server.ts'
import { askedDay } from './asked-day.ts'
import { readPlaces } from './read-places.server.ts'

const asked = z.object({
  visit: z.uuid(),
  days: z.coerce.number().int().min(1).max(7),
  by: z.enum(['therapist', 'room', 'device']),
})

/** For the board's script: where a visit may be put on these days, and why it may not be put elsewhere. */
export async function loader({ params, url, context }: Route.LoaderArgs) {
  const atWork = atWorkFor(context, 'move-visit')
  const { inClinic, now } = context.get(requestContext)
  const { searchParams } = url
  const read = asked.safeParse({
    visit: params.visit,
    days: searchParams.get('days') ?? '1',
    by: searchParams.get('by') ?? 'therapist',
  })
  const from = askedDay(searchParams.get('day') ?? '')
  if (!read.success || !from) throw data(null, { status: 404 })
  const answer = await inClinic((trx) => readPlaces(trx, { ...read.data, from, now: now() }, atWork))
  if (!('refused' in answer)) return Response.json(answer)
  return Response.json(answer, { status: answer.refused === 'unknown-visit' ? 404 : 409 })
}
