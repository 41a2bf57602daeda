/**
 * A review approves one exact text, known by its content hash (sha-256, worked out where the text is read,
 * since pure/ has no crypto). Any later change of the text, or of a fact that it cites, gives another hash, and
 * the approval no longer counts. An approval is due again after its next review's day: the text may still be
 * right, so it is shown as overdue and not as never reviewed.
 *
 * Days are 'YYYY-MM-DD', whose order as text is their order in time.
 */

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
}

/** The newest review of exactly this text decides; one dated after today does not count yet. */
export function reviewState({ contentHash, reviews, today }: ReviewQuestion): ReviewState {
  const [newest] = reviews
    .filter((review) => review.contentHash === contentHash && review.on <= today)
    .toSorted((one, other) => (one.on < other.on ? 1 : -1))
  if (!newest) return { state: 'not-reviewed' }
  const { by, credential, on, next, fictitious } = newest
  return { state: today <= next ? 'approved' : 'overdue', by, credential, on, next, fictitious }
}
