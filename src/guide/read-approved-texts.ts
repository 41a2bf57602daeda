import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import { readingMinutes } from './pure/reading-time.ts'
import type { Guide } from './read-guide.ts'
import { listApproved } from './reviews.store.ts'

export type ArticleLine = Pick<
  Guide,
  | 'articleId'
  | 'language'
  | 'slug'
  | 'title'
  | 'summary'
  | 'concern'
  | 'publishedOn'
  | 'approvedOn'
  | 'minutesToRead'
>

/** What there is to read in a language, in the order of titles: what somebody has approved, as it was approved. */
export async function listArticles(trx: ClinicTransaction, language: Language): Promise<ArticleLine[]> {
  const texts = await readApprovedTexts(trx, language)
  return texts.map(
    ({ articleId, slug, title, summary, concern, publishedOn, approvedOn, minutesToRead }) => ({
      articleId,
      language,
      slug,
      title,
      summary,
      concern,
      publishedOn,
      approvedOn,
      minutesToRead,
    }),
  )
}

export type ApprovedText = ArticleLine &
  Pick<Guide, 'contentVersion' | 'questions'> & { readonly body: string }

/** The same with all that each says, as Markdown with its marks: what a search looks in. */
export async function readApprovedTexts(trx: ClinicTransaction, language: Language): Promise<ApprovedText[]> {
  const approved = await listApproved(trx, { language })
  const texts = approved.map(({ snapshot, articleId, slug, concern, publishedOn, contentHash, review }) => ({
    articleId,
    language,
    slug,
    title: snapshot.title,
    summary: snapshot.summary,
    concern,
    publishedOn,
    approvedOn: review.on,
    minutesToRead: readingMinutes(snapshot.body),
    body: snapshot.body,
    questions: snapshot.questions,
    contentVersion: contentHash,
  }))
  const order = new Intl.Collator(language)
  return texts.toSorted((one, other) => order.compare(one.title, other.title))
}
