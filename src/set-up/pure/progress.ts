/**
 * How far a clinic has come, read from what is there: a step is done when its rows are, so nothing can be ticked that
 * is not so, and taking the last room away unticks the step by itself.
 */
import type { Kind } from '#booking/pure'

export const steps = ['address', 'hours', 'rooms', 'weeks', 'services', 'look', 'messages', 'live'] as const
export type Step = (typeof steps)[number]

export type Lack =
  | 'name'
  | 'address'
  | 'phone'
  | 'email'
  | 'opening-hours'
  | 'room'
  | 'therapist'
  | 'working-hours'
  | 'service'
  | 'device-for-service'

export type WhatIsThere = {
  readonly clinic: {
    readonly name: string
    readonly street: string
    readonly postcode: string
    readonly city: string
    readonly phone: string
    readonly email: string
    readonly live: boolean
  }
  readonly openDays: number
  readonly rooms: number
  readonly devices: number
  readonly therapists: number
  /** Therapists who have hours. */
  readonly working: number
  /** What each service that clients see holds. */
  readonly shown: readonly (readonly Kind[])[]
  /** Mail or SMS goes out from here. */
  readonly sends: boolean
}

/** What a step still needs, in the order in which a person would give it. Empty: it is done. */
export function lacksOf(step: Step, there: WhatIsThere): Lack[] {
  if (step === 'live')
    return there.clinic.live ? [] : steps.slice(0, -1).flatMap((one) => lacksOf(one, there))
  const wanting: Record<Exclude<Step, 'live'>, readonly (readonly [Lack, boolean])[]> = {
    address: [
      ['name', there.clinic.name === ''],
      ['address', [there.clinic.street, there.clinic.postcode, there.clinic.city].includes('')],
      ['phone', there.clinic.phone === ''],
      ['email', there.clinic.email === ''],
    ],
    hours: [['opening-hours', there.openDays === 0]],
    rooms: [
      ['room', there.rooms === 0],
      ['device-for-service', there.devices === 0 && there.shown.some((holds) => holds.includes('device'))],
    ],
    weeks: [
      ['therapist', there.therapists === 0],
      ['working-hours', there.therapists > 0 && there.working === 0],
    ],
    services: [['service', there.shown.length === 0]],
    look: [],
    messages: [],
  }
  return wanting[step].filter(([, lacking]) => lacking).map(([lack]) => lack)
}

/**
 * A step is ticked when it lacks nothing; messages when they can go out, which a clinic that calls can do without; the
 * last one when the clinic is open to everybody.
 */
export function isDone(step: Step, there: WhatIsThere): boolean {
  if (step === 'messages') return there.sends
  return step === 'live' ? there.clinic.live : lacksOf(step, there).length === 0
}
