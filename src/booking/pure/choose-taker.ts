/**
 * Whoever leaves hands her visits over, each at its own time and in its own room. Of those who are free, the best
 * taker is one who has taken another visit of the same course, so that a client meets one new face and not two;
 * else the one who has taken least so far.
 */
import { clearIntervals, type Horizon, isFree } from './horizon.ts'
import type { Interval } from './interval.ts'
import type { Bits } from './ticks.ts'

export type Taker = { readonly id: string; readonly free: Bits }

export type VisitToHandOver = {
  readonly id: string
  readonly course: string
  /** The stretches in which the therapist must be there. */
  readonly needs: readonly Interval[]
}

/** Visit → taker; a visit that nobody is free for is not in it. */
export function chooseTakers(
  visits: readonly VisitToHandOver[],
  takers: readonly Taker[],
  horizon: Horizon,
): ReadonlyMap<string, string> {
  const hands = takers.map(({ id, free }) => ({ id, left: free.slice(), has: new Array<VisitToHandOver>() }))
  const chosen = new Map<string, string>()
  for (const visit of visits) {
    const rank = ({ has }: (typeof hands)[number]) => {
      const knowsClient = has.some(({ course }) => course === visit.course)
      return (knowsClient ? 0 : visits.length + 1) + has.length
    }
    const best = hands
      .filter(({ left }) => visit.needs.every((stretch) => isFree(left, stretch, horizon)))
      .toSorted((a, b) => rank(a) - rank(b))[0]
    if (!best) continue
    clearIntervals(best.left, visit.needs, horizon)
    best.has.push(visit)
    chosen.set(visit.id, best.id)
  }
  return chosen
}
