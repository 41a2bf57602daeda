/**
 * Made-up calendars for the benches: the same seed makes the same rows on every machine. They are rows as a
 * scheduler would read them from its database, weekly hours and appointments; nobody's bits or ranges yet.
 * Random appointments break a day into more pieces than a real one has, which makes the search no easier.
 */
import { Temporal } from 'temporal-polyfill'

export type Stay = { readonly start: number; readonly end: number }

/** Monday to Friday on the clinic's wall clock, as minutes of the day; lunch lies between the two. */
export type Shift = { readonly from: number; readonly to: number }

export type MadeUp = {
  readonly id: string
  readonly kind: 'therapist' | 'room' | 'device'
  readonly shifts: readonly Shift[]
  /** Minutes since 1970, on five-minute ticks, in order of time. */
  readonly booked: readonly Stay[]
  readonly daysOff: readonly string[]
}

export type Span = { readonly zone: string; readonly from: string; readonly days: number }

const OPENS = 9 * 60
const CLOSES = 18 * 60
const WORKING_DAYS = [1, 2, 3, 4, 5]
const DAYS_OFF_IN_180 = 14

/** Numbers from 0 to below 1 that a seed decides (Marsaglia's xorshift on 32 bits). */
export function dice(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** Somebody who takes lunch, has days off and whose working minutes are booked to about this share. */
export function madeUpTherapist(seed: number, span: Span, share: number): MadeUp {
  const roll = dice(seed)
  const lunch = 11 * 60 + 30 * (seed % 5)
  const shifts = [
    { from: OPENS, to: lunch },
    { from: lunch + 60, to: CLOSES },
  ]
  const dates = datesOf(span)
  const off = new Set<string>()
  const many = Math.round((DAYS_OFF_IN_180 * span.days) / 180)
  while (off.size < Math.min(many, dates.length)) off.add(dates[Math.floor(roll() * dates.length)] ?? '')
  const booked = bookedOn(dates, { zone: span.zone, shifts, share, roll }).filter(
    ({ date }) => !off.has(date),
  )
  return {
    id: `t${seed}`,
    kind: 'therapist',
    shifts,
    booked: booked.map(({ start, end }) => ({ start, end })),
    daysOff: [...off].toSorted(),
  }
}

/** A room or a pen: no lunch and no holiday. */
export function madeUpThing(
  kind: 'room' | 'device',
  seed: number,
  basis: { span: Span; share: number },
): MadeUp {
  const shifts = [{ from: OPENS, to: CLOSES }]
  const { span, share } = basis
  const booked = bookedOn(datesOf(span), { zone: span.zone, shifts, share, roll: dice(seed + 7919) })
  return {
    id: `${kind.charAt(0)}${seed}`,
    kind,
    shifts,
    booked: booked.map(({ start, end }) => ({ start, end })),
    daysOff: [],
  }
}

type Day = { readonly date: string; readonly midnight: number; readonly weekday: number }

const walls = new Map<string, readonly Day[]>()

/** The span's days with the minute of their first midnight; no zone here changes its clock while it works. */
export function daysOf({ zone, from, days }: Span): readonly Day[] {
  const key = `${zone} ${from} ${days}`
  const known = walls.get(key)
  if (known) return known
  const first = Temporal.PlainDate.from(from)
  const made = Array.from({ length: days }, (_, day) => {
    const date = first.add({ days: day })
    // Noon tells the offset of the working day; wall minute 0 of that day is then plain arithmetic.
    const noon = date.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds / 60_000
    return { date: date.toString(), midnight: noon - 720, weekday: date.dayOfWeek }
  })
  walls.set(key, made)
  return made
}

function datesOf(span: Span): string[] {
  return daysOf(span).map(({ date }) => date)
}

type Booking = {
  readonly zone: string
  readonly shifts: readonly Shift[]
  readonly share: number
  readonly roll: () => number
}

/** Appointments of 30 to 90 minutes until the share is booked, with what is left in at most three gaps a shift. */
function bookedOn(
  dates: readonly string[],
  { zone, shifts, share, roll }: Booking,
): (Stay & { date: string })[] {
  return daysOf({ zone, from: dates[0] ?? '', days: dates.length })
    .filter(({ weekday }) => WORKING_DAYS.includes(weekday))
    .flatMap(({ date, midnight }) =>
      shifts.flatMap(({ from, to }) => {
        const lengths = lengthsFor((to - from) * share, roll)
        const left = (to - from - lengths.reduce((sum, minutes) => sum + minutes, 0)) / 5
        const cuts = [roll(), roll()].map((part) => 5 * Math.floor(part * (left + 1)))
        const gapsBefore = lengths.map(() => cuts[Math.floor(roll() * 2)] ?? 0).toSorted((a, b) => a - b)
        let booked = 0
        return lengths.map((minutes, at) => {
          const start = midnight + from + booked + (gapsBefore[at] ?? 0)
          booked += minutes
          return { date, start, end: start + minutes }
        })
      }),
    )
}

/** Lengths that together come as near to so many minutes as whole appointments do. */
function lengthsFor(wanted: number, roll: () => number): number[] {
  const lengths: number[] = []
  let sum = 0
  for (;;) {
    const minutes = 30 + 15 * Math.floor(roll() * 5)
    if (sum + minutes / 2 > wanted) return lengths
    lengths.push(minutes)
    sum += minutes
  }
}

/** How much of the working time of the days worked is booked. */
export function bookedShare({ shifts, booked, daysOff }: MadeUp, span: Span): number {
  const worked = daysOf(span).filter(
    ({ date, weekday }) => WORKING_DAYS.includes(weekday) && !daysOff.includes(date),
  )
  const working = worked.length * shifts.reduce((sum, { from, to }) => sum + to - from, 0)
  return booked.reduce((sum, { start, end }) => sum + end - start, 0) / working
}
