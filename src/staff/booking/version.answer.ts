/** Whether a board has anything new: its version, which names nobody. For pages that cannot be told of changes. */
import { data } from 'react-router'
import { readDaysVersion } from '#booking/desk'
import { requestContext } from '#platform/context'
import type { Route } from './+types/version.answer'
import { atWorkFor } from '../may.server.ts'
import { askedDay } from './asked-day.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
  const { clinic } = atWorkFor(context, 'see-day')
  const { inClinic, now } = context.get(requestContext)
  const from = askedDay(url.searchParams.get('from') ?? '')
  const days = url.searchParams.get('days') === '7' ? 7 : 1
  if (!from) throw data(null, { status: 404 })
  const asked = { zone: clinic.zone, from, days, now: now() }
  const version = await inClinic((trx) => readDaysVersion(trx, asked))
  return Response.json({ version }, { headers: { 'Cache-Control': 'no-store' } })
}
