import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language, type Localised } from '#platform/language'
import type { Review } from './pure/review-state.ts'

export type Article = {
  readonly articleId: string
  readonly language: Language
  readonly slug: string
  readonly title: string
  readonly summary: string
  /** Markdown with marks. */
  readonly body: string
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
  readonly contentHash: string
  readonly publishedOn: string
}

export type ArticleLine = Pick<
  Article,
  'articleId' | 'language' | 'slug' | 'title' | 'summary' | 'publishedOn'
>

export type Approval = {
  readonly reviewer: string
  readonly credential: Localised
  readonly reviewedOn: string
  readonly nextReviewOn: string
  /** The reviewer is made up, and every page says so. */
  readonly fictitious: boolean
}

export async function findArticle(
  trx: ClinicTransaction,
  { language, slug }: { readonly language: Language; readonly slug: string },
): Promise<Article | undefined> {
  const row = await trx
    .selectFrom('article')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .where('language', '=', language)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return (
    row && {
      articleId: row.article_id,
      language,
      slug: row.slug,
      title: row.title,
      summary: row.summary,
      body: row.body,
      questions: row.questions,
      contentHash: row.content_hash,
      publishedOn: row.published_on,
    }
  )
}

/** What there is to read in a language, in the order of titles: texts that somebody has approved as they stand. */
export async function listArticles(trx: ClinicTransaction, language: Language): Promise<ArticleLine[]> {
  const rows = await trx
    .selectFrom('article')
    .select(['article_id', 'slug', 'title', 'summary', 'published_on'])
    .where('clinic_id', '=', trx.clinic)
    .where('language', '=', language)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('review')
          .select('review.reviewed_on')
          .whereRef('review.clinic_id', '=', 'article.clinic_id')
          .whereRef('review.article_id', '=', 'article.article_id')
          .whereRef('review.language', '=', 'article.language')
          .whereRef('review.content_hash', '=', 'article.content_hash'),
      ),
    )
    .orderBy('title')
    .execute()
  return rows.map(({ article_id, published_on, ...rest }) => ({
    articleId: article_id,
    language,
    publishedOn: published_on,
    ...rest,
  }))
}

/** The same article in every language that it has. */
export async function listAlternates(
  trx: ClinicTransaction,
  articleId: string,
): Promise<{ readonly language: Language; readonly slug: string }[]> {
  const rows = await trx
    .selectFrom('article')
    .select(['language', 'slug'])
    .where('clinic_id', '=', trx.clinic)
    .where('article_id', '=', articleId)
    .orderBy('language')
    .execute()
  return rows.flatMap(({ language, slug }) => (isLanguage(language) ? [{ language, slug }] : []))
}

/** Publishes a text; the one before it, in the same language, is replaced. */
export async function publishArticle(trx: ClinicTransaction, article: Article): Promise<void> {
  const words = {
    slug: article.slug,
    title: article.title,
    summary: article.summary,
    body: article.body,
    questions: JSON.stringify(article.questions),
    content_hash: article.contentHash,
    published_on: article.publishedOn,
  }
  await trx
    .insertInto('article')
    .values({ clinic_id: trx.clinic, article_id: article.articleId, language: article.language, ...words })
    .onConflict((conflict) => conflict.columns(['clinic_id', 'article_id', 'language']).doUpdateSet(words))
    .execute()
}

/** Approves one exact text, by its hash. Approvals are only ever added; the same one again adds nothing. */
export async function approveText(
  trx: ClinicTransaction,
  text: Pick<Article, 'articleId' | 'language' | 'contentHash'>,
  approval: Approval,
): Promise<void> {
  await trx
    .insertInto('review')
    .values({
      clinic_id: trx.clinic,
      article_id: text.articleId,
      language: text.language,
      content_hash: text.contentHash,
      reviewer: approval.reviewer,
      credential: JSON.stringify(approval.credential),
      reviewed_on: approval.reviewedOn,
      next_review_on: approval.nextReviewOn,
      fictitious: approval.fictitious,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Every review of an article in a language, also of texts that have changed since. */
export async function listReviews(
  trx: ClinicTransaction,
  { articleId, language }: Pick<Article, 'articleId' | 'language'>,
): Promise<Review[]> {
  const rows = await trx
    .selectFrom('review')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .where('article_id', '=', articleId)
    .where('language', '=', language)
    .execute()
  return rows.map((row) => ({
    contentHash: row.content_hash,
    by: row.reviewer,
    credential: row.credential[language],
    on: row.reviewed_on,
    next: row.next_review_on,
    fictitious: row.fictitious,
  }))
}
