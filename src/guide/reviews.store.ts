/** Approvals, each with what it approved, and what was asked for and taken back. All of it is only ever added to. */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language, type Localised } from '#platform/language'
import type { Article, TextId } from './articles.store.ts'
import type { Review } from './pure/review-state.ts'
import { readSnapshot, type Snapshot } from './snapshot.ts'

export type Approval = {
  readonly reviewer: string
  readonly credential: Localised
  readonly reviewedOn: string
  readonly nextReviewOn: string
  /** The reviewer is made up, and every page says so. */
  readonly fictitious: boolean
}

/** A text as it was last approved: what the public reads. */
export type Approved = Pick<
  Article,
  'articleId' | 'language' | 'slug' | 'concern' | 'author' | 'publishedOn' | 'contentHash'
> & {
  readonly reviewId: string
  readonly snapshot: Snapshot
  readonly review: Review
  readonly approvedAt: Temporal.Instant
}

type Which = { readonly language?: Language; readonly slug?: string; readonly articleId?: string }

/**
 * The newest approval of each text that is asked for. One that was taken back does not count, nor one that kept no
 * snapshot: those approved texts that were gone before snapshots were kept.
 */
export async function listApproved(trx: ClinicTransaction, which: Which = {}): Promise<Approved[]> {
  const rows = await trx
    .selectFrom('article')
    .innerJoin('review', (join) =>
      join
        .onRef('review.clinic_id', '=', 'article.clinic_id')
        .onRef('review.article_id', '=', 'article.article_id')
        .onRef('review.language', '=', 'article.language'),
    )
    .distinctOn(['article.article_id', 'article.language'])
    .select(['article.article_id', 'article.language', 'article.slug', 'article.author'])
    .select(['article.published_on', 'review.review_id', 'review.content_hash', 'review.snapshot'])
    .select(['review.reviewer', 'review.credential', 'review.reviewed_on', 'review.next_review_on'])
    .select(['review.fictitious', 'review.approved_at'])
    .where('article.clinic_id', '=', trx.clinic)
    .where('review.snapshot', 'is not', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('review_withdrawal')
            .select('review_withdrawal.review_id')
            .whereRef('review_withdrawal.clinic_id', '=', 'review.clinic_id')
            .whereRef('review_withdrawal.review_id', '=', 'review.review_id'),
        ),
      ),
    )
    .$if(which.language !== undefined, (query) => query.where('article.language', '=', which.language ?? ''))
    .$if(which.slug !== undefined, (query) => query.where('article.slug', '=', which.slug ?? ''))
    .$if(which.articleId !== undefined, (query) =>
      query.where('article.article_id', '=', which.articleId ?? ''),
    )
    .orderBy('article.article_id')
    .orderBy('article.language')
    .orderBy('review.approved_at', 'desc')
    .orderBy('review.review_id', 'desc')
    .execute()
  return rows.flatMap((row) => (isLanguage(row.language) ? [approvedFrom(row, row.language)] : []))
}

type ReviewRow = {
  readonly content_hash: string
  readonly reviewer: string
  readonly credential: Localised
  readonly reviewed_on: string
  readonly next_review_on: string
  readonly fictitious: boolean
}

type ApprovedRow = ReviewRow & {
  readonly article_id: string
  readonly slug: string
  readonly author: string
  readonly published_on: string
  readonly review_id: string
  readonly snapshot: unknown
  readonly approved_at: Temporal.Instant
}

function approvedFrom(row: ApprovedRow, language: Language): Approved {
  const snapshot = readSnapshot(row.snapshot)
  return {
    articleId: row.article_id,
    language,
    slug: row.slug,
    concern: snapshot.concern,
    author: row.author,
    publishedOn: row.published_on,
    contentHash: row.content_hash,
    reviewId: row.review_id,
    approvedAt: row.approved_at,
    snapshot,
    review: reviewFrom(row, language),
  }
}

function reviewFrom(row: ReviewRow, language: Language): Review {
  return {
    contentHash: row.content_hash,
    by: row.reviewer,
    credential: row.credential[language],
    on: row.reviewed_on,
    next: row.next_review_on,
    fictitious: row.fictitious,
  }
}

