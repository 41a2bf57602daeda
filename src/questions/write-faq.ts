import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { addAudit, readClinic } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { isLanguage } from '#platform/language'
import { listFacts } from '#guide'
import { isOwnText } from '#guide/pure'
import { addFaq, addFaqReview, changeFaqRow, type FaqWords, lockFaq, setWithdrawn } from './faq.store.ts'
import { type EntryFault, entryFaults, tracesOf } from './pure/index.ts'
import { findQuestion } from './questions.store.ts'
import type { Taking } from './take-question.ts'

export type StillPersonal = Refusal<'still-personal'> & {
  /** The words that tell who asked, as they stand in the draft. */
  readonly words: readonly string[]
}

/**
 * Makes a draft of an entry out of a good answer. The page offers the words without the asker (`withoutTheAsker`);
 * whatever was made of them, a draft in which her name, number or address stands is refused. Which question it came
 * from is not kept.
 */
export async function draftFaqFrom(
  trx: ClinicTransaction,
  draft: Taking & { readonly words: FaqWords },
): Promise<{ readonly faq: string; readonly hash: string } | StillPersonal | Refusal<'unknown-question'>> {
  const question = await findQuestion(trx, { id: draft.question, now: draft.now })
  if (!question) return { refused: 'unknown-question' }
  const { phone, email } = await readClinic(trx)
  const text = `${draft.words.question}\n${draft.words.answer}`
  const words = tracesOf(text, { asker: question, clinic: [phone, email] })
  if (words.length > 0) return { refused: 'still-personal', words }
  const hash = faqHash(draft.words)
  const row = { ...draft.words, language: question.language, hash, by: draft.by, now: draft.now }
  return { faq: await addFaq(trx, row), hash }
}

/**
 * Changes the draft. What the public reads stays as it was approved until somebody approves these words. Who once
 * asked is not known any more: numbers and addresses are refused whosever they are.
 */
export async function changeFaq(
  trx: ClinicTransaction,
  change: {
    readonly faq: string
    readonly words: FaqWords
    readonly by: string
    readonly now: Temporal.Instant
  },
): Promise<{ readonly hash: string } | StillPersonal | Refusal<'unknown-faq'>> {
  const { phone, email } = await readClinic(trx)
  const text = `${change.words.question}\n${change.words.answer}`
  const words = tracesOf(text, { asker: nobody, clinic: [phone, email] })
  if (words.length > 0) return { refused: 'still-personal', words }
  const hash = faqHash(change.words)
  const { by, now } = change
  const draft = await lockFaq(trx, change.faq)
  if (!draft) return { refused: 'unknown-faq' }
  // Saving what stands there already makes nobody its writer.
  if (draft.content_hash === hash) return { hash }
  const writers = [...draft.writers.filter((one) => one !== by), by]
  await changeFaqRow(trx, change.faq, { ...change.words, hash, by, now, writers })
  return { hash }
}

const nobody = { name: '', reachAt: '' }

export type FaqApproving = {
  readonly faq: string
  /** Of the words that the reviewer has read. */
  readonly hash: string
  readonly by: string
  /** All who may approve a text today, by their staff ids: nobody approves her own where there is another. */
  readonly reviewers: readonly string[]
  readonly today: Temporal.PlainDate
  readonly now: Temporal.Instant
}

/** Approves one exact text for a year. Words that have changed since they were read are not approved. */
export async function approveFaq(
  trx: ClinicTransaction,
  approving: FaqApproving,
): Promise<
  | { readonly approved: string }
  | (Refusal<'text-faults'> & { readonly faults: readonly EntryFault[] })
  | Refusal<'unknown-faq' | 'text-changed' | 'own-text' | 'no-reviewer'>
> {
  const { faq, hash, by, today, now, reviewers } = approving
  const draft = await lockFaq(trx, faq)
  if (!draft) return { refused: 'unknown-faq' }
  if (!reviewers.includes(by)) return { refused: 'no-reviewer' }
  if (draft.content_hash !== hash) return { refused: 'text-changed' }
  if (isOwnText({ approver: by, reviewers, writers: draft.writers })) return { refused: 'own-text' }
  const { question, answer, language } = draft
  const facts = new Set((await listFacts(trx)).map(({ factId }) => factId))
  const faults = entryFaults(draft, isLanguage(language) ? language : 'sv', facts)
  if (faults.length > 0) return { refused: 'text-faults', faults }
  const next = today.add({ years: 1 }).toString()
  await addFaqReview(trx, { faq, hash, question, answer, by, on: today.toString(), next })
  await addAudit(trx, { at: now, actor: `staff:${by}`, act: 'faq-approved', subject: faq, detail: { hash } })
  return { approved: faq }
}

/** Takes an entry down at once: the public sees it no more, until words of it are approved again. */
export async function withdrawFaq(
  trx: ClinicTransaction,
  { faq, by, reviewers, now }: Pick<FaqApproving, 'faq' | 'by' | 'reviewers' | 'now'>,
): Promise<{ readonly withdrawn: string } | Refusal<'unknown-faq' | 'no-reviewer'>> {
  if (!reviewers.includes(by)) return { refused: 'no-reviewer' }
  if (!(await lockFaq(trx, faq))) return { refused: 'unknown-faq' }
  await setWithdrawn(trx, faq, { by, now })
  await addAudit(trx, { at: now, actor: `staff:${by}`, act: 'faq-withdrawn', subject: faq })
  return { withdrawn: faq }
}

function faqHash({ question, answer }: FaqWords): string {
  return createHash('sha256')
    .update(JSON.stringify([question, answer]))
    .digest('hex')
}
