import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'

export type MessageFigures = {
  readonly states: readonly { readonly state: string; readonly count: number }[]
  /** How long the one that has been due longest has waited; 0 where none is late. Calls are made by people. */
  readonly oldestWaitingSeconds: number
  readonly bookingsMade: number
}

/** For those who watch over the machine. Every booking has exactly one message that tells of it. */
export async function readMessageFigures(
  trx: ClinicTransaction,
  now: Temporal.Instant,
): Promise<MessageFigures> {
  const rows = await trx
    .selectFrom('message')
    .select(['state', sql<number>`count(*)`.as('count')])
    .select(sql<number>`count(*) filter (where kind = 'course-booked')`.as('booked'))
    .select(
      sql<number>`coalesce(extract(epoch from ${now.toString()}::timestamptz - min(due_at)
        filter (where state in ('waiting', 'sending') and channel <> 'phone'))::float8, 0)`.as('seconds'),
    )
    .where('clinic_id', '=', trx.clinic)
    .groupBy('state')
    .execute()
  return {
    states: rows.map(({ state, count }) => ({ state, count })),
    oldestWaitingSeconds: Math.max(0, ...rows.map(({ seconds }) => seconds)),
    bookingsMade: rows.reduce((sum, { booked }) => sum + booked, 0),
  }
}
