import { readClinic } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Language } from '#platform/language'
import { findArticle, listAlternates, listReviews } from './articles.store.ts'
import { contentHash } from './content-hash.ts'
import { listFacts } from './facts.store.ts'
import { withPhone, withPhoneLink } from './pure/clinic-phone.ts'
import { readingMinutes } from './pure/reading-time.ts'
import { type ReviewState, reviewState } from './pure/review-state.ts'
import { plainText } from './pure/sentences.ts'
import { type RenderedArticle, renderArticle } from './render-article.ts'

export type Guide = RenderedArticle & {
  readonly articleId: string
  readonly language: Language
  readonly slug: string
  readonly title: string
  readonly summary: string
  /** 'YYYY-MM-DD'. */
  readonly publishedOn: string
  /** The questions in plain words, for machines; `html` draws them already. */
  readonly questions: readonly { readonly question: string; readonly answer: string }[]
  readonly minutesToRead: number
  readonly review: ReviewState
  /** This article in every language that it has, itself included. */
  readonly alternates: readonly { readonly language: Language; readonly slug: string }[]
}

export type GuideQuestion = {
  readonly language: Language
  readonly slug: string
  /** 'YYYY-MM-DD' in the clinic's zone. */
  readonly today: string
}

/**
 * An article as its page needs it: drawn with its sources and the clinic's number, and with the state of its
 * review. The text is hashed as it stands now, so an approval never covers words or facts that came after it.
 */
export async function readGuide(
  trx: ClinicTransaction,
  { language, slug, today }: GuideQuestion,
): Promise<Guide | Refusal<'unknown-article'>> {
  const article = await findArticle(trx, { language, slug })
  if (!article) return { refused: 'unknown-article' }
  const facts = await listFacts(trx)
  const reviews = await listReviews(trx, article)
  const { phone } = await readClinic(trx)
  const { articleId, title, summary, publishedOn } = article
  const text = {
    language,
    body: withPhoneLink(article.body, phone),
    questions: article.questions.map(({ question, answer }) => ({
      question,
      answer: withPhoneLink(answer, phone),
    })),
  }
  return {
    ...renderArticle(text, facts),
    articleId,
    language,
    slug,
    title,
    summary,
    publishedOn,
    questions: article.questions.map(({ question, answer }) => ({
      question,
      answer: plainText(withPhone(answer, phone)),
    })),
    minutesToRead: readingMinutes(article.body),
    review: reviewState({ contentHash: contentHash(article, facts), reviews, today }),
    alternates: await listAlternates(trx, articleId),
  }
}
