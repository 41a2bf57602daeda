import type { Temporal } from 'temporal-polyfill'
import { readClinic } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import { dayIn } from '#platform/time'
import { retireTherapistsBefore } from './therapists.store.ts'

/** The day after somebody's last, she is no longer among those who can be asked for. Her past visits keep her name. */
export async function retireLeft(trx: ClinicTransaction, now: Temporal.Instant): Promise<void> {
  const { zone } = await readClinic(trx)
  await retireTherapistsBefore(trx, dayIn(zone, now).toString())
}
