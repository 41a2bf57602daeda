import type { Selectable } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import type { Localised } from '#platform/language'
import type { Tables } from '#platform/tables'
import type { Service } from './contract.ts'
import { kindFrom } from './clinic.store.ts'

/** The services on offer, each with its protocol; a segment's minutes may come from its anaesthetic. */
export async function listServices(trx: ClinicTransaction): Promise<Service[]> {
  const services = await trx
    .selectFrom('service')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .where('retired', '=', false)
    .orderBy('position')
    .execute()
  return servicesFrom(services, await listSegments(trx))
}

export type ServiceRow = Selectable<Tables['service']>

export type SegmentRow = {
  readonly service_id: string
  readonly name: Localised
  readonly holds: readonly string[]
  readonly client_present: boolean
  readonly minutes: number | null
}

export function servicesFrom(services: readonly ServiceRow[], segments: readonly SegmentRow[]): Service[] {
  return services.map((row) => ({
    id: row.service_id,
    kind: row.kind === 'treatment' ? 'treatment' : 'analysis',
    name: row.name,
    summary: row.summary,
    visits: row.visits,
    ...restFrom(row),
    priceMinor: row.price_minor,
    vatPercent: row.vat_percent,
    segments: segments
      .filter((segment) => segment.service_id === row.service_id)
      .map((segment) => ({
        name: segment.name,
        minutes: minutesOf(segment),
        holds: segment.holds.map(kindFrom),
        clientPresent: segment.client_present,
      })),
  }))
}

async function listSegments(trx: ClinicTransaction): Promise<SegmentRow[]> {
  return trx
    .selectFrom('segment')
    .leftJoin('anaesthetic', (join) =>
      join
        .onRef('anaesthetic.clinic_id', '=', 'segment.clinic_id')
        .onRef('anaesthetic.anaesthetic_id', '=', 'segment.anaesthetic_id'),
    )
    .select(['segment.service_id', 'segment.name', 'segment.holds', 'segment.client_present'])
    .select((eb) => eb.fn.coalesce('segment.minutes', 'anaesthetic.minutes').as('minutes'))
    .where('segment.clinic_id', '=', trx.clinic)
    .orderBy('segment.service_id')
    .orderBy('segment.position')
    .execute()
}

function minutesOf(row: { minutes: number | null; service_id: string }): number {
  if (row.minutes === null) throw new Error(`A segment of service ${row.service_id} has no minutes.`)
  return row.minutes
}

function restFrom(row: {
  rest_least_days: number | null
  rest_most_days: number | null
  rest_ideal_days: number | null
}) {
  if (row.rest_least_days === null || row.rest_most_days === null || row.rest_ideal_days === null) return {}
  return {
    rest: {
      atLeastDays: row.rest_least_days,
      atMostDays: row.rest_most_days,
      idealDays: row.rest_ideal_days,
    },
  }
}
