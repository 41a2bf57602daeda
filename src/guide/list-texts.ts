import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { type Draft, listDrafts, type TextId } from './articles.store.ts'
import { contentHash, tellsTheSame } from './content-hash.ts'
import { listFacts } from './facts.store.ts'
import type { Review } from './pure/review-state.ts'
import type { Fact } from './read-fact-file.ts'
import { type Approved, type AskedReview, listApproved, listRequests } from './reviews.store.ts'

/** How a text stands to what was last approved. The first that is true is said. */
export type TextState = 'never-approved' | 'text-changed' | 'fact-changed' | 'overdue' | 'approved'

export type StandingText = Pick<Draft, 'articleId' | 'language' | 'slug' | 'title' | 'concern' | 'author'> & {
  readonly state: TextState
  readonly hash: string
  /** The last approval, whether or not it still covers the text. */
  readonly review: Review | undefined
  /** The cited facts that are not as they were approved. */
  readonly changedFacts: readonly string[]
  /** Who has asked for a review of the text as it stands, if somebody has. */
  readonly asked: { readonly by: string; readonly at: Temporal.Instant } | undefined
}

/** Every text, what needs a reviewer first. Each is hashed again, with its facts as they stand now. */
export async function listTexts(trx: ClinicTransaction, today: string): Promise<StandingText[]> {
  const facts = await listFacts(trx)
  const approved = await listApproved(trx)
  const requests = await listRequests(trx)
  const texts = (await listDrafts(trx)).map((draft) =>
    standingOf({
      draft,
      facts,
      approved: approved.find((one) => isSame(one, draft)),
      requests: requests.filter((one) => isSame(one, draft)),
      today,
    }),
  )
  return texts.toSorted(
    (one, other) => rankOf(one) - rankOf(other) || (orderOf(one) < orderOf(other) ? -1 : 1),
  )
}

type Standing = {
  readonly draft: Draft
  readonly facts: readonly Fact[]
  readonly approved: Approved | undefined
  readonly requests: readonly AskedReview[]
  readonly today: string
}

export function standingOf({ draft, facts, approved, requests, today }: Standing): StandingText {
  const { articleId, language, slug, title, concern, author } = draft
  const hash = contentHash(draft, facts)
  const changedFacts = approved ? changedSince(approved, facts) : []
  const state = stateOf({ draft, hash, approved, today })
  const asked = requests.findLast(({ contentHash: of }) => of === hash)
  return {
    articleId,
    language,
    slug,
    title,
    concern,
    author,
    state,
    hash,
    review: approved?.review,
    changedFacts,
    asked: state === 'approved' || !asked ? undefined : { by: asked.by, at: asked.at },
  }
}

type Stated = Pick<Standing, 'draft' | 'approved' | 'today'> & { readonly hash: string }

function stateOf({ draft, hash, approved, today }: Stated): TextState {
  if (!approved) return 'never-approved'
  if (approved.contentHash === hash) return today > approved.review.next ? 'overdue' : 'approved'
  const asApproved = contentHash(draft, approved.snapshot.facts) === approved.contentHash
  return asApproved ? 'fact-changed' : 'text-changed'
}

/** A fact is compared as the hash tells it; the day on which it was last looked at claims nothing. */
function changedSince({ snapshot }: Approved, facts: readonly Fact[]): string[] {
  return snapshot.facts.flatMap((before) => {
    const now = facts.find(({ factId }) => factId === before.factId)
    return now && tellsTheSame(now, before) ? [] : [before.factId]
  })
}

function rankOf({ asked, state }: StandingText): number {
  const order: readonly TextState[] = [
    'overdue',
    'text-changed',
    'fact-changed',
    'never-approved',
    'approved',
  ]
  return asked ? -1 : order.indexOf(state)
}

/** Of those that stand alike, the one that is due first. */
function orderOf({ review, title }: StandingText): string {
  return `${review?.next ?? ''} ${title}`
}

function isSame(one: TextId, other: TextId): boolean {
  return one.articleId === other.articleId && one.language === other.language
}
