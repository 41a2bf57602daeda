import type { Temporal } from 'temporal-polyfill'
import { type Calendar, horizonOf, hoursToBits, type Segment } from '#booking/pure'
import { readClinic, readResources } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import { dayIn } from '#platform/time'
import { visitsThatFit } from './pure/index.ts'

export type FittingVisits = {
  /** In the days of the clinic's next whole week, empty. */
  readonly aWeek: number
  /** On the day of it that takes most. */
  readonly aDay: number
}

/** How many visits of each protocol an empty week takes with the therapists, rooms and pens that there are. */
export async function countFittingVisits(
  trx: ClinicTransaction,
  protocols: readonly (readonly Segment[])[],
  now: Temporal.Instant,
): Promise<FittingVisits[]> {
  const { zone, gridMinutes } = await readClinic(trx)
  const resources = await readResources(trx)
  const today = dayIn(zone, now)
  const monday = today.add({ days: 8 - today.dayOfWeek })
  const days = Array.from({ length: 7 }, (_, at): Calendar => {
    const horizon = horizonOf({ zone, from: monday.add({ days: at }), days: 1 })
    return {
      horizon,
      gridMinutes,
      resources: resources.map(({ id, kind, hours }) => ({ id, kind, free: hoursToBits(hours, horizon) })),
    }
  })
  return protocols.map((segments) => {
    const fitting = days.map((day) => visitsThatFit(day, segments))
    return { aWeek: fitting.reduce((sum, one) => sum + one, 0), aDay: Math.max(...fitting) }
  })
}
