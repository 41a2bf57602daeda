import { z } from 'zod'
import type { Kind } from '#clinic/contract'
import type { Localised } from '#platform/language'
import type { RuleBroken } from './pure/rules-broken.ts'

export type { RuleBroken }

/** The name of a person or a thing that a visit holds, and its id. */
export type Named = { readonly id: string; readonly name: string }

export type SegmentTime = {
  readonly name: Localised
  /** Minutes since 1970. */
  readonly start: number
  readonly end: number
  readonly holds: readonly Kind[]
}

/** Where and when a visit is. Minutes since 1970. */
export type VisitTime = {
  readonly start: number
  /** When the client leaves; what stands after it (cleaning) is the clinic's own. */
  readonly clientLeaves: number
  readonly end: number
  readonly therapist?: Named
  readonly room?: Named
  readonly device?: Named
  readonly segments: readonly SegmentTime[]
}

export type VisitState = 'held' | 'booked' | 'arrived' | 'done' | 'cancelled' | 'missed'

export type BookedVisit = VisitTime & {
  readonly id: string
  /** Counted from 1. */
  readonly position: number
  readonly state: VisitState
  /** Rises with each change, for calendars that follow the visit. */
  readonly sequence: number
  readonly cancelReason?: string
  /** Why the desk moved it against a rule. */
  readonly overrideReason?: string
}

/** A visit of a course that is to be moved: where it would be, and where it stands now. */
export type MovedVisit = VisitTime & {
  readonly id: string
  /** Counted from 1. */
  readonly position: number
  /** `follows`: nobody asked for it, but the rest would not hold where it stands. */
  readonly change: 'stays' | 'asked' | 'follows'
  readonly before: VisitTime
}

/** Each is a true statement about the move. `later-stay`: there are later visits, and none of them has to follow. */
export type MoveReason = 'later-stay' | 'same-therapist' | 'same-weekday' | 'same-time' | 'ideal-rest'

export type OfferedMove = {
  /** Describes the move, is signed, and runs out in an hour; nothing is stored for it. */
  readonly id: string
  /** Every visit of the course that stands, in order; also what stays. */
  readonly visits: readonly MovedVisit[]
  /** Calendar days between neighbouring visits, as they would be. */
  readonly restDays: readonly number[]
  readonly reasons: readonly MoveReason[]
  readonly breaks: readonly RuleBroken[]
}

/** What an offered course is, as its signed id carries it. */
export const coursePlaces = z.object({
  service: z.uuid(),
  /** Minutes since 1970 after which the offer is void. */
  expires: z.int(),
  visits: z
    .array(
      z.object({
        start: z.int(),
        therapist: z.uuid().optional(),
        room: z.uuid().optional(),
        device: z.uuid().optional(),
      }),
    )
    .min(1)
    .max(10),
})

export type CoursePlaces = z.infer<typeof coursePlaces>
