import { readClinic } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import type { Article } from './articles.store.ts'
import { withPhone, withPhoneLink } from './pure/clinic-phone.ts'
import { readingMinutes } from './pure/reading-time.ts'
import { publicGraceDays, type ReviewState, reviewState } from './pure/review-state.ts'
import { plainText } from './pure/sentences.ts'
import { type RenderedArticle, renderArticle } from './render-article.ts'
import { listApproved } from './reviews.store.ts'

export type Guide = RenderedArticle &
  Pick<
    Article,
    'articleId' | 'language' | 'slug' | 'title' | 'summary' | 'concern' | 'author' | 'publishedOn'
  > & {
    /** The questions in plain words, for machines; `html` draws them already. */
    readonly questions: Article['questions']
    readonly minutesToRead: number
    /** The day of the approval that is shown. */
    readonly approvedOn: string
    /** As the public is told it: overdue only after its days of grace. */
    readonly review: Exclude<ReviewState, { readonly state: 'not-reviewed' }>
    /** The hash of what was approved: the same text, facts and all, has the same. */
    readonly contentVersion: string
    /** This article in each of the clinic's languages in which it is approved, itself included. */
    readonly alternates: readonly { readonly language: Language; readonly slug: string }[]
  }

export type GuideQuestion = {
  readonly language: Language
  readonly slug: string
  /** 'YYYY-MM-DD' in the clinic's zone. */
  readonly today: string
}

/**
 * An article as its page needs it: as it was last approved, drawn with the sources as they stood then and with the
 * clinic's number of today. What has been written since is not read here at all, so it cannot show. A text that
 * nobody has approved is not there.
 */
export async function readGuide(
  trx: ClinicTransaction,
  { language, slug, today }: GuideQuestion,
): Promise<Guide | Refusal<'unknown-article'>> {
  const [approved] = await listApproved(trx, { language, slug })
  if (!approved) return { refused: 'unknown-article' }
  const { articleId, contentHash, concern, author, publishedOn, snapshot } = approved
  const reviews = [approved.review]
  const review = reviewState({ contentHash, reviews, today, graceDays: publicGraceDays })
  if (review.state === 'not-reviewed') return { refused: 'unknown-article' }
  const { phone, languages } = await readClinic(trx)
  const said = sayPhone(phone)
  const asked = (drawn: (text: string) => string) =>
    snapshot.questions.map(({ question, answer }) => ({ question, answer: drawn(answer) }))
  const text = {
    language,
    body: withPhoneLink(snapshot.body, phone, said),
    questions: asked((answer) => withPhoneLink(answer, phone, said)),
  }
  const twins = (await listApproved(trx, { articleId })).filter((twin) => languages.includes(twin.language))
  return {
    ...renderArticle(text, snapshot.facts),
    articleId,
    language,
    slug,
    title: snapshot.title,
    summary: snapshot.summary,
    concern,
    author,
    publishedOn,
    approvedOn: review.on,
    questions: asked((answer) => plainText(withPhone(answer, said))),
    minutesToRead: readingMinutes(snapshot.body),
    review,
    contentVersion: contentHash,
    alternates: twins.map((twin) => ({ language: twin.language, slug: twin.slug })),
  }
}
