/** What nearly every use needs of the clinic, in one statement: six of them would each cost more than what they read. */
import { sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import type { ClinicRow, WorkingHoursRow } from './clinic.store.ts'
import type { WeeklyHours } from './contract.ts'
import type { SegmentRow, ServiceRow } from './services.store.ts'

export type SettingRow = {
  readonly clinic: ClinicRow
  readonly opening: readonly WeeklyHours[]
  readonly working: readonly WorkingHoursRow[]
  readonly resources: readonly {
    readonly id: string
    readonly kind: string
    readonly name: string
    readonly staff: string | null
  }[]
  readonly services: readonly ServiceRow[]
  readonly segments: readonly SegmentRow[]
}

/** The clinic with its opening hours. As JSON, of which a plan stays good when a migration adds a column. */
export async function getClinic(trx: ClinicTransaction): Promise<Pick<SettingRow, 'clinic' | 'opening'>> {
  const { rows } = await sql<Pick<SettingRow, 'clinic' | 'opening'>>`/* get-clinic */
    select row_to_json(c) as clinic,
      (select coalesce(json_agg(h order by h.weekday, h."from"), '[]') from (
        select weekday, opens as "from", closes as "to" from opening_hours where clinic_id = ${trx.clinic}) h) as opening
    from clinic c where clinic_id = ${trx.clinic}`.execute(trx)
  return theOne(rows, trx)
}

/** As JSON: times of day and days are texts there as they are elsewhere, and no other kind of time is looked at. */
export async function getSetting(trx: ClinicTransaction): Promise<SettingRow> {
  const { rows } = await sql<SettingRow>`/* get-setting */
    select row_to_json(c) as clinic,
      (select coalesce(json_agg(h order by h.weekday, h."from"), '[]') from (
        select weekday, opens as "from", closes as "to" from opening_hours where clinic_id = ${trx.clinic}) h) as opening,
      (select coalesce(json_agg(w order by w.weekday, w.starts), '[]') from (
        select resource_id, weekday, starts, ends, every_weeks, anchor, valid_from, valid_until
        from working_hours where clinic_id = ${trx.clinic}) w) as working,
      (select coalesce(json_agg(r order by r.kind, r.position), '[]') from (
        select resource_id as id, kind, name, staff_id as staff, position
        from resource where clinic_id = ${trx.clinic} and not retired) r) as resources,
      (select coalesce(json_agg(s order by s.position), '[]') from service s
        where clinic_id = ${trx.clinic} and not retired) as services,
      (select coalesce(json_agg(g order by g.service_id, g.position), '[]') from (
        select g.service_id, g.position, g.name, g.holds, g.client_present, coalesce(g.minutes, a.minutes) as minutes
        from segment g left join anaesthetic a on a.clinic_id = g.clinic_id and a.anaesthetic_id = g.anaesthetic_id
        where g.clinic_id = ${trx.clinic}) g) as segments
    from clinic c where clinic_id = ${trx.clinic}`.execute(trx)
  return theOne(rows, trx)
}

function theOne<Row>([row]: readonly Row[], { clinic }: ClinicTransaction): Row {
  if (!row) throw new Error(`There is no clinic ${clinic}.`)
  return row
}
