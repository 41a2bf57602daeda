import { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { type Article, publishArticle } from './articles.store.ts'
import { contentHash } from './content-hash.ts'
import { addFacts } from './facts.store.ts'
import { readLibrary } from './library.ts'
import { textFaults, wholeText } from './pure/text-faults.ts'
import type { Fact } from './read-fact-file.ts'
import { addReview, type Approval, type Approved, listApproved } from './reviews.store.ts'
import { snapshotOf } from './snapshot.ts'

/** The staff member who approves, where she is one. */
export type LibraryApproval = Approval & { readonly approver?: string }

/**
 * Publishes the articles and facts that come with Lyster for a clinic, approved as they stand, by whom `approvalOf`
 * says. May be run again: texts and facts are replaced, and earlier reviews are kept with the texts that they
 * approved. Throws on a text that is heavy to read, promises something or leaves a figure without its source.
 */
export async function publishLibrary(
  trx: ClinicTransaction,
  approvalOf: LibraryApproval | ((text: Article) => LibraryApproval),
): Promise<void> {
  const { texts, facts } = await publishTexts(trx)
  const approved = await listApproved(trx)
  for (const text of texts) {
    const approval = typeof approvalOf === 'function' ? approvalOf(text) : approvalOf
    if (approved.some((one) => isApprovedAlready(one, text, approval))) continue
    const approves = { ...approval, approver: approval.approver ?? null, at: startOf(approval.reviewedOn) }
    await addReview(trx, { ...text, snapshot: snapshotOf(text, facts) }, approves)
  }
}

/** The same articles and facts for a clinic of its own, approved by nobody: none is shown until somebody has. */
export async function publishDrafts(trx: ClinicTransaction): Promise<void> {
  await publishTexts(trx)
}

function isApprovedAlready(one: Approved, text: Article, { reviewedOn }: Approval): boolean {
  const same = one.articleId === text.articleId && one.language === text.language
  return same && one.contentHash === text.contentHash && one.review.on === reviewedOn
}

async function publishTexts(
  trx: ClinicTransaction,
): Promise<{ readonly texts: readonly Article[]; readonly facts: readonly Fact[] }> {
  const { articles, facts } = await readLibrary()
  await addFacts(trx, facts)
  const texts: Article[] = []
  for (const { article: articleId, published: publishedOn, ...text } of articles) {
    const faults = textFaults(wholeText(text), text.language)
    if (faults.length > 0)
      throw new Error(`The text ${text.slug} cannot be published: ${JSON.stringify(faults)}`)
    const published = { ...text, articleId, publishedOn, contentHash: contentHash(text, facts) }
    await publishArticle(trx, published, { by: null, at: startOf(publishedOn) })
    texts.push(published)
  }
  return { texts, facts }
}

function startOf(day: string): Temporal.Instant {
  return Temporal.Instant.from(`${day}T00:00:00Z`)
}
