/**
 * Where one visit fits. Whether a therapist, a room and a pen are free for their stretches of a visit are
 * three separate questions about the start alone. So each resource's free time is turned into the starts
 * that it would allow (a stretch of 30 minutes that begins 40 minutes in, in time free from a to b, allows
 * a-40 to b-70), all its stretches are intersected, and the grid's starts are marked. A place is then any
 * therapist, any room and any pen whose marks share a start; no combination is ever tried out.
 */
import type { Temporal } from 'temporal-polyfill'
import {
  type ClockPiece,
  clockPieces,
  epochDayOf,
  MINUTES_A_DAY,
  wallTime,
  weekdayOf,
  windowInterval,
} from './clinic-days.ts'
import { countBefore, type Interval, intersect, type Minute, subtract } from './interval.ts'
import {
  KINDS,
  type Kind,
  minutesUntilClientLeaves,
  type Segment,
  type Stretch,
  stretchesOf,
  totalMinutes,
} from './protocol.ts'
import type { Resource, VisitPlace } from './visit-place.ts'

/** What is open and busy within whole days of the clinic's zone. Visits start on the grid of its wall clock. */
export type Calendar = {
  readonly zone: string
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly gridMinutes: number
  readonly resources: readonly Resource[]
}

/** What a person asks of every visit. An empty list of weekdays, like none, means any day. */
export type Wish = {
  readonly notBefore: Minute
  readonly therapist?: string
  /** 1 = Monday … 7, of the start. */
  readonly weekdays?: readonly number[]
  /** The client comes no earlier than this on the clinic's wall clock. */
  readonly fromMinuteOfDay?: number
  /** The client has left by then, on the same day. */
  readonly untilMinuteOfDay?: number
  /** Starts of a course that was just taken: the nearest are ranked first. */
  readonly near?: readonly Minute[]
}

export type PlaceSearch = {
  readonly calendar: Calendar
  readonly segments: readonly Segment[]
  readonly wish: Wish
}

/** A start at which a visit fits, and who and what is free for it. A kind that no segment holds is absent. */
export type OpenStart = {
  readonly start: Minute
  /** Counted from the calendar's first day. */
  readonly day: number
  readonly weekday: number
  readonly minuteOfDay: number
  readonly free: { readonly [kind in Kind]?: readonly string[] }
}

type WallStart = Omit<OpenStart, 'free'>

/** Every start at which the visit fits, in order of time. Its places are all combinations of what is free. */
export function findPlaces(search: PlaceSearch): OpenStart[] {
  const { calendar, segments, wish } = search
  const starts = startsOnGrid(search)
  const minutes = starts.map(({ start }) => start)
  const choices = KINDS.map((kind) => ({ kind, stretches: stretchesOf(segments, kind) }))
    .filter(({ stretches }) => stretches.length > 0)
    .map(({ kind, stretches }) => {
      const able = calendar.resources.filter((one) => one.kind === kind && mayServe(one, wish))
      return { kind, marked: able.map((one) => ({ id: one.id, marks: marksOf(one, stretches, minutes) })) }
    })
  return starts.flatMap((start, at) => {
    const free: { [kind in Kind]?: readonly string[] } = {}
    for (const { kind, marked } of choices) {
      const ids = marked.filter(({ marks }) => marks[at] === 1).map(({ id }) => id)
      if (ids.length === 0) return []
      free[kind] = ids
    }
    return [{ ...start, free }]
  })
}

/** One place of an open start: with this therapist, in the first room and with the first pen that is free. */
export function placeAt({ start, free }: OpenStart, therapist: string | undefined): VisitPlace {
  const room = free.room?.[0]
  const device = free.device?.[0]
  return {
    start,
    ...(therapist !== undefined && { therapist }),
    ...(room !== undefined && { room }),
    ...(device !== undefined && { device }),
  }
}

function mayServe({ kind, id }: Resource, { therapist }: Wish): boolean {
  return kind !== 'therapist' || therapist === undefined || id === therapist
}

/** 1 for each of the given ascending starts that this resource allows. */
function marksOf(resource: Resource, stretches: readonly Stretch[], starts: readonly Minute[]): Uint8Array {
  const marks = new Uint8Array(starts.length)
  const free = subtract(resource.open, resource.busy)
  for (const { start, end } of stretches.map((stretch) => startsAllowed(free, stretch)).reduce(intersect)) {
    marks.fill(1, countBefore(starts, start), countBefore(starts, end))
  }
  return marks
}

function startsAllowed(free: readonly Interval[], { offsetMinutes, minutes }: Stretch): Interval[] {
  return free
    .filter(({ start, end }) => end - start >= minutes)
    .map(({ start, end }) => ({ start: start - offsetMinutes, end: end - offsetMinutes - minutes + 1 }))
}

/** The grid's starts that suit the wish, each visit wholly within the calendar's days. */
function startsOnGrid({ calendar, segments, wish }: PlaceSearch): WallStart[] {
  const window = windowInterval(calendar)
  const pieces = clockPieces(calendar.zone, window)
  const latest = window.end - totalMinutes(segments)
  const clientMinutes = minutesUntilClientLeaves(segments)
  const firstDay = epochDayOf(calendar.from)
  return pieces
    .flatMap((piece) => wallStarts(piece, { gridMinutes: calendar.gridMinutes, firstDay, wish }))
    .filter(({ start }) => start >= wish.notBefore && start <= latest)
    .filter((wall) => leavesInTime(wall, clientMinutes, { pieces, until: wish.untilMinuteOfDay, firstDay }))
}

function wallStarts(
  { start, end, offsetMinutes }: ClockPiece,
  { gridMinutes, firstDay, wish }: { gridMinutes: number; firstDay: number; wish: Wish },
): WallStart[] {
  if (!(gridMinutes > 0)) throw new RangeError('the grid must have minutes')
  const { weekdays = [], fromMinuteOfDay = 0 } = wish
  const firstOnGrid = Math.ceil(fromMinuteOfDay / gridMinutes) * gridMinutes
  const starts: WallStart[] = []
  for (
    let epochDay = dayOf(start + offsetMinutes);
    epochDay <= dayOf(end - 1 + offsetMinutes);
    epochDay += 1
  ) {
    const weekday = weekdayOf(epochDay)
    if (weekdays.length > 0 && !weekdays.includes(weekday)) continue
    for (let minuteOfDay = firstOnGrid; minuteOfDay < MINUTES_A_DAY; minuteOfDay += gridMinutes) {
      const minute = epochDay * MINUTES_A_DAY + minuteOfDay - offsetMinutes
      if (minute >= start && minute < end)
        starts.push({ start: minute, day: epochDay - firstDay, weekday, minuteOfDay })
    }
  }
  return starts
}

function dayOf(wallMinute: number): number {
  return Math.floor(wallMinute / MINUTES_A_DAY)
}

/** Asked of the client's last minute, so that leaving at midnight is leaving on the day of the visit. */
function leavesInTime(
  { start, day }: WallStart,
  clientMinutes: number,
  { pieces, until, firstDay }: { pieces: readonly ClockPiece[]; until: number | undefined; firstDay: number },
): boolean {
  if (until === undefined || clientMinutes === 0) return true
  const last = wallTime(pieces, start + clientMinutes - 1)
  return (last.epochDay - firstDay - day) * MINUTES_A_DAY + last.minuteOfDay < until
}
