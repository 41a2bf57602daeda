/**
 * Whoever leaves hands her visits over, each at its own time and in its own room. Of those who are free, the best
 * taker is one who has taken another visit of the same course, so that a client meets one new face and not two;
 * else the one who has taken least so far.
 */
import { contains, type Interval, subtract } from './interval.ts'

export type Taker = {
  readonly id: string
  readonly open: readonly Interval[]
  readonly busy: readonly Interval[]
}

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
): ReadonlyMap<string, string> {
  const taken = new Map<string, VisitToHandOver[]>(takers.map(({ id }) => [id, []]))
  const chosen = new Map<string, string>()
  for (const visit of visits) {
    const rank = ({ id }: Taker) => {
      const has = taken.get(id) ?? []
      const knowsClient = has.some(({ course }) => course === visit.course)
      return (knowsClient ? 0 : visits.length + 1) + has.length
    }
    const best = takers
      .filter((taker) => isFree(taker, taken.get(taker.id) ?? [], visit))
      .toSorted((a, b) => rank(a) - rank(b))[0]
    if (!best) continue
    taken.get(best.id)?.push(visit)
    chosen.set(visit.id, best.id)
  }
  return chosen
}

function isFree(taker: Taker, has: readonly VisitToHandOver[], { needs }: VisitToHandOver): boolean {
  const free = subtract(taker.open, [...taker.busy, ...has.flatMap((visit) => visit.needs)])
  return needs.every((stretch) => contains(free, stretch))
}
