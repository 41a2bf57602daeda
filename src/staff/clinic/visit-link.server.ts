import { type Saying, sayDayAndTime } from '#platform/say'
import type { TouchedVisit } from '#set-up/contract'

export type VisitLink = { readonly href: string | undefined; readonly words: string }

/** A visit to settle by hand: its card; a hold has none yet. */
export function visitLink({ id, start, client }: TouchedVisit, saying: Saying): VisitLink {
  const when = sayDayAndTime(start, saying)
  return client === ''
    ? { href: undefined, words: when }
    : { href: `/staff/visits/${id}`, words: `${client}, ${when}` }
}
