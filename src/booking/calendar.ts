import type { Temporal } from 'temporal-polyfill'
import { readResources, readUnavailable } from '#clinic'
import type { Resource as ClinicResource } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { listBusy } from './occupancy.store.ts'
import { type Calendar, hoursToIntervals, type Interval, windowInterval } from './pure/index.ts'

export type CalendarWindow = {
  readonly zone: string
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly gridMinutes: number
}

export type NamedCalendar = { readonly calendar: Calendar; readonly resources: readonly ClinicResource[] }

/** Everybody's and everything's hours, occupied time and absences in these days, as the search wants them. */
export async function readCalendar(
  trx: ClinicTransaction,
  window: CalendarWindow,
  now: Temporal.Instant,
): Promise<NamedCalendar> {
  const stretch = windowInterval(window)
  const resources = await readResources(trx)
  const unavailable = await readUnavailable(trx, stretch)
  const busy = new Map<string, Interval[]>(resources.map((resource) => [resource.id, []]))
  for (const time of await listBusy(trx, { window: stretch, now })) busy.get(time.resource)?.push(time)
  for (const time of unavailable) {
    const touched = time.resource === null ? [...busy.values()] : [busy.get(time.resource)]
    for (const times of touched) times?.push(time)
  }
  return {
    resources,
    calendar: {
      ...window,
      resources: resources.map((resource) => ({
        id: resource.id,
        kind: resource.kind,
        open: hoursToIntervals(resource.hours, window),
        busy: busy.get(resource.id) ?? [],
      })),
    },
  }
}
