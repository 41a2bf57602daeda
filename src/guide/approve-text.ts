import type { Temporal } from 'temporal-polyfill'
import { readClinic } from '#clinic'
import { noteChange } from '#platform/changes'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { type Draft, lockDraft, setContentHash, type TextId } from './articles.store.ts'
import { contentHash } from './content-hash.ts'
import { listFacts } from './facts.store.ts'
import { isOwnText } from './pure/may-approve.ts'
import { nextReviewAfter } from './pure/review-state.ts'
import type { Fact } from './read-fact-file.ts'
import { listReviewers, type Reviewer } from './reviewers.store.ts'
import { addReview, addWithdrawal, type Approved, listApproved } from './reviews.store.ts'
import { snapshotOf } from './snapshot.ts'
import { listWriters } from './writers.ts'

export type ApproveText = TextId & {
  /** Of the text, with its facts, as the reviewer saw it. */
  readonly hash: string
  readonly by: string
  readonly now: Temporal.Instant
  /** 'YYYY-MM-DD' in the clinic's zone. */
  readonly today: string
}

export type WhyNotApprove = 'no-credential' | 'own-text' | 'already-approved'

/**
 * A certified reviewer approves one exact text: what she saw is what is there, and what is kept is what she saw. Two
 * who approve at once wait for each other; the second is told that it is done.
 */
export async function approveText(
  trx: ClinicTransaction,
  { articleId, language, hash, by, now, today }: ApproveText,
): Promise<{ readonly approved: string } | Refusal<'unknown-text' | 'text-changed' | WhyNotApprove>> {
  const draft = await lockDraft(trx, { articleId, language })
  if (!draft) return { refused: 'unknown-text' }
  const facts = await listFacts(trx)
  const present = contentHash(draft, facts)
  if (present !== hash) return { refused: 'text-changed' }
  const [approved] = await listApproved(trx, { articleId, language })
  const reviewers = await listReviewers(trx, today)
  const may = await mayApprove(trx, { draft, facts, approved, reviewers, by, today })
  if ('refused' in may) return may
  // A fact changed while the text was saved can have left the kept hash behind; what is counted by it is mended here.
  if (draft.contentHash !== present) await setContentHash(trx, { articleId, language }, present)
  const { demonstration } = await readClinic(trx)
  await addReview(
    trx,
    { articleId, language, contentHash: present, snapshot: snapshotOf(draft, facts) },
    {
      reviewer: may.reviewer.name,
      credential: may.reviewer.credential,
      reviewedOn: today,
      nextReviewOn: nextReviewAfter(today),
      fictitious: demonstration,
      approver: by,
      at: now,
    },
  )
  noteChange(trx)
  return { approved: present }
}

type Approving = {
  readonly draft: Draft
  readonly facts: readonly Fact[]
  readonly approved: Approved | undefined
  readonly reviewers: readonly Reviewer[]
  readonly by: string
  readonly today: string
}

/** Who approves, or why not she: asked before the button is shown, and again when it is pressed. */
export async function mayApprove(
  trx: ClinicTransaction,
  { draft, facts, approved, reviewers, by, today }: Approving,
): Promise<{ readonly reviewer: Reviewer } | Refusal<WhyNotApprove>> {
  const hash = contentHash(draft, facts)
  if (approved?.contentHash === hash && approved.review.on === today) return { refused: 'already-approved' }
  const reviewer = reviewers.find(({ id }) => id === by)
  if (!reviewer) return { refused: 'no-credential' }
  const writers = await listWriters(trx, { draft, facts, approved })
  if (isOwnText({ approver: by, reviewers: reviewers.map(({ id }) => id), writers }))
    return { refused: 'own-text' }
  return { reviewer }
}

export type WithdrawReview = TextId & {
  readonly review: string
  readonly by: string
  readonly now: Temporal.Instant
}

/** Takes an approval back: the public then reads the one before it, or nothing. The approval itself stays on record. */
export async function withdrawReview(
  trx: ClinicTransaction,
  { articleId, language, review, by, now }: WithdrawReview,
): Promise<{ readonly withdrawn: boolean } | Refusal<'unknown-review'>> {
  const withdrawn = await addWithdrawal(trx, { articleId, language, review }, { by, at: now })
  if (withdrawn === undefined) return { refused: 'unknown-review' }
  noteChange(trx)
  return { withdrawn }
}
