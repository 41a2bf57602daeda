/** What many clients want at once of the small clinic with a second pen: two therapists, two rooms, two pens, ten days. */
import { minuteFrom } from '../src/platform/time.ts'
import { Temporal } from 'temporal-polyfill'
import type { SmallClinic } from '../test/small-clinic.ts'

export type Wanted = {
  readonly kind: 'single' | 'course'
  readonly visits: readonly {
    readonly start: number
    readonly therapist: string
    readonly room: string
    readonly device?: string
  }[]
}

export type Block = { readonly resource: string; readonly start: number; readonly minutes: number }

export type ContendedClinic = SmallClinic & { readonly pens: readonly [string, string] }

/** Everybody's clock: Monday 4 January 2027, 08:00 in Malmö. */
export const morning = Temporal.Instant.from('2027-01-04T07:00:00Z')
const firstDay = Temporal.PlainDate.from('2027-01-11')
const weekdays = 10
const restDays = 28

type Random = (below: number) => number

/** A single visit or a whole course, at random in the few places that there are. */
export function wantedBy(random: Random, clinic: ContendedClinic, kind: Wanted['kind']): Wanted {
  const day = random(weekdays)
  const visits = Array.from({ length: kind === 'course' ? 3 : 1 }, (_, position) => {
    const date = firstDay.add({ days: day + (day > 4 ? 2 : 0) + position * restDays })
    return {
      // The last visit of a day may end at 17, cleaning with it.
      start: minuteAt(date, 9 * 60 + random(kind === 'course' ? 25 : 29) * 15),
      therapist: clinic.therapists[random(2)] ?? '',
      room: clinic.rooms[random(2)] ?? '',
      ...(kind === 'course' && { device: clinic.pens[random(2)] ?? '' }),
    }
  })
  return { kind, visits }
}

/** An hour of somebody or something, on one of the days when clients come. */
export function blockBy(random: Random, clinic: ContendedClinic): Block {
  const { visits } = wantedBy(random, clinic, 'course')
  const [visit] = visits
  const six = [...clinic.therapists, ...clinic.rooms, ...clinic.pens]
  return { resource: six[random(6)] ?? '', start: visit?.start ?? 0, minutes: 60 }
}

function minuteAt(date: Temporal.PlainDate, minuteOfDay: number): number {
  const time = Temporal.PlainTime.from({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 })
  return minuteFrom(date.toZonedDateTime({ timeZone: 'Europe/Stockholm', plainTime: time }).toInstant())
}
