import type { QuestionFilter } from '#questions/contract'

export const views = [
  'open',
  'new',
  'mine',
  'waiting',
  'answered',
] as const satisfies readonly QuestionFilter['show'][]
export type View = (typeof views)[number]

/** What is open is what she comes for; a word that is none of these shows it too. */
export function viewFrom(asked: string | null): View {
  return views.find((view) => view === asked) ?? 'open'
}
