import { type Selectable, sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { Kind, Unavailable } from './contract.ts'

export type ClinicRow = Selectable<Tables['clinic']>

export async function listOpeningHours(trx: ClinicTransaction) {
  return trx
    .selectFrom('opening_hours')
    .select(['weekday', 'opens as from', 'closes as to'])
    .where('clinic_id', '=', trx.clinic)
    .orderBy('weekday')
    .orderBy('opens')
    .execute()
}

export async function listResources(trx: ClinicTransaction) {
  const rows = await trx
    .selectFrom('resource')
    .select(['resource_id as id', 'kind', 'name', 'staff_id as staff'])
    .where('clinic_id', '=', trx.clinic)
    .where('retired', '=', false)
    .orderBy('kind')
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, kind: kindFrom(row.kind) }))
}

export async function listWorkingHours(trx: ClinicTransaction) {
  const rows = await trx
    .selectFrom('working_hours')
    .select([
      'resource_id',
      'weekday',
      'starts',
      'ends',
      'every_weeks',
      'anchor',
      'valid_from',
      'valid_until',
    ])
    .where('clinic_id', '=', trx.clinic)
    .orderBy('weekday')
    .orderBy('starts')
    .execute()
  return rows.map(workingHoursFrom)
}

export type WorkingHoursRow = {
  readonly resource_id: string
  readonly weekday: number
  readonly starts: string
  readonly ends: string
  readonly every_weeks: number
  readonly anchor: string | null
  readonly valid_from: string | null
  readonly valid_until: string | null
}

export function workingHoursFrom(row: WorkingHoursRow) {
  return {
    resource: row.resource_id,
    weekday: row.weekday,
    from: row.starts,
    to: row.ends,
    ...(row.anchor !== null && { weeks: { every: row.every_weeks, anchor: row.anchor } }),
    ...(row.valid_from !== null && { validFrom: row.valid_from }),
    ...(row.valid_until !== null && { validUntil: row.valid_until }),
  }
}

/** Absences and closures that touch the window, in minutes since 1970; a closure has no resource. */
export async function listUnavailable(
  trx: ClinicTransaction,
  window: { start: number; end: number },
): Promise<Unavailable[]> {
  const rows = await trx
    .selectFrom('unavailable')
    .select([
      'unavailable_id as id',
      'resource_id as resource',
      'why',
      'is_block as isBlock',
      sql<number>`floor(extract(epoch from lower(during)) / 60)::int`.as('start'),
      sql<number>`ceil(extract(epoch from upper(during)) / 60)::int`.as('end'),
    ])
    .where('clinic_id', '=', trx.clinic)
    .where(
      sql<boolean>`during && tstzrange(to_timestamp(${window.start}::float8 * 60), to_timestamp(${window.end}::float8 * 60))`,
    )
    .execute()
  return rows.map(({ id, isBlock, ...row }) => (isBlock ? { ...row, block: id } : row))
}

export function kindFrom(text: string): Kind {
  if (text === 'therapist' || text === 'room' || text === 'device') return text
  throw new Error(`A resource of an unknown kind: ${text}`)
}
