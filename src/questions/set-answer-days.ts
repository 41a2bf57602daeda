import type { ClinicTransaction, Refusal } from '#platform/db'
import { getAnswerDays, setAnswerDays as write } from './questions.store.ts'

const most = 10

/** The clinic's promise: within so many working days. Questions that are asked keep the promise they were given. */
export async function setAnswerDays(
  trx: ClinicTransaction,
  { days }: { readonly days: number },
): Promise<{ readonly days: number } | Refusal<'no-such-promise'>> {
  if (!Number.isInteger(days) || days < 1 || days > most) return { refused: 'no-such-promise' }
  await write(trx, days)
  return { days: await getAnswerDays(trx) }
}
