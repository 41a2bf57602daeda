import type { Temporal } from 'temporal-polyfill'
import { publishLibrary } from '#guide'
import { askForReview, listReviewers, readDraft, saveText } from '#guide/desk'
import type { ClinicTransaction } from '#platform/db'

type Days = { readonly today: Temporal.PlainDate; readonly now: Temporal.Instant }

/** The text that somebody has written on since it was approved, so that the staff's page has something to show. */
const writtenOn = {
  articleId: 'pen-needles-hygiene',
  language: 'sv',
  sentence: 'Fråga oss gärna om du undrar över något.',
} as const
/** The text whose approval soon runs out. */
const dueSoon = 'pores-lines-dullness'

/**
 * The library, approved by two made-up reviewers in turn: what one of them has written on, the other may approve.
 * Both are made up, and every page that names them says so.
 */
export async function setUpGuide(trx: ClinicTransaction, { today, now }: Days): Promise<void> {
  const reviewers = await listReviewers(trx, today.toString())
  const [first, second] = reviewers
  if (!first || !second) throw new Error('The demonstration needs two reviewers.')
  const reviewedOn = today.subtract({ days: 14 })
  const turns = new Map<string, number>()
  await publishLibrary(trx, ({ articleId }) => {
    if (!turns.has(articleId)) turns.set(articleId, turns.size)
    const { id, name, credential } = (turns.get(articleId) ?? 0) % 2 === 0 ? first : second
    const next = articleId === dueSoon ? today.add({ days: 10 }) : reviewedOn.add({ months: 12 })
    return {
      approver: id,
      reviewer: name,
      credential,
      reviewedOn: reviewedOn.toString(),
      nextReviewOn: next.toString(),
      fictitious: true,
    }
  })
  await writeOn(trx, { by: second.id, today: today.toString(), now })
}

type Writing = { readonly by: string; readonly today: string; readonly now: Temporal.Instant }

async function writeOn(trx: ClinicTransaction, { by, today, now }: Writing): Promise<void> {
  const { articleId, language, sentence } = writtenOn
  const text = { articleId, language }
  const before = await readDraft(trx, { ...text, by, today })
  if ('refused' in before) return
  const { title, summary, body, concern, questions, version } = before.draft
  const draft = { title, summary: `${summary} ${sentence}`, body, concern, questions: [...questions] }
  const saved = await saveText(trx, { ...text, draft, began: version, by, now })
  const after = await readDraft(trx, { ...text, by, today })
  if ('refused' in saved || 'refused' in after)
    throw new Error('The demonstration cannot write on its own text.')
  await askForReview(trx, { ...text, hash: after.standing.hash, by, now })
}
