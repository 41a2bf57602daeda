import type { ClinicTransaction } from '#platform/db'
import { addQuestions } from './questions.store.ts'
import { readQuestionFile } from './read-question-file.ts'

/** Gives a clinic the questions that come with Lyster. May be run again. */
export async function publishQuestions(trx: ClinicTransaction): Promise<void> {
  await addQuestions(trx, await readQuestionFile())
}
