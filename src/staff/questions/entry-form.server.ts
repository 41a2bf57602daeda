import { z } from 'zod'
import type { Clinic } from '#clinic/contract'
import { entryFaults, wordsLikeNames } from '#questions/pure'
import { listFacts } from '#guide'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import type { EntryWords, Looked } from './entry-form.panel.tsx'
import { sayFault } from './entry-words.server.ts'

const entryShape = z.object({
  question: z.string().trim().min(1).max(300),
  answer: z.string().trim().min(1).max(3000),
})

type Form = Readonly<Record<string, string>>

/** The words as they are kept, or undefined where one is missing or too long. */
export function entryFromForm(form: Form): EntryWords | undefined {
  return entryShape.safeParse(typedIn(form)).data
}

export function typedIn(form: Form): EntryWords {
  const text = (name: string) => (form[name] ?? '').replaceAll('\r\n', '\n').slice(0, 6000)
  return { question: text('question'), answer: text('answer') }
}

type Looking = {
  readonly clinic: Clinic
  readonly language: Language
  /** The entry's own. */
  readonly of: Language
  /** The ids of the facts that the clinic keeps. */
  readonly facts: ReadonlySet<string>
}

export async function knownFacts(trx: ClinicTransaction): Promise<ReadonlySet<string>> {
  return new Set((await listFacts(trx)).map(({ factId }) => factId))
}

export function lookThrough(words: EntryWords, { clinic, language, of, facts }: Looking): Looked {
  return {
    faults: [...new Set(entryFaults(words, of, facts).map((fault) => sayFault(fault, language)))],
    names: wordsLikeNames(`${words.question}\n${words.answer}`, [clinic.name, clinic.city, clinic.street]),
  }
}
