import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage } from '#platform/language'
import { minuteFrom } from '#platform/time'
import {
  type NewQuestion,
  type Question,
  type QuestionCounts,
  type QuestionFilter,
  questionStates,
  reachTimes,
  ways,
} from './contract.ts'
import type { Urgency } from './pure/index.ts'

const urgencies: readonly Urgency[] = ['emergency', 'same-day']

export async function getAnswerDays(trx: ClinicTransaction): Promise<number> {
  const row = await trx
    .selectFrom('clinic')
    .select('answer_within_days')
    .where('clinic_id', '=', trx.clinic)
    .executeTakeFirstOrThrow()
  return row.answer_within_days
}

export async function setAnswerDays(trx: ClinicTransaction, days: number): Promise<void> {
  await trx
    .updateTable('clinic')
    .set({ answer_within_days: days })
    .where('clinic_id', '=', trx.clinic)
    .execute()
}

export type QuestionRow = NewQuestion & {
  readonly urgency: Urgency | undefined
  readonly now: Temporal.Instant
  readonly answerBy: Temporal.Instant
}

/** Undefined where the same form has been sent before. */
export async function addQuestion(trx: ClinicTransaction, row: QuestionRow): Promise<string | undefined> {
  const added = await trx
    .insertInto('question')
    .values({
      clinic_id: trx.clinic,
      form_id: row.form,
      article_id: row.about ?? null,
      language: row.language,
      body: row.body,
      name: row.name,
      way: row.way,
      reach_at: row.reachAt,
      reach_when: row.reachWhen,
      consent_at: row.now,
      urgency: row.urgency ?? null,
      asked_at: row.now,
      answer_by: row.answerBy,
    })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'form_id']).doNothing())
    .returning('question_id')
    .executeTakeFirst()
  return added?.question_id
}

/** What this form became, kept for this transaction. */
export async function lockByForm(trx: ClinicTransaction, form: string): Promise<Question | undefined> {
  const row = await questionQuery(trx).where('form_id', '=', form).forUpdate('question').executeTakeFirst()
  return row && questionFrom(row, row.asked_at)
}

/** Who asked and how she is reached, as she sent it last. */
export async function mendAsker(
  trx: ClinicTransaction,
  question: string,
  { name, way, reachAt, reachWhen, urgency, now }: QuestionRow,
): Promise<void> {
  await trx
    .updateTable('question')
    .set({ name, way, reach_at: reachAt, reach_when: reachWhen, urgency: urgency ?? null, consent_at: now })
    .where('clinic_id', '=', trx.clinic)
    .where('question_id', '=', question)
    .execute()
}

/** With `lock`, nobody else changes it until this transaction is over. */
export async function findQuestion(
  trx: ClinicTransaction,
  { id, now, lock = false }: { readonly id: string; readonly now: Temporal.Instant; readonly lock?: boolean },
): Promise<Question | undefined> {
  const query = questionQuery(trx).where('question_id', '=', id)
  const row = await (lock ? query.forUpdate('question') : query).executeTakeFirst()
  return row && questionFrom(row, now)
}

/** What is urgent first, then what is overdue, then the oldest; what is answered, the newest first. */
export async function listQuestions(
  trx: ClinicTransaction,
  { show, staff, limit, now }: QuestionFilter & { readonly now: Temporal.Instant },
): Promise<Question[]> {
  const all = questionQuery(trx).limit(limit)
  if (show === 'answered') {
    const rows = await all.where('state', '=', 'answered').orderBy('answered_at', 'desc').execute()
    return rows.map((row) => questionFrom(row, now))
  }
  const open = all
    .where('state', '<>', 'answered')
    .orderBy(sql`case urgency when 'emergency' then 0 when 'same-day' then 1 else 2 end`)
    .orderBy(sql`${dueAt} <= ${now.toString()}::timestamptz`, 'desc')
    .orderBy('asked_at')
    .orderBy('question_id')
  const shown = {
    open: () => open,
    new: () => open.where('state', '=', 'new'),
    mine: () => open.where('taken_by', '=', staff),
    waiting: () => open.where('state', '=', 'waiting'),
  }[show]()
  return (await shown.execute()).map((row) => questionFrom(row, now))
}

