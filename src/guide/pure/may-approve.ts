/**
 * Nobody approves her own text where another reviewer exists. A text is hers when she has written in it since it was
 * last approved, or changed a fact that it cites: what the approval before covered is not in question any more.
 * Where every reviewer has written in it, it is the last writer who may not, so that a text is never left without
 * anybody who could approve it; and where there is one reviewer only, she may.
 */

export type Approving = {
  readonly approver: string
  /** Everybody who may review here. */
  readonly reviewers: readonly string[]
  /** Who has written since the last approval, in the order of their last saves. */
  readonly writers: readonly string[]
}

export function isOwnText({ approver, reviewers, writers }: Approving): boolean {
  if (!writers.includes(approver)) return false
  const others = reviewers.filter((one) => one !== approver)
  if (others.some((one) => !writers.includes(one))) return true
  return others.length > 0 && writers.filter((one) => reviewers.includes(one)).at(-1) === approver
}
