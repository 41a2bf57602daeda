import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'

/** A round takes so many at most, so that it never holds others up for long. */
const mostAtOnce = 200

/** What stands where words were: the columns are never empty. */
const nothing = '–'

/** That it was asked and answered, when, by whom and how, stays for the counts; of hers nothing does. */
export async function blankAnsweredBefore(
  trx: ClinicTransaction,
  { before, now }: { readonly before: Temporal.Instant; readonly now: Temporal.Instant },
): Promise<number> {
  const { rows } = await sql<{ blanked: number }>`/* blank-answered */
    with old as materialized (
      select question_id from question
      where clinic_id = ${trx.clinic} and state = 'answered' and blanked_at is null
        and answered_at < ${before.toString()}::timestamptz
      order by answered_at limit ${mostAtOnce} for update skip locked),
    notes as (
      update question_note set body = ${nothing} from old
      where clinic_id = ${trx.clinic} and question_note.question_id = old.question_id),
    answers as (
      update question_answer set body = ${nothing} from old
      where clinic_id = ${trx.clinic} and question_answer.question_id = old.question_id),
    letters as (
      update message set payload = payload || jsonb_build_object('reply', ${nothing}::text)
      from question_answer, old
      where message.clinic_id = ${trx.clinic} and question_answer.clinic_id = ${trx.clinic}
        and question_answer.question_id = old.question_id and message.message_id = question_answer.message_id
        and message.state not in ('waiting', 'sending')),
    blanked as (
      update question set body = ${nothing}, name = ${nothing}, reach_at = ${nothing}, article_id = null,
        urgency = null, client_id = null, blanked_at = ${now.toString()}::timestamptz
      from old where clinic_id = ${trx.clinic} and question.question_id = old.question_id
      returning 1)
    select count(*)::int as blanked from blanked`.execute(trx)
  return rows[0]?.blanked ?? 0
}
