import type { ClinicTransaction, Refusal } from '#platform/db'
import { type Draft, findDraft, listVersions, type SavedVersion, type TextId } from './articles.store.ts'
import { mayApprove, type WhyNotApprove } from './approve-text.ts'
import { type Difference, differencesFrom } from './differences.ts'
import { listFacts } from './facts.store.ts'
import { type StandingText, standingOf } from './list-texts.ts'
import { nextReviewAfter } from './pure/review-state.ts'
import type { Fact } from './read-fact-file.ts'
import { listReviewers, type Reviewer } from './reviewers.store.ts'
import { type KeptReview, listApproved, listRequests, listReviews } from './reviews.store.ts'
import { citedBy } from './snapshot.ts'

export type WholeDraft = {
  readonly draft: Draft
  readonly standing: StandingText
  /** The facts that it cites, as they stand now. */
  readonly facts: readonly Fact[]
  readonly differences: readonly Difference[]
  readonly versions: readonly SavedVersion[]
  readonly reviews: readonly KeptReview[]
  /** Who would approve, or why she who asks may not. */
  readonly approving: { readonly reviewer: Reviewer; readonly next: string } | Refusal<WhyNotApprove>
}

export type ReadDraft = TextId & { readonly by: string; readonly today: string }

/** All that a writer or a reviewer needs of one text: as it stands, against what was approved, and how it came here. */
export async function readDraft(
  trx: ClinicTransaction,
  { articleId, language, by, today }: ReadDraft,
): Promise<WholeDraft | Refusal<'unknown-text'>> {
  const text = { articleId, language }
  const draft = await findDraft(trx, text)
  if (!draft) return { refused: 'unknown-text' }
  const kept = await listFacts(trx)
  const [approved] = await listApproved(trx, text)
  const requests = await listRequests(trx, text)
  const reviewers = await listReviewers(trx, today)
  const may = await mayApprove(trx, { draft, facts: kept, approved, reviewers, by, today })
  const facts = citedBy(draft, kept)
  return {
    draft,
    standing: standingOf({ draft, facts: kept, approved, requests, today }),
    facts,
    differences: approved ? differencesFrom(approved.snapshot, { text: draft, facts, language }) : [],
    versions: await listVersions(trx, text),
    reviews: await listReviews(trx, text),
    approving: 'refused' in may ? may : { reviewer: may.reviewer, next: nextReviewAfter(today) },
  }
}
