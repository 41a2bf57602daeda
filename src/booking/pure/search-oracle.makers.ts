/**
 * The search again, as a patient person would do it: look at every minute, read the clock on the wall with
 * Temporal, try every combination. It shares only types with the search, so that both cannot be wrong in
 * the same way. Slow on purpose; for tests only.
 */
import { Temporal } from 'temporal-polyfill'
import type { CourseRule } from './count-courses.ts'
import type { Resource } from './calendar.ts'
import type { Interval } from './interval.ts'
import type { Kind, Segment } from './protocol.ts'
import type { KnownSearch } from './search.makers.ts'
import type { VisitPlace } from './visit-place.ts'

export type Wall = {
  readonly date: string
  readonly dayNumber: number
  readonly weekday: number
  readonly minuteOfDay: number
}

const wallsOfZones = new Map<string, Map<number, Wall>>()
const dayNumbers = new Map<string, number>()

/** What the clock and the calendar on the wall show at a minute. */
export function wallAt(zone: string, minute: number): Wall {
  const walls = wallsOfZones.get(zone) ?? new Map<number, Wall>()
  wallsOfZones.set(zone, walls)
  const known = walls.get(minute)
  if (known) return known
  const time = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone)
  const date = time.toPlainDate().toString()
  const wall = {
    date,
    dayNumber: dayNumberOf(date),
    weekday: time.dayOfWeek,
    minuteOfDay: time.hour * 60 + time.minute,
  }
  walls.set(minute, wall)
  return wall
}

function dayNumberOf(date: string): number {
  const days =
    dayNumbers.get(date) ?? Temporal.PlainDate.from('2000-01-01').until(date, { largestUnit: 'days' }).days
  dayNumbers.set(date, days)
  return days
}

const minutesOfWindows = new Map<string, number[]>()

/** Every minute whose date lies in the window, found by walking from before it to after it
 * (no zone is further than 14 hours from UTC). */
export function minutesOf(zone: string, from: Temporal.PlainDate, days: number): readonly number[] {
  const key = `${zone} ${from.toString()} ${days}`
  const known = minutesOfWindows.get(key)
  if (known) return known
  const dates = new Set(Array.from({ length: days }, (_, day) => from.add({ days: day }).toString()))
  const begin = from.toZonedDateTime('UTC').epochMilliseconds / 60_000
  const minutes: number[] = []
  for (let minute = begin - 1000; minute < begin + days * 1440 + 1000; minute += 1) {
    if (dates.has(wallAt(zone, minute).date)) minutes.push(minute)
  }
  minutesOfWindows.set(key, minutes)
  return minutes
}

/** Each minute that any of the stretches holds. */
export function everyMinute(intervals: readonly Interval[]): Set<number> {
  const minutes = new Set<number>()
  for (const { start, end } of intervals)
    for (let minute = start; minute < end; minute += 1) minutes.add(minute)
  return minutes
}

export function freeMinutes({ open, busy }: Resource): Set<number> {
  const taken = everyMinute(busy)
  return new Set([...everyMinute(open)].filter((minute) => !taken.has(minute)))
}

/** The minutes of a visit that hold a kind, one by one. */
export function heldMinutes(start: number, segments: readonly Segment[], kind: Kind): number[] {
  return segments
    .flatMap(({ minutes, holds }) => Array.from({ length: minutes }, () => holds.includes(kind)))
    .flatMap((held, minute) => (held ? [start + minute] : []))
}

/** All places of a visit, written as `start therapist room device` with `-` for a kind that is not held. */
export function oraclePlaces({ calendar, segments, wish }: KnownSearch): string[] {
  const { gridMinutes, known: resources } = calendar
  const { zone, from, days } = calendar.horizon
  const minutes = minutesOf(zone, from, days)
  const inside = new Set(minutes)
  const free = new Map(resources.map((resource) => [resource.id, freeMinutes(resource)]))
  const length = segments.reduce((sum, segment) => sum + segment.minutes, 0)
  const holding = {
    therapist: heldMinutes(0, segments, 'therapist'),
    room: heldMinutes(0, segments, 'room'),
    device: heldMinutes(0, segments, 'device'),
  }
  const able = (kind: Kind, start: number): string[] => {
    const held = holding[kind]
    if (held.length === 0) return ['-']
    const wanted = kind === 'therapist' ? wish.therapist : undefined
    return resources
      .filter((one) => one.kind === kind && (wanted === undefined || one.id === wanted))
      .filter(({ id }) => held.every((minute) => free.get(id)?.has(start + minute)))
      .map(({ id }) => id)
  }
  return minutes
    .filter((start) => wallAt(zone, start).minuteOfDay % gridMinutes === 0)
    .filter((start) => Array.from({ length }, (_, i) => start + i).every((minute) => inside.has(minute)))
    .filter((start) => suits(start, { calendar, segments, wish }))
    .flatMap((start) =>
      able('therapist', start).flatMap((therapist) =>
        able('room', start).flatMap((room) =>
          able('device', start).map((device) => `${start} ${therapist} ${room} ${device}`),
        ),
      ),
    )
}

