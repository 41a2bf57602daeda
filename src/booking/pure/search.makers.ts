/** Made-up clinics and treatments for the tests of the search: fixed ones by name, random ones by fast-check. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { bitResourceFrom, type Calendar, type Resource } from './calendar.ts'
import { hoursToIntervals, type WeeklyHours } from './clinic-days.ts'
import type { CourseRule } from './count-courses.ts'
import type { CourseSearch } from './find-courses.ts'
import { horizonOf } from './horizon.ts'
import type { Interval, Minute } from './interval.ts'
import type { Kind, Segment } from './protocol.ts'
import type { PlaceSearch, Wish } from './suitable-starts.ts'
import type { Bits } from './ticks.ts'

export function aSegment(minutes: number, holds: readonly Kind[], clientPresent = true): Segment {
  return { minutes, holds, clientPresent }
}

export const microneedling: readonly Segment[] = [
  aSegment(10, ['therapist', 'room']),
  aSegment(30, ['room']),
  aSegment(30, ['therapist', 'room', 'device']),
  aSegment(15, ['room']),
  aSegment(5, ['therapist', 'room']),
  aSegment(10, ['room'], false),
]

/** Every tick of a row that is set, by looking at each. */
export function listTicks(bits: Bits): number[] {
  return Array.from({ length: bits.length * 32 }, (_, tick) => tick).filter(
    (tick) => ((bits[tick >> 5] ?? 0) >>> (tick % 32)) % 2 === 1,
  )
}

/** '2027-03-28T09:00' on the clinic's wall; refuses a time that the wall skips or shows twice. */
export function at(wall: string, zone = 'Europe/Stockholm'): Minute {
  const time = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone, { disambiguation: 'reject' })
  return time.epochMilliseconds / 60_000
}

export function between(from: string, to: string, zone?: string): Interval {
  return { start: at(from, zone), end: at(to, zone) }
}

export function everyDay(from: string, to: string): WeeklyHours[] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }))
}

type ClinicOptions = {
  readonly from: string
  readonly days: number
  readonly zone?: string
  readonly hours?: readonly WeeklyHours[]
  readonly gridMinutes?: number
  readonly ids?: readonly string[]
  readonly busy?: { readonly [id: string]: readonly Interval[] }
}

const KIND_BY_LETTER: { readonly [letter: string]: Kind } = { t: 'therapist', r: 'room', d: 'device' }

/** A calendar that still knows the stretches of which its bits were made, for those who look at every minute. */
export type KnownCalendar = Calendar & { readonly known: readonly Resource[] }

export function aCalendar(
  window: Parameters<typeof horizonOf>[0],
  gridMinutes: number,
  known: readonly Resource[],
): KnownCalendar {
  const horizon = horizonOf(window)
  return { horizon, gridMinutes, known, resources: known.map((one) => bitResourceFrom(one, horizon)) }
}

/** A clinic whose resources (t1 a therapist, r1 a room, d1 a pen) share the same hours. */
export function aClinic(options: ClinicOptions): KnownCalendar {
  const { days, zone = 'Europe/Stockholm', gridMinutes = 15, ids = ['t1', 'r1', 'd1'], busy = {} } = options
  const from = Temporal.PlainDate.from(options.from)
  const open = hoursToIntervals(options.hours ?? everyDay('09:00', '17:00'), { zone, from, days })
  const resources = ids.map((id) => ({
    id,
    kind: KIND_BY_LETTER[id.charAt(0)] ?? 'room',
    open,
    busy: busy[id] ?? [],
  }))
  return aCalendar({ zone, from, days }, gridMinutes, resources)
}

/** Weeks with a hard night or a hard date in them; Santiago and Cairo change their clocks at midnight. */
export const hardWeeks: readonly (readonly [string, string])[] = [
  ['Europe/Stockholm', '2027-03-25'],
  ['Europe/Stockholm', '2026-10-22'],
  ['Europe/Stockholm', '2026-12-28'],
  ['Europe/Stockholm', '2028-02-26'],
  ['Europe/London', '2027-03-25'],
  ['Europe/London', '2026-10-22'],
  ['Australia/Lord_Howe', '2026-10-01'],
  ['Australia/Lord_Howe', '2027-04-01'],
  ['Asia/Kolkata', '2026-12-28'],
  ['America/Santiago', '2026-09-03'],
  ['America/Santiago', '2027-04-01'],
  ['Africa/Cairo', '2026-10-27'],
  ['Africa/Cairo', '2027-04-27'],
  ['Asia/Beirut', '2026-10-22'],
  ['Asia/Beirut', '2027-03-25'],
]

