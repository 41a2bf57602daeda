/**
 * A link to booking that knows who asked. The address holds the question's id and a signature, nothing of hers; the
 * details are read back when the form that needs them is drawn, for a month after the answer.
 */
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import type { Keys } from '#platform/keys'
import type { Language } from '#platform/language'
import { minuteFrom } from '#platform/time'
import type { Way } from './contract.ts'
import { findQuestion } from './questions.store.ts'

const keptDays = 30

export function bookingLinkFor({
  question,
  clinic,
  language,
  keys,
}: {
  readonly question: string
  readonly clinic: string
  readonly language: Language
  readonly keys: Keys
}): string {
  return `/${language}/book?kept=${question}.${keys.sign('kept', wordsOf(clinic, question))}`
}

export type KeptDetails = {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly contact: Way
}

export async function readKeptDetails(
  trx: ClinicTransaction,
  { kept, keys, now }: { readonly kept: string; readonly keys: Keys; readonly now: Temporal.Instant },
): Promise<KeptDetails | undefined> {
  const [id = '', signature = ''] = kept.split('.')
  if (!keys.matches('kept', wordsOf(trx.clinic, id), signature)) return undefined
  const question = await findQuestion(trx, { id, now })
  if (!question || question.isBlank) return undefined
  const oldest = minuteFrom(now) - keptDays * 1440
  if ((question.answeredAt ?? question.askedAt) < oldest) return undefined
  const { name, way, reachAt } = question
  const isMail = way === 'email'
  return { name, email: isMail ? reachAt : '', phone: isMail ? '' : reachAt, contact: way }
}

function wordsOf(clinic: string, question: string): string {
  return `${clinic}\n${question}`
}