function suits(start: number, { calendar, segments, wish }: KnownSearch): boolean {
  const { notBefore, weekdays, fromMinuteOfDay, untilMinuteOfDay } = wish
  const wall = wallAt(calendar.horizon.zone, start)
  const present = segments
    .flatMap(({ minutes, clientPresent }) => Array.from({ length: minutes }, () => clientPresent))
    .lastIndexOf(true)
  const last = wallAt(calendar.horizon.zone, start + present)
  return (
    start >= notBefore &&
    (!weekdays?.length || weekdays.includes(wall.weekday)) &&
    (fromMinuteOfDay === undefined || wall.minuteOfDay >= fromMinuteOfDay) &&
    (untilMinuteOfDay === undefined ||
      present < 0 ||
      (last.dayNumber - wall.dayNumber) * 1440 + last.minuteOfDay < untilMinuteOfDay)
  )
}

export type CourseFacts = {
  /** Distinct courses by starts and therapists. */
  readonly total: number
  /** The starts with which a course can begin. */
  readonly begins: readonly number[]
  /** The least sum of minutes between a course's starts and those that were asked for. */
  readonly nearest: number
}

/** Tries every start after every start. */
export function oracleCourses(search: KnownSearch & { readonly rule: CourseRule }): CourseFacts {
  const { calendar, segments, rule, wish } = search
  const length = segments.reduce((sum, segment) => sum + segment.minutes, 0)
  const beginnings = new Set(oraclePlaces(search).map((place) => place.split(' ').slice(0, 2).join(' ')))
  const therapistsAt = new Map<number, number>()
  for (const beginning of beginnings) {
    const start = Number(beginning.split(' ')[0])
    therapistsAt.set(start, (therapistsAt.get(start) ?? 0) + 1)
  }
  const away = (visit: number, start: number): number => Math.abs(start - (wish.near?.[visit] ?? start))
  let later = new Map<number, { courses: number; nearest: number }>()
  for (let visit = rule.visits - 1; visit >= 0; visit -= 1) {
    const here = new Map<number, { courses: number; nearest: number }>()
    for (const [start, therapists] of therapistsAt) {
      const followers = [...later].filter(
        ([next]) => next >= start + length && restHolds({ start, next, zone: calendar.horizon.zone, rule }),
      )
      const last = visit === rule.visits - 1
      if (!last && followers.length === 0) continue
      const ways = last ? 1 : followers.reduce((sum, [, { courses }]) => sum + courses, 0)
      const nearest = last ? 0 : Math.min(...followers.map(([, follower]) => follower.nearest))
      here.set(start, { courses: therapists * ways, nearest: nearest + away(visit, start) })
    }
    later = here
  }
  const all = [...later.values()]
  return {
    total: all.reduce((sum, { courses }) => sum + courses, 0),
    begins: [...later.keys()],
    nearest: Math.min(...all.map(({ nearest }) => nearest)),
  }
}

type Neighbours = {
  readonly start: number
  readonly next: number
  readonly zone: string
  readonly rule: CourseRule
}

function restHolds({ start, next, zone, rule }: Neighbours): boolean {
  const days = wallAt(zone, next).dayNumber - wallAt(zone, start).dayNumber
  return rule.rest !== undefined && days >= rule.rest.atLeastDays && days <= rule.rest.atMostDays
}

const placesOfSearches = new WeakMap<object, ReadonlySet<string>>()

/** What a row of visits breaks, in words; nothing when it keeps every rule. */
export function brokenRules(
  visits: readonly VisitPlace[],
  search: KnownSearch & { readonly rule: CourseRule },
): string[] {
  const { calendar, segments, rule } = search
  const length = segments.reduce((sum, segment) => sum + segment.minutes, 0)
  const places = placesOfSearches.get(search) ?? new Set(oraclePlaces(search))
  placesOfSearches.set(search, places)
  const broken = visits.length === rule.visits ? [] : [`${visits.length} visits`]
  for (const [at, visit] of visits.entries()) {
    const { start, therapist = '-', room = '-', device = '-' } = visit
    const next = visits[at + 1]
    if (!places.has(`${start} ${therapist} ${room} ${device}`)) broken.push(`visit ${at} has no place`)
    if (next && !restHolds({ start, next: next.start, zone: calendar.horizon.zone, rule }))
      broken.push(`rest ${at}`)
    if (next && next.start < start + length) broken.push(`visit ${at} runs into the next`)
  }
  return broken
}
