import type { Temporal } from 'temporal-polyfill'
import { readClinic } from '#clinic'
import { readApprovedTexts } from '#guide'
import { publicGraceDays } from '#guide/pure'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import { addAnswered, countShown, rankByLikeness } from './closest.store.ts'
import type { Suggestion } from './contract.ts'
import { listReviewedFaq } from './faq.store.ts'
import { plainAnswer, tellingWords } from './pure/index.ts'

const mostShown = 3

type Asking = {
  readonly words: string
  readonly language: Language
  /** In the clinic's zone. */
  readonly today: Temporal.PlainDate
}

/**
 * The reviewed answers that are nearest to what was asked, the nearest first, and counted as shown: entries of the
 * clinic's own, and the questions of approved articles. What was asked is kept nowhere.
 */
export async function closestAnswers(
  trx: ClinicTransaction,
  { words, language, today }: Asking,
): Promise<Suggestion[]> {
  const known = eachOnce([
    ...(await entries(trx, { language, today })),
    ...(await articleAnswers(trx, language)),
  ])
  const telling = tellingWords(words, language)
  const keys = await rankByLikeness(trx, { words: telling, language, limit: mostShown }, known)
  await countShown(trx, { keys, language })
  return keys.flatMap((key) => known.find((one) => one.key === key) ?? [])
}

/** "That answers it": counted for the answer and for nobody. False where it was never shown. */
export async function countAnswered(
  trx: ClinicTransaction,
  answer: { readonly key: string; readonly language: Language },
): Promise<boolean> {
  return addAnswered(trx, answer)
}

/** No source stands beside an entry's answer, so its marks are left out; one that is past its review is not shown. */
async function entries(
  trx: ClinicTransaction,
  { language, today }: Omit<Asking, 'words'>,
): Promise<Suggestion[]> {
  const dueFrom = today.subtract({ days: publicGraceDays }).toString()
  const reviewed = await listReviewedFaq(trx, { language, dueFrom })
  const { phone } = await readClinic(trx)
  const plain = (words: string) => plainAnswer(words, sayPhone(phone))
  return reviewed.map(({ faq, question, answer }) => ({
    key: faq,
    question: plain(question),
    answer: plain(answer),
    article: undefined,
  }))
}

async function articleAnswers(trx: ClinicTransaction, language: Language): Promise<Suggestion[]> {
  const { phone } = await readClinic(trx)
  const texts = await readApprovedTexts(trx, language)
  return texts.flatMap(({ articleId, slug, title, questions }) =>
    questions.map(({ question, answer }, at) => ({
      key: `${articleId}:${at + 1}`,
      question,
      answer: plainAnswer(answer, sayPhone(phone)),
      article: { slug, title },
    })),
  )
}

/** Articles answer some questions twice; the clinic's own entry goes before an article's. */
function eachOnce(all: readonly Suggestion[]): Suggestion[] {
  const wordsOf = ({ question }: Suggestion) => question.toLowerCase().trim()
  return all.filter((one, at) => all.findIndex((other) => wordsOf(other) === wordsOf(one)) === at)
}
