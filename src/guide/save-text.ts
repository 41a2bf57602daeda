import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { lockDraft, saveDraft, type TextId } from './articles.store.ts'
import { contentHash } from './content-hash.ts'
import type { DraftText } from './contract.ts'
import { listFacts } from './facts.store.ts'
import { type FieldFault, faultsByField } from './pure/faults-by-field.ts'
import { factIdsIn } from './pure/source-marks.ts'
import { wholeText } from './pure/text-faults.ts'
import type { Fact } from './read-fact-file.ts'

export type SaveText = TextId & {
  readonly draft: DraftText
  /** The version that she began from. */
  readonly began: number
  readonly by: string
  readonly now: Temporal.Instant
}

export type TextRefused =
  | { readonly refused: 'text-faults'; readonly faults: readonly FieldFault[] }
  | { readonly refused: 'unknown-facts'; readonly facts: readonly string[] }

/** Keeps the next draft of a text. The public goes on reading what was approved. */
export async function saveText(
  trx: ClinicTransaction,
  { draft, began, by, now, ...text }: SaveText,
): Promise<
  { readonly saved: boolean } | TextRefused | Refusal<'unknown-text'> | Refusal<'changed-meanwhile'>
> {
  const present = await lockDraft(trx, text)
  if (!present) return { refused: 'unknown-text' }
  if (present.version !== began) return { refused: 'changed-meanwhile' }
  const facts = await listFacts(trx)
  const refused = refuseText(draft, text.language, facts)
  if (refused) return refused
  const hash = contentHash(draft, facts)
  if (hash === contentHash(present, facts)) return { saved: false }
  await saveDraft(trx, { ...text, draft, contentHash: hash }, { by, at: now })
  return { saved: true }
}

/** What keeps a text from being saved, told so that its writer finds the place. */
export function refuseText(
  draft: DraftText,
  language: TextId['language'],
  facts: readonly Fact[],
): TextRefused | undefined {
  const kept = new Set(facts.map(({ factId }) => factId))
  const unknown = factIdsIn(wholeText(draft)).filter((id) => !kept.has(id))
  if (unknown.length > 0) return { refused: 'unknown-facts', facts: [...new Set(unknown)] }
  const faults = faultsByField(draft, language)
  return faults.length > 0 ? { refused: 'text-faults', faults } : undefined
}
