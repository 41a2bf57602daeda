import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { readClinic, readUnavailable } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import type { NewQuestion } from './contract.ts'
import { answerBy, mostDaysAhead, smellsOfHarm } from './pure/index.ts'
import { addQuestion, getAnswerDays, lockByForm, mendAsker } from './questions.store.ts'

/**
 * Keeps a question, with the promise that the clinic's setting makes. A form may come again: the very same, after a
 * lost answer or a second press, is the question that it became. With a mended number or name, while nobody has
 * answered, that question is mended. Other words are a question of their own: whoever went back and wrote another
 * still wants an answer to both, and the second may be the urgent one.
 */
export async function askQuestion(
  trx: ClinicTransaction,
  { now, ...asked }: NewQuestion & { readonly now: Temporal.Instant },
): Promise<{ readonly question: string; readonly answerBy: number }> {
  const by = await promisedBy(trx, now)
  const row = { ...asked, now, urgency: smellsOfHarm(asked.body)?.urgency, answerBy: instantFrom(by) }
  const added = await addQuestion(trx, row)
  if (added !== undefined) return { question: added, answerBy: by }
  const before = await lockByForm(trx, asked.form)
  if (!before) throw new Error('A form was sent before and its question is not there.')
  const kept = { question: before.id, answerBy: before.answerBy }
  const isSameWords = before.body === asked.body
  if (isSameWords && isAskedAlike(before, asked)) return kept
  if (isSameWords && before.state !== 'answered') {
    await mendAsker(trx, before.id, row)
    return kept
  }
  const form = formAfter(asked.form, isSameWords ? whoAsks(asked) : [asked.body])
  return askQuestion(trx, { ...asked, form, now })
}

type WhoAsks = Pick<NewQuestion, 'name' | 'way' | 'reachAt' | 'reachWhen'>

function whoAsks({ name, way, reachAt, reachWhen }: WhoAsks): string[] {
  return [name, way, reachAt, reachWhen]
}

function isAskedAlike(one: WhoAsks, other: WhoAsks): boolean {
  return JSON.stringify(whoAsks(one)) === JSON.stringify(whoAsks(other))
}

/** The form's id for what else was sent with it: the same words again are the same question again. */
function formAfter(form: string, words: readonly string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([form, ...words]))
    .digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
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
