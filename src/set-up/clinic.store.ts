import { sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import type { DayHours } from './contract.ts'

export type ClinicFields = {
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  /** E.164 */
  readonly phone: string
  readonly email: string
  readonly languages: readonly Language[]
  readonly live: boolean
  /** HH:MM */
  readonly quiet_from: string
  readonly quiet_until: string
  readonly change_notice_hours: number
}

export async function updateClinic(trx: ClinicTransaction, fields: Partial<ClinicFields>): Promise<void> {
  const { languages, ...rest } = fields
  await trx
    .updateTable('clinic')
    .set({ ...rest, ...(languages && { languages: [...languages] }) })
    .where('clinic_id', '=', trx.clinic)
    .execute()
}

export async function replaceOpeningHours(trx: ClinicTransaction, hours: readonly DayHours[]): Promise<void> {
  await trx.deleteFrom('opening_hours').where('clinic_id', '=', trx.clinic).execute()
  if (hours.length === 0) return
  await trx
    .insertInto('opening_hours')
    .values(
      hours.map(({ weekday, from, to }) => ({ clinic_id: trx.clinic, weekday, opens: from, closes: to })),
    )
    .execute()
}

export async function insertClinic(
  trx: ClinicTransaction,
  clinic: {
    readonly name: string
    readonly email: string
    readonly zone: string
    readonly currency: string
    readonly country: string
    readonly languages: readonly Language[]
  },
): Promise<void> {
  const { zone, languages, ...rest } = clinic
  await trx
    .insertInto('clinic')
    .values({
      clinic_id: trx.clinic,
      ...rest,
      street: '',
      postcode: '',
      city: '',
      phone: '',
      time_zone: zone,
      languages: [...languages],
      demonstration: false,
      live: false,
    })
    .execute()
}

/** False where the clinic that the transaction has named is no demonstration, or is found by nobody. */
export async function takePlaceInDirectory(trx: ClinicTransaction, newClinic: string): Promise<boolean> {
  const answer = await sql<{
    left: boolean
  }>`select directory.leave_demonstration(${newClinic}) as left`.execute(trx)
  return answer.rows[0]?.left ?? false
}
