import type { Temporal } from 'temporal-polyfill'
import { readClinic } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import { blankAnsweredBefore } from './blank.store.ts'

/**
 * How long an answered question is kept: as long as somebody may come back to what she was told, and no
 * longer than an answer of the clinic's stands without being reviewed. The consent and the privacy page say it in words,
 * so it is changed in all three.
 */
const keptMonths = 12

/** Takes the words, the name and the number or address out of questions whose time has passed. */
export async function blankAnswered(trx: ClinicTransaction, now: Temporal.Instant): Promise<number> {
  const { zone } = await readClinic(trx)
  const before = now.toZonedDateTimeISO(zone).subtract({ months: keptMonths }).toInstant()
  return blankAnsweredBefore(trx, { before, now })
}