export async function countQuestions(
  trx: ClinicTransaction,
  { now, staff }: { readonly now: Temporal.Instant; readonly staff: string },
): Promise<QuestionCounts> {
  return trx
    .selectFrom('question')
    .select([
      sql<number>`(count(*) filter (where state = 'new'))::int`.as('new'),
      sql<number>`(count(*) filter (where taken_by = ${staff}))::int`.as('mine'),
      sql<number>`(count(*) filter (where state = 'waiting'))::int`.as('waiting'),
      sql<number>`count(*)::int`.as('open'),
      sql<number>`(count(*) filter (where ${dueAt} <= ${now.toString()}::timestamptz))::int`.as('overdue'),
      sql<number>`(count(*) filter (where urgency is not null))::int`.as('urgent'),
    ])
    .where('clinic_id', '=', trx.clinic)
    .where('state', '<>', 'answered')
    .executeTakeFirstOrThrow()
}

export async function countAnsweredQuestions(trx: ClinicTransaction): Promise<number> {
  const { count } = await trx
    .selectFrom('question')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('clinic_id', '=', trx.clinic)
    .where('state', '=', 'answered')
    .executeTakeFirstOrThrow()
  return count
}

/** When somebody has to do something about it: what waits is let be until its day. */
const dueAt = sql<Temporal.Instant>`coalesce(question.waits_until, question.answer_by)`

type Change = {
  readonly state: 'new' | 'taken' | 'waiting' | 'answered'
  /** Null gives it back. */
  readonly takenBy?: string | null
  readonly waitsUntil?: Temporal.Instant
  readonly answeredAt?: Temporal.Instant
  readonly client?: string | undefined
}

export async function changeQuestion(trx: ClinicTransaction, id: string, change: Change): Promise<void> {
  await trx
    .updateTable('question')
    .set({
      state: change.state,
      ...(change.takenBy !== undefined && { taken_by: change.takenBy }),
      waits_until: change.waitsUntil ?? null,
      ...(change.answeredAt && { answered_at: change.answeredAt }),
      ...(change.client !== undefined && { client_id: change.client }),
    })
    .where('clinic_id', '=', trx.clinic)
    .where('question_id', '=', id)
    .execute()
}

function questionQuery(trx: ClinicTransaction) {
  return trx
    .selectFrom('question')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.clinic_id', '=', 'question.clinic_id')
        .onRef('staff.staff_id', '=', 'question.taken_by'),
    )
    .select([
      'question_id',
      'article_id',
      'language',
      'body',
      'question.name',
      'way',
      'reach_at',
      'reach_when',
    ])
    .select([
      'urgency',
      'state',
      'taken_by',
      'asked_at',
      'answer_by',
      'answered_at',
      'waits_until',
      'client_id',
      'blanked_at',
    ])
    .select('staff.name as taken_by_name')
    .where('question.clinic_id', '=', trx.clinic)
}

type Row = Awaited<ReturnType<ReturnType<typeof questionQuery>['execute']>>[number]

function questionFrom(row: Row, now: Temporal.Instant): Question {
  const answerBy = minuteFrom(row.answer_by)
  const waitsUntil = row.waits_until === null ? undefined : minuteFrom(row.waits_until)
  const isAnswered = row.state === 'answered'
  return {
    id: row.question_id,
    about: row.article_id ?? undefined,
    language: isLanguage(row.language) ? row.language : 'sv',
    body: row.body,
    name: row.name,
    way: oneOf(ways, row.way),
    reachAt: row.reach_at,
    reachWhen: oneOf(reachTimes, row.reach_when),
    urgency: row.urgency === null ? undefined : oneOf(urgencies, row.urgency),
    state: oneOf(questionStates, row.state),
    takenBy: row.taken_by === null ? undefined : { id: row.taken_by, name: row.taken_by_name ?? '' },
    askedAt: minuteFrom(row.asked_at),
    answerBy,
    answeredAt: row.answered_at === null ? undefined : minuteFrom(row.answered_at),
    waitsUntil,
    overdue: !isAnswered && (waitsUntil ?? answerBy) <= minuteFrom(now),
    isBlank: row.blanked_at !== null,
    client: row.client_id ?? undefined,
  }
}

export function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((one) => one === text)
  if (found === undefined) throw new Error(`A question with an unknown word in it: ${text}`)
  return found
}