export const anyWeek = fc.constantFrom(...hardWeeks).map(([zone, from]) => ({
  zone,
  from: Temporal.PlainDate.from(from),
}))

const DAYS = 8

const anyHolds = fc.subarray<Kind>(['therapist', 'room', 'device'])

export const anySegments: fc.Arbitrary<Segment[]> = fc.array(
  fc.record({
    minutes: fc.constantFrom(5, 10, 15, 30, 45, 70, 165),
    holds: anyHolds,
    clientPresent: fc.boolean(),
  }),
  { minLength: 1, maxLength: 5 },
)

/** Times in steps of five minutes (and now and then of one), relative to the window's first UTC midnight. */
function anyIntervals(
  lengths: { min: number; max: number },
  count: { minLength: number; maxLength: number },
) {
  const one = fc.tuple(
    fc.integer({ min: -200, max: DAYS * 288 }),
    fc.integer(lengths),
    fc.integer({ min: 0, max: 4 }),
  )
  return fc.array(
    one.map(([step, steps, odd]) => ({ start: step * 5, end: (step + steps) * 5 + (odd === 4 ? 1 : 0) })),
    count,
  )
}

function anyResource(id: string): fc.Arbitrary<Resource> {
  return fc.record({
    id: fc.constant(id),
    kind: fc.constant(KIND_BY_LETTER[id.charAt(0)] ?? 'room'),
    open: anyIntervals({ min: 12, max: 170 }, { minLength: 3, maxLength: 14 }),
    busy: anyIntervals({ min: 1, max: 40 }, { minLength: 0, maxLength: 8 }),
  })
}

const anyWish = fc.record(
  {
    notBefore: fc.integer({ min: -600, max: 2000 }),
    therapist: fc.constantFrom('t1', 't2'),
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    fromMinuteOfDay: fc.constantFrom(0, 61, 480, 720),
    untilMinuteOfDay: fc.constantFrom(360, 1000, 1199, 1440),
  },
  { requiredKeys: ['notBefore'] },
)

/** The same wish half of the time without the parts that leave little to find. */
const anyOpenWish: fc.Arbitrary<Wish> = fc.oneof(
  anyWish,
  anyWish.map(({ notBefore }) => ({ notBefore })),
)

export type KnownSearch = PlaceSearch & { readonly calendar: KnownCalendar }

export const anyPlaceSearch: fc.Arbitrary<KnownSearch> = fc
  .record({
    week: anyWeek,
    gridMinutes: fc.constantFrom(15, 20, 25, 30, 45, 60),
    resources: fc.tuple(...['t1', 't2', 'r1', 'r2', 'd1', 'd2'].map(anyResource)),
    segments: anySegments,
    wish: anyOpenWish,
  })
  .map(({ week, gridMinutes, resources, segments, wish }) => {
    const begins = week.from.toZonedDateTime('UTC').epochMilliseconds / 60_000
    const moved = (intervals: readonly Interval[]) =>
      intervals.map(({ start, end }) => ({ start: start + begins, end: end + begins }))
    return {
      calendar: aCalendar(
        { ...week, days: DAYS },
        gridMinutes,
        resources.map((one) => ({ ...one, open: moved(one.open), busy: moved(one.busy) })),
      ),
      segments,
      wish: { ...wish, notBefore: wish.notBefore + begins },
    }
  })

/** Rests of none to four days; with none, only the end of one visit keeps the next away. */
const anyRule: fc.Arbitrary<CourseRule> = fc
  .tuple(
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 2 }),
    fc.nat(4),
  )
  .map(([visits, atLeastDays, slack, ideal]) => ({
    visits,
    ...(visits > 1 && {
      rest: {
        atLeastDays,
        atMostDays: atLeastDays + slack,
        idealDays: Math.min(atLeastDays + slack, atLeastDays + ideal),
      },
    }),
  }))

export const anyCourseSearch: fc.Arbitrary<CourseSearch & KnownSearch> = fc
  .record({ place: anyPlaceSearch, rule: anyRule, limit: fc.integer({ min: 0, max: 12 }) })
  .map(({ place, rule, limit }) => ({ ...place, rule, limit }))
