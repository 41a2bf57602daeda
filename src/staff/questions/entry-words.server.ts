import type { FaqEntry } from '#questions/contract'
import type { EntryFault } from '#questions/pure'
import type { Language } from '#platform/language'
import { sayDate, sayDayAndTime } from '#platform/say'
import { m } from '#platform/words'
import type { AtWork } from '../staff-context.ts'
import type { ShownEntry } from './entries.panel.tsx'

export function entryFrom(entry: FaqEntry, { clinic, language }: AtWork): ShownEntry {
  const locale = { locale: language }
  const { review, shown, answered } = entry
  const when = sayDayAndTime(entry.writtenAt, { zone: clinic.zone, language })
  const state = stateOf(entry)
  const words = {
    draft: m.questions_inbox_entry_draft,
    changed: m.questions_inbox_entry_changed,
    approved: m.questions_inbox_entry_approved,
    withdrawn: m.questions_inbox_entry_withdrawn,
  }
  return {
    id: entry.id,
    language: entry.language,
    question: entry.question,
    state,
    stateWords: words[state]({}, locale),
    written: m.questions_inbox_entry_written({ name: entry.writtenBy.name, when }, locale),
    review:
      review &&
      m.questions_inbox_entry_review(
        { name: review.by, day: sayDate(review.on, language), next: sayDate(review.next, language) },
        locale,
      ),
    counts: shown > 0 ? m.questions_inbox_entry_counts({ shown, answered }, locale) : undefined,
  }
}

function stateOf({ review, isWithdrawn }: FaqEntry): ShownEntry['state'] {
  if (isWithdrawn) return 'withdrawn'
  if (!review) return 'draft'
  return review.isOfThisText ? 'approved' : 'changed'
}

export function sayFault({ fault, text }: EntryFault, language: Language): string {
  const locale = { locale: language }
  switch (fault) {
    case 'long-sentence':
      return m.questions_inbox_fault_long_sentence({ text }, locale)
    case 'long-sentences':
      return m.questions_inbox_fault_long_sentences({}, locale)
    case 'forbidden-word':
      return m.questions_inbox_fault_forbidden({ text }, locale)
    case 'unsourced-figure':
      return m.questions_inbox_fault_unsourced({ text }, locale)
    case 'unknown-fact':
      return m.questions_inbox_fault_unknown_fact({ text }, locale)
  }
}
