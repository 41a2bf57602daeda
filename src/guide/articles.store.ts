/** `article` is the present draft of each text, in each language; what the public reads is in reviews.store.ts. */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'
import type { Concern, DraftText } from './contract.ts'
import { concernFrom } from './snapshot.ts'

export type Article = {
  readonly articleId: string
  readonly language: Language
  readonly slug: string
  readonly title: string
  readonly summary: string
  /** Markdown with marks. */
  readonly body: string
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
  readonly concern: Concern
  readonly author: string
  readonly contentHash: string
  readonly publishedOn: string
}

/** Which text: an article in one language. */
export type TextId = Pick<Article, 'articleId' | 'language'>

export type Draft = Article & { readonly version: number }

/** Who saved what when; nobody, where it came with Lyster. */
export type Save = { readonly by: string | null; readonly at: Temporal.Instant }

/** Every text as it stands now, approved or not. */
export async function listDrafts(trx: ClinicTransaction): Promise<Draft[]> {
  const rows = await trx
    .selectFrom('article')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .orderBy('article_id')
    .orderBy('language')
    .execute()
  return rows.map(draftFrom)
}

export async function findDraft(trx: ClinicTransaction, text: TextId): Promise<Draft | undefined> {
  const row = await draftQuery(trx, text).executeTakeFirst()
  return row && draftFrom(row)
}

/** Nobody else saves or approves this text until the transaction ends. */
export async function lockDraft(trx: ClinicTransaction, text: TextId): Promise<Draft | undefined> {
  const row = await draftQuery(trx, text).forUpdate().executeTakeFirst()
  return row && draftFrom(row)
}

function draftQuery(trx: ClinicTransaction, { articleId, language }: TextId) {
  return trx
    .selectFrom('article')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .where('article_id', '=', articleId)
    .where('language', '=', language)
}

type Row = {
  readonly article_id: string
  readonly language: string
  readonly slug: string
  readonly title: string
  readonly summary: string
  readonly body: string
  readonly questions: Article['questions']
  readonly concern: string
  readonly author: string
  readonly content_hash: string
  readonly published_on: string
  readonly version: number
}

function draftFrom(row: Row): Draft {
  const { language } = row
  if (!isLanguage(language))
    throw new Error(`The text ${row.article_id} is in no known language: ${language}`)
  return {
    articleId: row.article_id,
    language,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    body: row.body,
    questions: row.questions,
    concern: concernFrom(row.concern),
    author: row.author,
    contentHash: row.content_hash,
    publishedOn: row.published_on,
    version: row.version,
  }
}

/** Publishes a text that comes with Lyster; the one before it, in the same language, is replaced. */
export async function publishArticle(trx: ClinicTransaction, article: Article, save: Save): Promise<void> {
  const words = { slug: article.slug, author: article.author, published_on: article.publishedOn }
  const drafted = draftColumns(article, article.contentHash)
  await trx
    .insertInto('article')
    .values({ clinic_id: trx.clinic, ...keyOf(article), ...words, ...drafted })
    .onConflict((conflict) =>
      conflict.columns(['clinic_id', 'article_id', 'language']).doUpdateSet({
        ...words,
        ...drafted,
        version: sql<number>`article.version + (article.content_hash <> excluded.content_hash)::int`,
      }),
    )
    .execute()
  await keepVersion(trx, article, save)
}

/** The next version of a text that is locked. */
export async function saveDraft(
  trx: ClinicTransaction,
  text: TextId & { readonly draft: DraftText; readonly contentHash: string },
  save: Save,
): Promise<void> {
  await trx
    .updateTable('article')
    .set((eb) => ({ ...draftColumns(text.draft, text.contentHash), version: eb('version', '+', 1) }))
    .where('clinic_id', '=', trx.clinic)
    .where('article_id', '=', text.articleId)
    .where('language', '=', text.language)
    .execute()
  await keepVersion(trx, text, save)
}

/** The hash again, where the text is as before and a fact that it cites is not. */
export async function setContentHash(
  trx: ClinicTransaction,
  text: TextId,
  contentHash: string,
): Promise<void> {
  await trx
    .updateTable('article')
    .set({ content_hash: contentHash })
    .where('clinic_id', '=', trx.clinic)
    .where('article_id', '=', text.articleId)
    .where('language', '=', text.language)
    .execute()
}

function keyOf({ articleId, language }: TextId) {
  return { article_id: articleId, language }
}

function draftColumns(draft: Omit<DraftText, 'questions'> & Pick<Article, 'questions'>, contentHash: string) {
  const { title, summary, body, concern, questions } = draft
  return { title, summary, body, concern, questions: JSON.stringify(questions), content_hash: contentHash }
}

async function keepVersion(
  trx: ClinicTransaction,
  { articleId, language }: TextId,
  save: Save,
): Promise<void> {
  await sql`insert into article_version (clinic_id, article_id, language, version, saved_at, saved_by, content_hash,
      title, summary, body, questions, concern)
    select clinic_id, article_id, language, version, ${save.at.toString()}::timestamptz, ${save.by}::uuid, content_hash,
      title, summary, body, questions, concern
    from article where clinic_id = ${trx.clinic} and article_id = ${articleId} and language = ${language}
    on conflict do nothing`.execute(trx)
}

export type SavedVersion = DraftText & {
  readonly version: number
  readonly savedAt: Temporal.Instant
  readonly savedBy: { readonly id: string; readonly name: string } | undefined
  readonly contentHash: string
}

/** Every save of a text, the newest first. */
export async function listVersions(trx: ClinicTransaction, text: TextId): Promise<SavedVersion[]> {
  const rows = await trx
    .selectFrom('article_version')
    .leftJoin('staff', (join) =>
      join
        .onRef('staff.clinic_id', '=', 'article_version.clinic_id')
        .onRef('staff.staff_id', '=', 'article_version.saved_by'),
    )
    .selectAll('article_version')
    .select('staff.name')
    .where('article_version.clinic_id', '=', trx.clinic)
    .where('article_id', '=', text.articleId)
    .where('language', '=', text.language)
    .orderBy('version', 'desc')
    .execute()
  return rows.map((row) => ({
    version: row.version,
    savedAt: row.saved_at,
    savedBy: row.saved_by === null ? undefined : { id: row.saved_by, name: row.name ?? '' },
    contentHash: row.content_hash,
    title: row.title,
    summary: row.summary,
    body: row.body,
    concern: concernFrom(row.concern),
    questions: row.questions.map(({ question, answer }) => ({ question, answer })),
  }))
}
