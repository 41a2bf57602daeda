import type { Language, Localised } from '#platform/language'
import type { Role } from './pure/index.ts'

/** What a visit needs: a therapist, a room, a needling pen (device). */
export type Kind = 'therapist' | 'room' | 'device'

export type Clinic = {
  readonly id: string
  readonly name: string
  readonly street: string
  readonly postcode: string
  readonly city: string
  readonly phone: string
  readonly email: string
  readonly zone: string
  readonly currency: string
  readonly languages: readonly Language[]
  /** Its people are made up, and its pages say so. */
  readonly demonstration: boolean
  /** It takes bookings from outside. */
  readonly live: boolean
  /** ISO 3166, two letters: whose public holidays there are. */
  readonly country: string
  readonly gridMinutes: number
  readonly holdMinutes: number
  readonly liveHoldsPerAddress: number
  /** A visit is not offered nearer than this. */
  readonly leadMinutes: number
  /** The client moves and cancels by herself no later than this before the visit. */
  readonly changeNoticeHours: number
  readonly corsOrigins: readonly string[]
  readonly openingHours: readonly WeeklyHours[]
}

/**
 * Weekday 1 is Monday; times are the clinic's wall clock, HH:MM:SS. `weeks`: only every so many weeks, counted from
 * the week of the Monday `anchor`. Hours with a first or last day ('YYYY-MM-DD', within) replace the ordinary ones.
 */
export type WeeklyHours = {
  readonly weekday: number
  readonly from: string
  readonly to: string
  readonly weeks?: { readonly every: number; readonly anchor: string }
  readonly validFrom?: string
  readonly validUntil?: string
}

export type Segment = {
  readonly name: Localised
  readonly minutes: number
  readonly holds: readonly Kind[]
  readonly clientPresent: boolean
}

export type Rest = { readonly atLeastDays: number; readonly atMostDays: number; readonly idealDays: number }

export type Service = {
  readonly id: string
  readonly kind: 'analysis' | 'treatment'
  readonly name: Localised
  readonly summary: Localised
  readonly visits: number
  readonly rest?: Rest
  /** For the whole course, VAT included, in the currency's minor unit (öre). */
  readonly priceMinor: number
  readonly vatPercent: number
  readonly segments: readonly Segment[]
}

/** A therapist, room or pen with the hours in which it can be booked. */
export type Resource = {
  readonly id: string
  readonly kind: Kind
  readonly name: string
  readonly staff: string | undefined
  readonly hours: readonly WeeklyHours[]
}

/** Minutes since 1970; without a resource the whole clinic is closed. */
export type Unavailable = {
  readonly resource: string | null
  readonly start: number
  readonly end: number
  readonly why: string
  /** Its id, where it is the desk's own block: that may be shown with its reason, and taken away. */
  readonly block?: string
}

export type Contact = 'email' | 'sms' | 'phone'

export type NewClient = {
  readonly name: string
  readonly email: string
  /** E.164 */
  readonly phone: string
  readonly contact: Contact
}

export type { Role } from './pure/index.ts'

export type StaffMember = {
  readonly id: string
  readonly name: string
  readonly title: Localised
  readonly role: Role
}
