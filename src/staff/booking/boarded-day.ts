/** What there is on a day, before it is drawn. */
import type { BookedVisit } from '#booking/contract'
import type { Interval, Minute } from '#booking/pure'
import type { Unavailable } from '#clinic/contract'
import type { Language, Localised } from '#platform/language'

/** Whose columns are shown. */
export type By = 'therapist' | 'room' | 'device'

export type BoardedVisit = BookedVisit & {
  readonly service: string
  readonly visitsInCourse: number
  readonly client: { readonly name: string }
}

export type BoardedHold = BookedVisit & { readonly heldUntil: Minute }

/** A therapist, room or pen, with the stretches of this day in which it can be booked. */
export type BoardedResource = {
  readonly id: string
  readonly name: string
  readonly open: readonly Interval[]
}

/** How and when the board is looked at. */
export type Looking = {
  /** In a narrow column: what the visit is for is left to its card. */
  readonly brief: boolean
  readonly by: By
  readonly now: Minute
  readonly serviceNames: ReadonlyMap<string, Localised>
  readonly zone: string
  readonly language: Language
}

export type BoardedDay = Looking & {
  /** The calendar day, from its first minute to the next day's. */
  readonly day: Interval
  /** 'YYYY-MM-DD' */
  readonly date: string
  readonly visits: readonly BoardedVisit[]
  readonly held: readonly BoardedHold[]
  readonly resources: readonly BoardedResource[]
  readonly opening: readonly Interval[]
  readonly unavailable: readonly Unavailable[]
  /** Visits begin on this many minutes, and the shortest takes so many. */
  readonly gridMinutes: number
  readonly shortestMinutes: number
}
