import type { ClinicTransaction } from '#platform/db'
import type { Answers } from './contract.ts'
import { type Verdict, verdict } from './pure/verdict.ts'
import { listQuestions } from './questions.store.ts'

/** Weighs a client's answers by the clinic's questions. Reads only: the answers are not written anywhere. */
export async function weighAnswers(trx: ClinicTransaction, answers: Answers): Promise<Verdict> {
  return verdict(await listQuestions(trx), new Set(answers.yes))
}
