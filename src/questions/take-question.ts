import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { addNoteRow, listAnswers, listNotes } from './answers.store.ts'
import type { Question, WholeQuestion } from './contract.ts'
import { changeQuestion, findQuestion } from './questions.store.ts'

export type Taking = { readonly question: string; readonly by: string; readonly now: Temporal.Instant }

/** A question with what colleagues wrote beside it and what was answered. */
export async function readQuestion(
  trx: ClinicTransaction,
  { question: id, now }: Omit<Taking, 'by'>,
): Promise<WholeQuestion | Refusal<'unknown-question'>> {
  const question = await findQuestion(trx, { id, now })
  if (!question) return { refused: 'unknown-question' }
  return { ...question, notes: await listNotes(trx, id), answers: await listAnswers(trx, id) }
}

/** It is hers from now on, also where somebody else had taken it. */
export async function takeQuestion(
  trx: ClinicTransaction,
  taking: Taking,
): Promise<{ readonly taken: string } | Refusal<'unknown-question' | 'already-answered'>> {
  const question = await lockOpen(trx, taking)
  if ('refused' in question) return question
  await changeQuestion(trx, question.id, { state: 'taken', takenBy: taking.by })
  return { taken: question.id }
}

/** Nobody's again: whoever comes next sees it as new. */
export async function giveBackQuestion(
  trx: ClinicTransaction,
  taking: Taking,
): Promise<{ readonly given: string } | Refusal<'unknown-question' | 'already-answered'>> {
  const question = await lockOpen(trx, taking)
  if ('refused' in question) return question
  await changeQuestion(trx, question.id, { state: 'new', takenBy: null })
  return { given: question.id }
}

/** It waits for whoever asked, with the one who set it waiting, and comes up again on its day. */
export async function setWaiting(
  trx: ClinicTransaction,
  taking: Taking & { readonly until: Temporal.Instant },
): Promise<{ readonly waiting: string } | Refusal<'unknown-question' | 'already-answered'>> {
  const question = await lockOpen(trx, taking)
  if ('refused' in question) return question
  await changeQuestion(trx, question.id, { state: 'waiting', takenBy: taking.by, waitsUntil: taking.until })
  return { waiting: question.id }
}

/** Words between colleagues; they stay as they were written. */
export async function addNote(
  trx: ClinicTransaction,
  note: Taking & { readonly body: string },
): Promise<{ readonly noted: string } | Refusal<'unknown-question'>> {
  const question = await findQuestion(trx, { id: note.question, now: note.now })
  if (!question) return { refused: 'unknown-question' }
  await addNoteRow(trx, note)
  return { noted: question.id }
}

/** The question, kept for this transaction, if it is still to be answered. */
export async function lockOpen(
  trx: ClinicTransaction,
  { question: id, now }: Pick<Taking, 'question' | 'now'>,
): Promise<Question | Refusal<'unknown-question' | 'already-answered'>> {
  const question = await findQuestion(trx, { id, now, lock: true })
  if (!question) return { refused: 'unknown-question' }
  return question.state === 'answered' ? { refused: 'already-answered' } : question
}
