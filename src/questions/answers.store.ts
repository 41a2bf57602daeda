import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { minuteFrom } from '#platform/time'
import { type GivenAnswer, type QuestionNote, type Way, ways } from './contract.ts'
import { oneOf } from './questions.store.ts'

type Written = {
  readonly question: string
  readonly body: string
  readonly by: string
  readonly now: Temporal.Instant
}

export async function addNoteRow(trx: ClinicTransaction, note: Written): Promise<void> {
  await trx
    .insertInto('question_note')
    .values({
      clinic_id: trx.clinic,
      question_id: note.question,
      body: note.body,
      written_by: note.by,
      written_at: note.now,
    })
    .execute()
}

export async function addAnswer(
  trx: ClinicTransaction,
  answer: Written & { readonly way: Way; readonly message: string | undefined },
): Promise<void> {
  await trx
    .insertInto('question_answer')
    .values({
      clinic_id: trx.clinic,
      question_id: answer.question,
      body: answer.body,
      way: answer.way,
      answered_by: answer.by,
      answered_at: answer.now,
      message_id: answer.message ?? null,
    })
    .execute()
}

/** The oldest first. */
export async function listNotes(trx: ClinicTransaction, question: string): Promise<QuestionNote[]> {
  const rows = await trx
    .selectFrom('question_note')
    .innerJoin('staff', (join) =>
      join
        .onRef('staff.clinic_id', '=', 'question_note.clinic_id')
        .onRef('staff.staff_id', '=', 'question_note.written_by'),
    )
    .select(['body', 'staff.name', 'written_at'])
    .where('question_note.clinic_id', '=', trx.clinic)
    .where('question_id', '=', question)
    .orderBy('note_id')
    .execute()
  return rows.map((row) => ({ body: row.body, by: row.name, at: minuteFrom(row.written_at) }))
}

/** The oldest first. */
export async function listAnswers(trx: ClinicTransaction, question: string): Promise<GivenAnswer[]> {
  const rows = await trx
    .selectFrom('question_answer')
    .innerJoin('staff', (join) =>
      join
        .onRef('staff.clinic_id', '=', 'question_answer.clinic_id')
        .onRef('staff.staff_id', '=', 'question_answer.answered_by'),
    )
    .select(['body', 'way', 'message_id', 'staff.name', 'answered_at'])
    .where('question_answer.clinic_id', '=', trx.clinic)
    .where('question_id', '=', question)
    .orderBy('answer_id')
    .execute()
  return rows.map((row) => ({
    body: row.body,
    way: oneOf(ways, row.way),
    message: row.message_id ?? undefined,
    by: row.name,
    at: minuteFrom(row.answered_at),
  }))
}
