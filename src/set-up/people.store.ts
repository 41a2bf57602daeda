import { Temporal } from 'temporal-polyfill'
import type { Role } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import type { Localised } from '#platform/language'
import type { DayHours, Season, Weeks } from './contract.ts'

export async function insertStaff(
  trx: ClinicTransaction,
  person: { readonly name: string; readonly title: Localised; readonly role: Role; readonly user?: string },
): Promise<string> {
  const { name, title, role, user } = person
  const row = await trx
    .insertInto('staff')
    .values({ clinic_id: trx.clinic, user_id: user ?? null, name, title: JSON.stringify(title), role })
    .returning('staff_id')
    .executeTakeFirstOrThrow()
  return row.staff_id
}

export async function replaceWeeks(
  trx: ClinicTransaction,
  therapist: string,
  { season, weeks }: { readonly season: Season; readonly weeks: Weeks },
): Promise<void> {
  await deleteSeason(trx, therapist, season)
  const anchor = weeks.b?.anchor
  const rows = [...rowsOf(weeks.a, anchor), ...rowsOf(weeks.b?.hours ?? [], anchor && weekAfter(anchor))]
  if (rows.length === 0) return
  await trx
    .insertInto('working_hours')
    .values(
      rows.map((row) => ({
        clinic_id: trx.clinic,
        resource_id: therapist,
        valid_from: season.validFrom ?? null,
        valid_until: season.validUntil ?? null,
        ...row,
      })),
    )
    .execute()
}

export async function deleteSeason(
  trx: ClinicTransaction,
  therapist: string,
  season: Season,
): Promise<number> {
  const gone = await trx
    .deleteFrom('working_hours')
    .where('clinic_id', '=', trx.clinic)
    .where('resource_id', '=', therapist)
    .where('valid_from', 'is not distinct from', season.validFrom ?? null)
    .where('valid_until', 'is not distinct from', season.validUntil ?? null)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

function rowsOf(hours: readonly DayHours[], anchor: string | undefined) {
  return hours.map(({ weekday, from, to }) => ({
    weekday,
    starts: from,
    ends: to,
    every_weeks: anchor ? 2 : 1,
    anchor: anchor ?? null,
  }))
}

function weekAfter(monday: string): string {
  return Temporal.PlainDate.from(monday).add({ days: 7 }).toString()
}
