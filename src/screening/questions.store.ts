import type { ClinicTransaction } from '#platform/db'
import { ways } from './contract.ts'
import type { Question } from './read-question-file.ts'

/** The clinic's questions, in the order in which they are asked. */
export async function listQuestions(trx: ClinicTransaction): Promise<Question[]> {
  const rows = await trx
    .selectFrom('screening_question')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.question_id,
    question: row.question,
    advice: row.advice,
    leadsTo: wayFrom(row),
    source: row.source,
    grade: row.grade,
    facts: row.facts,
    reviewedOn: row.reviewed_on,
  }))
}

/** Adds questions in the order given; one that is kept already takes the new words. */
export async function addQuestions(trx: ClinicTransaction, questions: readonly Question[]): Promise<void> {
  if (questions.length === 0) return
  await trx
    .insertInto('screening_question')
    .values(
      questions.map((question, index) => ({
        clinic_id: trx.clinic,
        question_id: question.id,
        position: index + 1,
        question: JSON.stringify(question.question),
        advice: JSON.stringify(question.advice),
        leads_to: question.leadsTo,
        source: question.source,
        grade: question.grade,
        facts: [...question.facts],
        reviewed_on: question.reviewedOn,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['clinic_id', 'question_id']).doUpdateSet((eb) => ({
        position: eb.ref('excluded.position'),
        question: eb.ref('excluded.question'),
        advice: eb.ref('excluded.advice'),
        leads_to: eb.ref('excluded.leads_to'),
        source: eb.ref('excluded.source'),
        grade: eb.ref('excluded.grade'),
        facts: eb.ref('excluded.facts'),
        reviewed_on: eb.ref('excluded.reviewed_on'),
      })),
    )
    .execute()
}

function wayFrom(row: { readonly question_id: string; readonly leads_to: string }): Question['leadsTo'] {
  const way = ways.find((one) => one === row.leads_to)
  if (!way) throw new Error(`Screening question ${row.question_id} leads nowhere known: ${row.leads_to}`)
  return way
}
