import { sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import type { Anaesthetic, DraftSegment, DraftService } from './contract.ts'

export type ServiceFields = Pick<
  DraftService,
  'kind' | 'name' | 'summary' | 'visits' | 'rest' | 'priceMinor' | 'vatPercent'
>

/** Written as a draft: clients do not see it yet. */
export async function insertService(trx: ClinicTransaction, service: ServiceFields): Promise<string> {
  const row = await trx
    .insertInto('service')
    .values({
      clinic_id: trx.clinic,
      ...columnsOf(service),
      retired: true,
      position: sql<number>`(select coalesce(max(position) + 1, 0) from service where clinic_id = ${trx.clinic})`,
    })
    .returning('service_id')
    .executeTakeFirstOrThrow()
  return row.service_id
}

export async function updateService(
  trx: ClinicTransaction,
  id: string,
  service: ServiceFields,
): Promise<boolean> {
  const changed = await trx
    .updateTable('service')
    .set(columnsOf(service))
    .where('clinic_id', '=', trx.clinic)
    .where('service_id', '=', id)
    .executeTakeFirst()
  return Number(changed.numUpdatedRows) > 0
}

export async function setShown(trx: ClinicTransaction, id: string, shown: boolean): Promise<void> {
  await trx
    .updateTable('service')
    .set({ retired: !shown })
    .where('clinic_id', '=', trx.clinic)
    .where('service_id', '=', id)
    .execute()
}

/** How many segments a service has, which nobody else can change until the transaction ends; none: no such service. */
export async function lockService(trx: ClinicTransaction, id: string): Promise<number | undefined> {
  const row = await trx
    .selectFrom('service')
    .select('service_id')
    .where('clinic_id', '=', trx.clinic)
    .where('service_id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const segments = await trx
    .selectFrom('segment')
    .select('position')
    .where('clinic_id', '=', trx.clinic)
    .where('service_id', '=', id)
    .execute()
  return segments.length
}

export async function replaceSegments(
  trx: ClinicTransaction,
  service: string,
  segments: readonly DraftSegment[],
): Promise<void> {
  await trx
    .deleteFrom('segment')
    .where('clinic_id', '=', trx.clinic)
    .where('service_id', '=', service)
    .execute()
  if (segments.length === 0) return
  await trx
    .insertInto('segment')
    .values(
      segments.map((segment, position) => ({
        clinic_id: trx.clinic,
        service_id: service,
        position,
        name: JSON.stringify(segment.name),
        minutes: segment.anaesthetic ? null : (segment.minutes ?? null),
        anaesthetic_id: segment.anaesthetic ?? null,
        holds: [...segment.holds],
        client_present: segment.clientPresent,
      })),
    )
    .execute()
}

export async function insertAnaesthetic(
  trx: ClinicTransaction,
  { name, minutes, source }: Omit<Anaesthetic, 'id'>,
  reviewedOn: string,
): Promise<string> {
  const row = await trx
    .insertInto('anaesthetic')
    .values({
      clinic_id: trx.clinic,
      name: JSON.stringify(name),
      minutes,
      source,
      grade: 'judgement',
      reviewed_on: reviewedOn,
    })
    .returning('anaesthetic_id')
    .executeTakeFirstOrThrow()
  return row.anaesthetic_id
}

function columnsOf(service: ServiceFields) {
  const { kind, name, summary, visits, rest, priceMinor, vatPercent } = service
  return {
    kind,
    name: JSON.stringify(name),
    summary: JSON.stringify(summary),
    visits,
    rest_least_days: rest?.atLeastDays ?? null,
    rest_ideal_days: rest?.idealDays ?? null,
    rest_most_days: rest?.atMostDays ?? null,
    price_minor: priceMinor,
    vat_percent: vatPercent,
  }
}
