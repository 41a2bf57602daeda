import type { Clinic, Kind, Service, WeeklyHours } from '#clinic/contract'
import type { Localised } from '#platform/language'
import type { Colours } from './pure/index.ts'

/** A room or a pen. */
export type PlaceKind = Exclude<Kind, 'therapist'>
export type Place = {
  readonly id: string
  readonly kind: PlaceKind
  readonly name: string
  readonly retired: boolean
}

/** Somebody who can be booked, with all her hours: ordinary weeks and seasons. */
export type Therapist = {
  readonly id: string
  readonly staff: string
  readonly name: string
  readonly hours: readonly WeeklyHours[]
}

/** A stretch of the year with hours of its own; without days it is the ordinary weeks. 'YYYY-MM-DD', within. */
export type Season = { readonly validFrom?: string; readonly validUntil?: string }

/** Hours that come back each week, or week A and week B in turn, counted from a Monday of week A. */
export type Weeks = {
  readonly a: readonly DayHours[]
  readonly b?: { readonly anchor: string; readonly hours: readonly DayHours[] }
}
export type DayHours = Pick<WeeklyHours, 'weekday' | 'from' | 'to'>

/** Minutes, or as long as an anaesthetic needs. */
export type DraftSegment = {
  readonly name: Localised
  readonly minutes: number | undefined
  readonly anaesthetic: string | undefined
  readonly holds: readonly Kind[]
  readonly clientPresent: boolean
}

/** A service as its owner sees it; clients see it only when it is shown. */
export type DraftService = Omit<Service, 'segments'> & {
  readonly shown: boolean
  readonly segments: readonly DraftSegment[]
}

export type Anaesthetic = {
  readonly id: string
  readonly name: Localised
  readonly minutes: number
  /** Where the minutes come from. */
  readonly source: string
}

export type SetUp = {
  readonly clinic: Clinic
  readonly places: readonly Place[]
  readonly therapists: readonly Therapist[]
  /** People who work here and have no calendar. */
  readonly others: readonly { readonly id: string; readonly name: string }[]
  readonly services: readonly DraftService[]
  readonly anaesthetics: readonly Anaesthetic[]
}

/** A visit that is touched by what is changed, for somebody to settle by hand. Minutes since 1970. */
export type TouchedVisit = { readonly id: string; readonly start: number; readonly client: string }

/** An absence or a closure that has not ended. */
export type TimeOff = {
  readonly id: string
  /** The name of the person, room or pen; undefined where the clinic is closed. */
  readonly whose: string | undefined
  readonly start: number
  readonly end: number
  readonly why: string
  /** The desk's own, and not the owner's. */
  readonly isBlock: boolean
  readonly touches: readonly TouchedVisit[]
}

/** How the clinic's public pages look. */
export type Look = {
  readonly colours: Colours
  /** Which picture it is, so that a new one has a new address; undefined where there is none. */
  readonly logo: string | undefined
}

export type Logo = { readonly kind: string; readonly bytes: Uint8Array }
