/**
 * A visit whose start is settled: who and what can it have? As in the search, therapist, room and pen are separate
 * questions, so the first of each kind that is free for its stretches will do; nothing has to be tried together.
 */
import { type BitResource, type Calendar, isFreeFor } from './calendar.ts'
import type { Minute } from './interval.ts'
import { KINDS, type Kind, type Segment, stretchesOf } from './protocol.ts'
import type { VisitPlace } from './visit-place.ts'

type PlaceAsked = {
  readonly start: Minute
  readonly segments: readonly Segment[]
  /** Taken where they are free. */
  readonly rather?: { readonly [kind in Kind]?: string }
} & { readonly [kind in Kind]?: string | undefined }

/** The place, or the kind of which nobody and nothing is free then. A kind that is asked for by id is that one or none. */
export function placeAtStart(
  ask: PlaceAsked,
  { resources, horizon }: Calendar,
): { readonly place: VisitPlace } | { readonly missing: Kind } {
  const chosen: { [kind in Kind]?: string } = {}
  for (const kind of KINDS) {
    if (stretchesOf(ask.segments, kind).length === 0) continue
    const wanted = ask[kind]
    const able = (one: BitResource) =>
      one.kind === kind && (wanted === undefined || one.id === wanted) && isFreeFor(ask, one, horizon)
    const rather = ask.rather?.[kind]
    const found =
      (rather === undefined ? undefined : resources.find((one) => one.id === rather && able(one))) ??
      resources.find(able)
    if (!found) return { missing: kind }
    chosen[kind] = found.id
  }
  return { place: { start: ask.start, ...chosen } }
}
