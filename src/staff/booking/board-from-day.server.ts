/**
 * A day as the board draws it. A therapist's column shows her visits until the client has left, with the stretches
 * in which she is needed solid and the rests hatched; cleaning is the room's time, not hers, so that what follows it
 * does not seem to overlap. A room's column shows everything that takes the room.
 */
import type { BookedVisit, SegmentTime } from '#booking/contract'
import { type Interval, type Minute, normalise, subtract } from '#booking/pure'
import type { Unavailable } from '#clinic/contract'
import type { Language, Localised } from '#platform/language'
import { sayTime } from '#platform/say'
import { m } from '#platform/words'
import type { DrawnBoard } from './day.panel.tsx'
import type { BoardColumn, BoardSegment, BoardVisit } from '../look/day-board.panel.tsx'
import { type BoardFrame, clipTo, frameAround, placeOn } from './board-frame.server.ts'

export type BoardedVisit = BookedVisit & {
  readonly service: string
  readonly visitsInCourse: number
  readonly client: { readonly name: string }
}

/** A therapist or room, with the stretches of this day in which it can be booked. */
export type BoardedResource = {
  readonly id: string
  readonly name: string
  readonly open: readonly Interval[]
}

export type BoardedDay = {
  /** The calendar day, from its first minute to the next day's. */
  readonly day: Interval
  readonly by: 'therapist' | 'room'
  readonly now: Minute
  readonly visits: readonly BoardedVisit[]
  readonly resources: readonly BoardedResource[]
  readonly opening: readonly Interval[]
  readonly unavailable: readonly Unavailable[]
  readonly serviceNames: ReadonlyMap<string, Localised>
  readonly zone: string
  readonly language: Language
}

/** Undefined on a day on which the clinic is not open and nothing is booked. */
export function boardFromDay(day: BoardedDay): DrawnBoard | undefined {
  const visits = day.visits.filter((visit) => visit.state !== 'cancelled')
  const closed = day.unavailable.filter((time) => time.resource === null)
  const frame = frameAround(day.day, [...day.opening, ...visits], day)
  if (!frame || (visits.length === 0 && subtract(day.opening, closed).length === 0)) return undefined
  const now = placeOn(frame, { start: day.now, end: day.now + 1 })
  return {
    hours: frame.hours,
    columns: columnsOf(day, visits).map(({ resource, taken }) => ({
      id: resource.id,
      name: resource.name,
      ...noteAndAway(day, resource, frame),
      visits: taken.flatMap((visit) => boardVisitFrom(day, visit, frame)),
    })),
    ...(now && { now: { from: now.from, words: sayTime(day.now, day) } }),
  }
}

/** One for each that is listed, then one for each that is not (she has left, the room is given up) but has a visit. */
function columnsOf(day: BoardedDay, visits: readonly BoardedVisit[]) {
  const listed = new Set(day.resources.map(({ id }) => id))
  const others = new Map<string, BoardedResource>()
  for (const visit of visits) {
    const holder = visit[day.by] ?? { id: 'nobody', name: m.staff_board_nobody({}, { locale: day.language }) }
    if (!listed.has(holder.id)) others.set(holder.id, { ...holder, open: [] })
  }
  return [...day.resources, ...others.values()].map((resource) => ({
    resource,
    taken: visits.filter((visit) => (visit[day.by]?.id ?? 'nobody') === resource.id),
  }))
}

