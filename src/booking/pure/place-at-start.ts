/**
 * A visit whose start is settled: who and what can it have? As in the search, therapist, room and pen are separate
 * questions, so the first of each kind that is free for its stretches will do; nothing has to be tried together.
 */
import { contains, type Interval, type Minute, subtract } from './interval.ts'
import { KINDS, type Kind, type Segment, stretchesOf } from './protocol.ts'
import type { Resource, VisitPlace } from './visit-place.ts'

/** The place, or the kind of which nobody and nothing is free then. */
export function placeAtStart(
  ask: {
    readonly start: Minute
    readonly segments: readonly Segment[]
    readonly therapist?: string | undefined
  },
  resources: readonly Resource[],
): { readonly place: VisitPlace } | { readonly missing: Kind } {
  const chosen: { [kind in Kind]?: string } = {}
  for (const kind of KINDS) {
    const times = stretchesOf(ask.segments, kind).map(({ offsetMinutes, minutes }) => ({
      start: ask.start + offsetMinutes,
      end: ask.start + offsetMinutes + minutes,
    }))
    if (times.length === 0) continue
    const wanted = kind === 'therapist' ? ask.therapist : undefined
    const found = resources.find(
      (one) => one.kind === kind && (wanted === undefined || one.id === wanted) && isFree(one, times),
    )
    if (!found) return { missing: kind }
    chosen[kind] = found.id
  }
  return { place: { start: ask.start, ...chosen } }
}

function isFree({ open, busy }: Resource, times: readonly Interval[]): boolean {
  const free = subtract(open, busy)
  return times.every((during) => contains(free, during))
}