/** Approves one exact text with the facts that it cites. */
export async function addReview(
  trx: ClinicTransaction,
  text: TextId & { readonly contentHash: string; readonly snapshot: Snapshot },
  approval: Approval & { readonly approver: string | null; readonly at: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('review')
    .values({
      clinic_id: trx.clinic,
      article_id: text.articleId,
      language: text.language,
      content_hash: text.contentHash,
      snapshot: JSON.stringify(text.snapshot),
      reviewer: approval.reviewer,
      credential: JSON.stringify(approval.credential),
      reviewed_on: approval.reviewedOn,
      next_review_on: approval.nextReviewOn,
      fictitious: approval.fictitious,
      approver: approval.approver,
      approved_at: approval.at,
    })
    .execute()
}

/** True where it was not taken back before; undefined where there is no such approval of this text. */
export async function addWithdrawal(
  trx: ClinicTransaction,
  text: TextId & { readonly review: string },
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<boolean | undefined> {
  const there = await trx
    .selectFrom('review')
    .select('review_id')
    .where('clinic_id', '=', trx.clinic)
    .where('review_id', '=', text.review)
    .where('article_id', '=', text.articleId)
    .where('language', '=', text.language)
    .executeTakeFirst()
  if (!there) return undefined
  const row = await trx
    .insertInto('review_withdrawal')
    .values({ clinic_id: trx.clinic, review_id: text.review, withdrawn_by: by, withdrawn_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('review_id')
    .executeTakeFirst()
  return row !== undefined
}

export type AskedReview = TextId & {
  readonly contentHash: string
  readonly by: string
  readonly at: Temporal.Instant
}

/** Who has asked for which text to be reviewed, the newest last. */
export async function listRequests(trx: ClinicTransaction, text?: TextId): Promise<AskedReview[]> {
  const rows = await trx
    .selectFrom('review_request')
    .innerJoin('staff', (join) =>
      join
        .onRef('staff.clinic_id', '=', 'review_request.clinic_id')
        .onRef('staff.staff_id', '=', 'review_request.asked_by'),
    )
    .select(['article_id', 'language', 'content_hash', 'asked_at', 'staff.name'])
    .where('review_request.clinic_id', '=', trx.clinic)
    .$if(text !== undefined, (query) =>
      query.where('article_id', '=', text?.articleId ?? '').where('language', '=', text?.language ?? ''),
    )
    .orderBy('asked_at')
    .execute()
  return rows.flatMap(({ article_id, language, content_hash, asked_at, name }) =>
    isLanguage(language)
      ? [{ articleId: article_id, language, contentHash: content_hash, by: name, at: asked_at }]
      : [],
  )
}

export async function addRequest(
  trx: ClinicTransaction,
  text: TextId & { readonly contentHash: string },
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  await trx
    .insertInto('review_request')
    .values({
      clinic_id: trx.clinic,
      article_id: text.articleId,
      language: text.language,
      content_hash: text.contentHash,
      asked_by: by,
      asked_at: at,
    })
    .execute()
}

export type KeptReview = Approval & {
  readonly reviewId: string
  readonly contentHash: string
  readonly approver: string | null
  readonly at: Temporal.Instant
  readonly withdrawn: { readonly by: string; readonly at: Temporal.Instant } | undefined
}

/** Every approval of a text, also of what has changed since and of what was taken back; the newest first. */
export async function listReviews(trx: ClinicTransaction, text: TextId): Promise<KeptReview[]> {
  const rows = await trx
    .selectFrom('review')
    .leftJoin('review_withdrawal as taken', (join) =>
      join
        .onRef('taken.clinic_id', '=', 'review.clinic_id')
        .onRef('taken.review_id', '=', 'review.review_id'),
    )
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.clinic_id', '=', 'taken.clinic_id')
        .onRef('staff.staff_id', '=', 'taken.withdrawn_by'),
    )
    .select(['review.review_id', 'content_hash', 'reviewer', 'review.credential', 'reviewed_on'])
    .select(['next_review_on', 'fictitious', 'approver', 'approved_at', 'taken.withdrawn_at', 'staff.name'])
    .where('review.clinic_id', '=', trx.clinic)
    .where('article_id', '=', text.articleId)
    .where('language', '=', text.language)
    .orderBy('approved_at', 'desc')
    .execute()
  return rows.map((row) => ({
    reviewId: row.review_id,
    contentHash: row.content_hash,
    reviewer: row.reviewer,
    credential: row.credential,
    reviewedOn: row.reviewed_on,
    nextReviewOn: row.next_review_on,
    fictitious: row.fictitious,
    approver: row.approver,
    at: row.approved_at,
    withdrawn: row.withdrawn_at === null ? undefined : { by: row.name ?? '', at: row.withdrawn_at },
  }))
}

export type NeedsReview = { readonly texts: number; readonly overdue: number }

/**
 * How many texts wait for a reviewer, and how many of these because their day has passed: asked on every staff page,
 * so it reads no text. It trusts the kept hash; the list of texts works it out again.
 */
export async function countWhatNeedsReview(trx: ClinicTransaction, today: string): Promise<NeedsReview> {
  const { rows } = await sql<{ texts: number; overdue: number }>`
    select count(*)::int as texts, count(*) filter (where newest.content_hash = a.content_hash)::int as overdue
    from article a left join lateral (
      select r.content_hash, r.next_review_on from review r
      where r.clinic_id = a.clinic_id and r.article_id = a.article_id and r.language = a.language
        and r.snapshot is not null and not exists (select from review_withdrawal w
          where w.clinic_id = r.clinic_id and w.review_id = r.review_id)
      order by r.approved_at desc, r.review_id desc limit 1
    ) newest on true
    where a.clinic_id = ${trx.clinic}
      and (newest.content_hash is distinct from a.content_hash or newest.next_review_on < ${today}::date)`.execute(
    trx,
  )
  return rows[0] ?? { texts: 0, overdue: 0 }
}