function noteAndAway(
  day: BoardedDay,
  resource: BoardedResource,
  frame: BoardFrame,
): Pick<BoardColumn, 'note' | 'away'> {
  const locale = { locale: day.language }
  const closed = clipped(
    day.unavailable.filter((time) => time.resource === null),
    frame,
  )
  const absent = subtract(
    clipped(
      day.unavailable.filter((time) => time.resource === resource.id),
      frame,
    ),
    closed,
  )
  const open = clipped(resource.open, frame)
  const off = subtract([frame], [...open, ...closed, ...absent])
  const between = (time: Interval) =>
    open.some(({ end }) => end <= time.start) && open.some(({ start }) => start >= time.end)
  const idle = day.by === 'therapist' ? m.staff_board_off({}, locale) : m.staff_board_closed({}, locale)
  const away = [
    ...closed.map((time) => ({ time, words: m.staff_board_closed({}, locale) })),
    ...absent.map((time) => ({ time, words: m.staff_board_absent({}, locale) })),
    ...off.map((time) => ({ time, words: between(time) ? m.staff_board_break({}, locale) : idle })),
  ]
  const there = subtract(open, [...closed, ...absent])
  return {
    ...(there.length > 0 && { note: there.map((time) => saySpan(time, day)).join(', ') }),
    away: away.flatMap(({ time, words }) => {
      const place = placeOn(frame, time)
      return place ? [{ ...place, words }] : []
    }),
  }
}

function clipped(times: readonly Interval[], frame: Interval): Interval[] {
  return normalise(times.map((time) => clipTo(frame, time)))
}

function boardVisitFrom(day: BoardedDay, visit: BoardedVisit, frame: BoardFrame): BoardVisit[] {
  const shown =
    day.by === 'room' ? visit.segments : visit.segments.filter((segment) => concerns(segment, visit))
  const stretch = { start: visit.start, end: shown.at(-1)?.end ?? visit.end }
  const place = placeOn(frame, stretch)
  if (!place) return []
  const isNow = visit.start <= day.now && day.now < visit.clientLeaves
  return [
    {
      ...place,
      href: `/staff/visits/${visit.id}`,
      client: visit.client.name,
      time: saySpan({ start: visit.start, end: visit.clientLeaves }, day),
      detail: detailOf(day, visit),
      segments: shown.flatMap((segment) => boardSegmentFrom(day, { visit, segment, frame })),
      ...(isNow && { state: 'now' as const }),
      ...(visit.clientLeaves <= day.now && { state: 'past' as const }),
    },
  ]
}

/** What a therapist's column shows: while the client is here, and whatever else she is needed for. */
function concerns(segment: SegmentTime, visit: BoardedVisit): boolean {
  return segment.start < visit.clientLeaves || segment.holds.includes('therapist')
}

function boardSegmentFrom(
  day: BoardedDay,
  {
    visit,
    segment,
    frame,
  }: { readonly visit: BoardedVisit; readonly segment: SegmentTime; readonly frame: BoardFrame },
): BoardSegment[] {
  const place = placeOn(frame, segment)
  if (!place) return []
  const name = segment.name[day.language]
  const time = saySpan(segment, day)
  const texture = textureOf(segment, visit)
  return [{ name, span: place.span, texture, words: sayTexture(texture, { name, time }, day.language) }]
}

export function textureOf(
  segment: SegmentTime,
  visit: { readonly clientLeaves: Minute },
): BoardSegment['texture'] {
  if (segment.holds.includes('therapist')) return 'present'
  return segment.start >= visit.clientLeaves ? 'after' : 'rests'
}

function sayTexture(
  texture: BoardSegment['texture'],
  words: { readonly name: string; readonly time: string },
  language: Language,
): string {
  return texture === 'rests'
    ? m.staff_segment_rests(words, { locale: language })
    : m.staff_segment({ ...words }, { locale: language })
}

function detailOf(day: BoardedDay, visit: BoardedVisit): string {
  const locale = { locale: day.language }
  const { position, visitsInCourse } = visit
  // Where to go first: a short visit's card may have no room for the rest.
  return [
    day.by === 'therapist' ? visit.room?.name : visit.therapist?.name,
    visitsInCourse > 1 && m.staff_visit_of({ position, count: visitsInCourse }, locale),
    day.serviceNames.get(visit.service)?.[day.language],
  ]
    .filter(Boolean)
    .join(' · ')
}

export function saySpan(
  { start, end }: Interval,
  saying: { readonly zone: string; readonly language: Language },
): string {
  return `${sayTime(start, saying)}–${sayTime(end, saying)}`
}
