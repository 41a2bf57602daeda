import type { Temporal } from 'temporal-polyfill'
import { readClinic, readUnavailable } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import type { NewQuestion } from './contract.ts'
import { answerBy, mostDaysAhead, smellsOfHarm } from './pure/index.ts'
import { addQuestion, findByForm, getAnswerDays } from './questions.store.ts'

/**
 * Keeps a question, with the promise that the clinic's setting makes. The same form sent again, after a lost answer
 * or a second press, finds the question that it became.
 */
export async function askQuestion(
  trx: ClinicTransaction,
  { now, ...asked }: NewQuestion & { readonly now: Temporal.Instant },
): Promise<{ readonly question: string; readonly answerBy: number }> {
  const by = await promisedBy(trx, now)
  const row = { ...asked, now, urgency: smellsOfHarm(asked.body)?.urgency, answerBy: instantFrom(by) }
  const added = await addQuestion(trx, row)
  if (added !== undefined) return { question: added, answerBy: by }
  const before = await findByForm(trx, asked.form)
  if (!before) throw new Error('A form was sent before and its question is not there.')
  return { question: before.id, answerBy: before.answerBy }
}

/** When an answer to what is asked now is promised: minutes since 1970. @internal for its test. */
export async function promisedBy(trx: ClinicTransaction, now: Temporal.Instant): Promise<number> {
  const { zone, openingHours } = await readClinic(trx)
  const start = minuteFrom(now)
  const away = await readUnavailable(trx, { start, end: start + (mostDaysAhead + 1) * 1440 })
  return answerBy({
    asked: dayIn(zone, now),
    days: await getAnswerDays(trx),
    opening: openingHours,
    closures: away.filter(({ resource }) => resource === null),
    zone,
  })
}
