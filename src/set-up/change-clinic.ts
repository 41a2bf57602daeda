import type { ClinicTransaction, Refusal } from '#platform/db'
import { type ClinicFields, replaceOpeningHours, updateClinic } from './clinic.store.ts'
import type { DayHours } from './contract.ts'
import { type Lack, lacksOf } from './pure/index.ts'
import { readSetUp, whatIsThere } from './read-set-up.ts'

/** What clients read about the clinic: its name, where it is, how it is reached, which languages it speaks. */
export async function changeClinic(
  trx: ClinicTransaction,
  fields: Partial<Omit<ClinicFields, 'live' | 'quiet_from' | 'quiet_until' | 'change_notice_hours'>>,
): Promise<{ readonly changed: true } | Refusal<'no-language'>> {
  if (fields.languages?.length === 0) return { refused: 'no-language' }
  await updateClinic(trx, fields)
  return { changed: true }
}

/** The same each week; rooms and pens can be used in these hours. What is booked outside them stays. */
export async function setOpeningHours(trx: ClinicTransaction, hours: readonly DayHours[]): Promise<void> {
  await replaceOpeningHours(trx, hours)
}

/**
 * Opens the clinic to bookings from outside, once nothing is lacking; closing it again is always allowed and leaves
 * what is booked as it is.
 */
export async function goLive(
  trx: ClinicTransaction,
  live: boolean,
): Promise<{ readonly live: boolean } | (Refusal<'not-ready'> & { readonly lacks: readonly Lack[] })> {
  const lacks = live ? lacksOf('live', whatIsThere(await readSetUp(trx), false)) : []
  if (lacks.length > 0) return { refused: 'not-ready', lacks }
  await updateClinic(trx, { live })
  return { live }
}

const longestNoticeHours = 336

/** How many hours before a visit the client can still move or cancel it by herself; at most two weeks. */
export async function setChangeNotice(
  trx: ClinicTransaction,
  hours: number,
): Promise<{ readonly set: true } | Refusal<'bad-notice'>> {
  if (!Number.isInteger(hours) || hours < 0 || hours > longestNoticeHours) return { refused: 'bad-notice' }
  await updateClinic(trx, { change_notice_hours: hours })
  return { set: true }
}
