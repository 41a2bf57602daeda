/**
 * A review approves one exact text, known by its content hash (sha-256, worked out where the text is read,
 * since pure/ has no crypto). Any later change of the text, or of a fact that it cites, gives another hash, and
 * the approval no longer counts. An approval is due again after its next review's day: the text may still be
 * right, so it is shown as overdue and not as never reviewed. Staff are told the day after; the public only when
 * the clinic has had 30 days to read it again.
 *
 * Days are 'YYYY-MM-DD', whose order as text is their order in time.
 */
import { Temporal } from 'temporal-polyfill'

export type Review = {
  readonly contentHash: string
  readonly by: string
  readonly credential: string
  /** The day of the review. */
  readonly on: string
  /** The last day on which it holds. */
  readonly next: string
  readonly fictitious: boolean
}

export type ReviewState =
  | ({ readonly state: 'approved' | 'overdue' } & Omit<Review, 'contentHash'>)
  | { readonly state: 'not-reviewed' }

export type ReviewQuestion = {
  readonly contentHash: string
  readonly reviews: readonly Review[]
  readonly today: string
  /** How long after its day a review is not yet called overdue; none, where staff ask. */
  readonly graceDays?: number
}

/** What the public is spared, so that one late reader does not make a text look abandoned. */
export const publicGraceDays = 30
const monthsBetweenReviews = 12

/** The newest review of exactly this text decides; one dated after today does not count yet. */
export function reviewState({ contentHash, reviews, today, graceDays = 0 }: ReviewQuestion): ReviewState {
  const [newest] = reviews
    .filter((review) => review.contentHash === contentHash && review.on <= today)
    .toSorted((one, other) => (one.on < other.on ? 1 : -1))
  if (!newest) return { state: 'not-reviewed' }
  const { by, credential, on, next, fictitious } = newest
  const holds = today <= dayAfter(next, graceDays)
  return { state: holds ? 'approved' : 'overdue', by, credential, on, next, fictitious }
}

function dayAfter(day: string, days: number): string {
  return days === 0 ? day : Temporal.PlainDate.from(day).add({ days }).toString()
}

/** The day on which a text approved now is due again. */
export function nextReviewAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ months: monthsBetweenReviews }).toString()
}
