/**
 * What a move does that the client could not: it comes within the clinic's notice, or a rest does not hold. Only what
 * the move changes is told: of a pair of visits neither of which changes its start, a broken rest is old news.
 */
import type { Rest } from './count-courses.ts'
import type { Minute } from './interval.ts'
import { isTooLate, restVerdict, type Standing } from './late-change.ts'

/** What the course's rule or the clinic's notice forbids and the desk may do with a reason. `visit` is a position. */
export type RuleBroken =
  | {
      readonly rule: 'rest-too-short' | 'rest-too-long'
      /** The later of the two visits between which the rest is. */
      readonly visit: number
      readonly days: number
      readonly atLeastDays: number
      readonly atMostDays: number
    }
  | { readonly rule: 'too-late'; readonly visit: number; readonly noticeHours: number }

/** A visit as it would stand, and when it begins now. */
type Changed = { readonly after: Standing; readonly before: Minute }

/** The visits of a course that stand, in order. */
export function rulesBroken(
  visits: readonly Changed[],
  rule: { readonly rest: Rest | undefined; readonly noticeHours: number; readonly now: Minute },
): RuleBroken[] {
  const { rest, noticeHours } = rule
  const isNew = ({ after, before }: Changed) => after.start !== before
  const late = visits
    .filter((visit) => isNew(visit) && isTooLate(visit.before, rule))
    .map(({ after }) => ({ rule: 'too-late' as const, visit: after.position, noticeHours }))
  if (!rest) return late
  const { atLeastDays, atMostDays } = rest
  const rests = visits.slice(1).flatMap((later, index): RuleBroken[] => {
    const earlier = visits[index]
    if (!earlier || !(isNew(earlier) || isNew(later))) return []
    const verdict = restVerdict(earlier.after, later.after, rest)
    if (verdict === 'holds') return []
    const days = later.after.day - earlier.after.day
    return [{ rule: `rest-${verdict}`, visit: later.after.position, days, atLeastDays, atMostDays }]
  })
  return [...late, ...rests]
}
