/**
 * A handful of moves that differ. The best one first; each that is like one already chosen (the same day) costs more
 * from then on, since the same morning a quarter of an hour later is the same proposal once more.
 */
import type { PlannedMove } from './plan-move.ts'

const SAME_DAY = 4
const SAME_PART_OF_DAY = 2

/** Up to `limit`, in the order in which they are chosen. */
export function chooseMoves(moves: readonly PlannedMove[], limit: number): PlannedMove[] {
  const left = moves.map((move) => ({ move, cost: move.cost }))
  const chosen: PlannedMove[] = []
  while (chosen.length < limit && left.length > 0) {
    const at = left.reduce(
      (best, one, index) => (one.cost < (left[best]?.cost ?? one.cost) ? index : best),
      0,
    )
    const [taken] = left.splice(at, 1)
    if (!taken) break
    chosen.push(taken.move)
    for (const one of left) one.cost += likeness(one.move, taken.move)
  }
  return chosen
}

function likeness(a: PlannedMove, b: PlannedMove): number {
  const [one, other] = [a.visits[0]?.to, b.visits[0]?.to]
  if (!one || !other || one.day !== other.day) return 0
  return SAME_DAY + (one.minuteOfDay < 720 === other.minuteOfDay < 720 ? SAME_PART_OF_DAY : 0)
}
