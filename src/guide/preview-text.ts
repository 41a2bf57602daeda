import { readClinic } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import { sayPhone } from '#platform/say'
import type { DraftText } from './contract.ts'
import { listFacts } from './facts.store.ts'
import { withPhoneLink } from './pure/clinic-phone.ts'
import { readability, type Readability } from './pure/readability.ts'
import { factIdsIn } from './pure/source-marks.ts'
import { wholeText } from './pure/text-faults.ts'
import { renderArticle } from './render-article.ts'
import { refuseText, type TextRefused } from './save-text.ts'

export type Preview = {
  /** As its page would be; undefined where it cites what is not kept. */
  readonly html: string | undefined
  readonly refused: TextRefused | undefined
  readonly figures: Readability & { readonly marks: number }
}

/** Draws a text that is not saved, and says how hard it is to read and what would keep it from being saved. */
export async function previewText(
  trx: ClinicTransaction,
  { draft, language }: { readonly draft: DraftText; readonly language: Language },
): Promise<Preview> {
  const facts = await listFacts(trx)
  const refused = refuseText(draft, language, facts)
  const whole = wholeText(draft)
  const figures = { ...readability(whole), marks: factIdsIn(whole).length }
  if (refused?.refused === 'unknown-facts') return { html: undefined, refused, figures }
  const { phone } = await readClinic(trx)
  const said = sayPhone(phone)
  const body = withPhoneLink(draft.body, phone, said)
  const questions = draft.questions.map(({ question, answer }) => ({
    question,
    answer: withPhoneLink(answer, phone, said),
  }))
  return { html: renderArticle({ language, body, questions }, facts).html, refused, figures }
}
