import type { ClinicTransaction } from '#platform/db'
import { type Approval, approveText, type Article, publishArticle } from './articles.store.ts'
import { contentHash } from './content-hash.ts'
import { addFacts } from './facts.store.ts'
import { readLibrary } from './library.ts'
import { textFaults, wholeText } from './pure/text-faults.ts'

/**
 * Publishes the articles and facts that come with Lyster for a clinic, approved as they stand. May be run again:
 * texts and facts are replaced, and earlier reviews are kept with the texts that they approved. Throws on a text
 * that is heavy to read, promises something or leaves a figure without its source.
 */
export async function publishLibrary(trx: ClinicTransaction, approval: Approval): Promise<void> {
  for (const text of await publishTexts(trx)) await approveText(trx, text, approval)
}

/** The same articles and facts for a clinic of its own, approved by nobody: none is listed until somebody has. */
export async function publishDrafts(trx: ClinicTransaction): Promise<void> {
  await publishTexts(trx)
}

async function publishTexts(trx: ClinicTransaction): Promise<Article[]> {
  const { articles, facts } = await readLibrary()
  await addFacts(trx, facts)
  const texts: Article[] = []
  for (const { article: articleId, published: publishedOn, ...text } of articles) {
    const faults = textFaults(wholeText(text), text.language)
    if (faults.length > 0)
      throw new Error(`The text ${text.slug} cannot be published: ${JSON.stringify(faults)}`)
    const published = { ...text, articleId, publishedOn, contentHash: contentHash(text, facts) }
    await publishArticle(trx, published)
    texts.push(published)
  }
  return texts
}
