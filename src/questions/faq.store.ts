import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'
import { minuteFrom } from '#platform/time'
import type { FaqEntry } from './contract.ts'

export type FaqWords = { readonly question: string; readonly answer: string }
export type FaqRow = FaqWords & {
  readonly language: Language
  readonly hash: string
  readonly by: string
  readonly now: Temporal.Instant
}

export async function addFaq(trx: ClinicTransaction, row: FaqRow): Promise<string> {
  const { faq_id } = await trx
    .insertInto('faq')
    .values({
      clinic_id: trx.clinic,
      language: row.language,
      question: row.question,
      answer: row.answer,
      content_hash: row.hash,
      written_by: row.by,
      written_at: row.now,
      writers: JSON.stringify([row.by]),
    })
    .returning('faq_id')
    .executeTakeFirstOrThrow()
  return faq_id
}

export async function changeFaqRow(
  trx: ClinicTransaction,
  faq: string,
  row: Omit<FaqRow, 'language'> & { readonly writers: readonly string[] },
): Promise<void> {
  await trx
    .updateTable('faq')
    .set({
      question: row.question,
      answer: row.answer,
      content_hash: row.hash,
      written_by: row.by,
      written_at: row.now,
      writers: JSON.stringify(row.writers),
    })
    .where('clinic_id', '=', trx.clinic)
    .where('faq_id', '=', faq)
    .execute()
}

export async function setWithdrawn(
  trx: ClinicTransaction,
  faq: string,
  { by, now }: { readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  await trx
    .updateTable('faq')
    .set({ withdrawn_at: now, withdrawn_by: by })
    .where('clinic_id', '=', trx.clinic)
    .where('faq_id', '=', faq)
    .execute()
}

/** The draft as it stands, kept for this transaction. */
export async function lockFaq(trx: ClinicTransaction, faq: string) {
  const row = await trx
    .selectFrom('faq')
    .select(['question', 'answer', 'content_hash', 'written_by', 'language', 'writers'])
    .where('clinic_id', '=', trx.clinic)
    .where('faq_id', '=', faq)
    .forUpdate()
    .executeTakeFirst()
  return row && { ...row, writers: row.writers ?? [row.written_by] }
}

export type FaqApproval = FaqWords & {
  readonly faq: string
  readonly hash: string
  readonly by: string
  readonly on: string
  readonly next: string
}

/** Approved words stand for the public, whoever took earlier ones down, and are nobody's own any more. */
export async function addFaqReview(trx: ClinicTransaction, approval: FaqApproval): Promise<void> {
  await trx
    .insertInto('faq_review')
    .values({
      clinic_id: trx.clinic,
      faq_id: approval.faq,
      content_hash: approval.hash,
      question: approval.question,
      answer: approval.answer,
      reviewed_by: approval.by,
      reviewed_on: approval.on,
      next_review_on: approval.next,
    })
    .execute()
  await trx
    .updateTable('faq')
    .set({ writers: JSON.stringify([]), withdrawn_at: null, withdrawn_by: null })
    .where('clinic_id', '=', trx.clinic)
    .where('faq_id', '=', approval.faq)
    .execute()
}

/**
 * What the public reads: of each entry the words of its newest review, whatever the draft has become since; none that
 * was taken down, and none whose newest review was to be made again before the given day.
 */
export async function listReviewedFaq(
  trx: ClinicTransaction,
  { language, dueFrom }: { readonly language: Language; readonly dueFrom: string },
): Promise<(FaqWords & { readonly faq: string })[]> {
  const newest = await trx
    .selectFrom('faq_review')
    .innerJoin('faq', (join) =>
      join.onRef('faq.clinic_id', '=', 'faq_review.clinic_id').onRef('faq.faq_id', '=', 'faq_review.faq_id'),
    )
    .distinctOn('faq_review.faq_id')
    .select(['faq_review.faq_id as faq', 'faq_review.question', 'faq_review.answer', 'next_review_on'])
    .where('faq_review.clinic_id', '=', trx.clinic)
    .where('faq.language', '=', language)
    .where('faq.withdrawn_at', 'is', null)
    .orderBy('faq_review.faq_id')
    .orderBy('faq_review.review_id', 'desc')
    .execute()
  return newest.filter(({ next_review_on: next }) => next >= dueFrom)
}

/** Every entry as it stands, the newest written first, with its newest review. */
export async function listFaq(trx: ClinicTransaction): Promise<FaqEntry[]> {
  const { rows } = await sql<{
    faq_id: string
    language: string
    question: string
    answer: string
    content_hash: string
    written_by: string
    writer: string
    written_at: Temporal.Instant
    writers: readonly string[] | null
    withdrawn: boolean
    reviewed_hash: string | null
    reviewer: string | null
    reviewed_on: string | null
    next_review_on: string | null
    shown: number
    answered: number
  }>`
    select f.faq_id, f.language, f.question, f.answer, f.content_hash, f.written_by, w.name as writer, f.written_at,
      f.writers, f.withdrawn_at is not null as withdrawn,
      r.content_hash as reviewed_hash, b.name as reviewer, r.reviewed_on, r.next_review_on,
      coalesce(c.shown, 0) as shown, coalesce(c.answered, 0) as answered
    from faq f
    join staff w on w.clinic_id = f.clinic_id and w.staff_id = f.written_by
    left join lateral (select * from faq_review where clinic_id = f.clinic_id and faq_id = f.faq_id
      order by review_id desc limit 1) r on true
    left join staff b on b.clinic_id = f.clinic_id and b.staff_id = r.reviewed_by
    left join suggestion_count c on c.clinic_id = f.clinic_id and c.answer_key = f.faq_id::text and c.language = f.language
    where f.clinic_id = ${trx.clinic}
    order by f.written_at desc, f.faq_id desc`.execute(trx)
  return rows.map((row) => ({
    id: row.faq_id,
    language: isLanguage(row.language) ? row.language : 'sv',
    question: row.question,
    answer: row.answer,
    hash: row.content_hash,
    writtenBy: { id: row.written_by, name: row.writer },
    writtenAt: minuteFrom(row.written_at),
    writers: row.writers ?? [row.written_by],
    isWithdrawn: row.withdrawn,
    review:
      row.reviewed_on === null
        ? undefined
        : {
            by: row.reviewer ?? '',
            on: row.reviewed_on,
            next: row.next_review_on ?? '',
            isOfThisText: row.reviewed_hash === row.content_hash,
          },
    shown: row.shown,
    answered: row.answered,
  }))
}
