import { sql } from 'kysely'
import type { Kind } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { instantFrom } from '#platform/time'

export async function insertResource(
  trx: ClinicTransaction,
  { kind, name, staff }: { readonly kind: Kind; readonly name: string; readonly staff?: string },
): Promise<string> {
  const found = await sql<{ id: string }>`
    insert into resource (clinic_id, kind, name, staff_id, position)
    select ${trx.clinic}::uuid, ${kind}::text, ${name}::text, ${staff ?? null}::uuid,
      (select coalesce(max(position) + 1, 0) from resource where clinic_id = ${trx.clinic}::uuid and kind = ${kind}::text)
    returning resource_id as id`.execute(trx)
  const row = found.rows[0]
  if (!row) throw new Error(`A resource was not written: ${kind} ${name}`)
  return row.id
}

/** The place in the calendar that she had before, if she had one. */
export async function restoreTherapist(trx: ClinicTransaction, staff: string): Promise<string | undefined> {
  const row = await trx
    .updateTable('resource')
    .set({ retired: false })
    .where('clinic_id', '=', trx.clinic)
    .where('staff_id', '=', staff)
    .returning('resource_id')
    .executeTakeFirst()
  return row?.resource_id
}

/** The kinds of these resources, held until the transaction ends; in the order of ids, as bookings lock them. */
export async function lockResources(
  trx: ClinicTransaction,
  which: readonly string[] | 'all',
): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('resource')
    .select(['resource_id', 'kind'])
    .where('clinic_id', '=', trx.clinic)
    .$if(which !== 'all', (query) => query.where('resource_id', 'in', which === 'all' ? [] : which))
    .orderBy('resource_id')
    .forNoKeyUpdate()
    .execute()
  return new Map(rows.map((row) => [row.resource_id, row.kind]))
}

export async function updateResource(
  trx: ClinicTransaction,
  resource: string,
  change: { readonly name?: string; readonly retired?: boolean; readonly position?: number },
): Promise<void> {
  await trx
    .updateTable('resource')
    .set(change)
    .where('clinic_id', '=', trx.clinic)
    .where('resource_id', '=', resource)
    .execute()
}

export async function insertTimeOff(
  trx: ClinicTransaction,
  time: {
    readonly resource: string | undefined
    readonly start: number
    readonly end: number
    readonly why: string
    readonly isBlock: boolean
  },
): Promise<string> {
  const found = await sql<{ id: string }>`
    insert into unavailable (clinic_id, resource_id, during, why, is_block)
    values (${trx.clinic}, ${time.resource ?? null},
      tstzrange(${instantFrom(time.start).toString()}, ${instantFrom(time.end).toString()}), ${time.why}, ${time.isBlock})
    returning unavailable_id as id`.execute(trx)
  return found.rows[0]?.id ?? ''
}

export async function deleteTimeOff(
  trx: ClinicTransaction,
  id: string,
  which: 'any' | 'block',
): Promise<boolean> {
  const gone = await trx
    .deleteFrom('unavailable')
    .where('clinic_id', '=', trx.clinic)
    .where('unavailable_id', '=', id)
    .where('why', '<>', 'lyster:left')
    .$if(which === 'block', (query) => query.where('is_block', '=', true))
    .executeTakeFirst()
  return Number(gone.numDeletedRows) > 0
}
