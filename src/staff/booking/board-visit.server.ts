/**
 * A visit as one column draws it. A therapist's column shows it until the client has left, with the stretches in
 * which she is needed solid and the rests hatched; cleaning is the room's time, not hers, so that what follows does
 * not seem to overlap. A room's column shows everything that takes the room, a pen's only while it is held.
 */
import type { BookedVisit, SegmentTime, VisitState } from '#booking/contract'
import type { Interval, Minute } from '#booking/pure'
import type { Language } from '#platform/language'
import { sayTime } from '#platform/say'
import { m } from '#platform/words'
import type { BoardSegment, BoardVisit, HeldTime } from '../look/day-board.panel.tsx'
import { type BoardFrame, placeOn } from './board-frame.server.ts'
import type { BoardedHold, BoardedVisit, By, Looking } from './boarded-day.ts'

type Shown = Interval & { readonly segments: readonly SegmentTime[] }

/** One card, but for a pen that is taken up again later in the same visit. */
export function boardVisitsFrom(looking: Looking, visit: BoardedVisit, frame: BoardFrame): BoardVisit[] {
  return shownOf(looking.by, visit).flatMap((shown) => {
    const place = placeOn(frame, shown)
    if (!place) return []
    const isNow = visit.start <= looking.now && looking.now < visit.clientLeaves
    const time = looking.by === 'device' ? shown : { start: visit.start, end: visit.clientLeaves }
    return [
      {
        ...place,
        id: visit.id,
        start: visit.start,
        end: visit.end,
        offset: shown.start - visit.start,
        movable: visit.state === 'booked' && visit.start > looking.now,
        href: `/staff/visits/${visit.id}`,
        client: visit.client.name,
        time: saySpan(time, looking),
        detail: detailOf(looking, visit),
        mark: markOf(visit.state, looking.language),
        move: moveFrom(looking, visit),
        segments: shown.segments.flatMap((segment) => boardSegmentFrom(looking, { visit, segment, frame })),
        ...(isNow && { state: 'now' as const }),
        ...(visit.clientLeaves <= looking.now && { state: 'past' as const }),
      },
    ]
  })
}

/** The way to move it that asks for neither pointer nor script. */
function moveFrom(looking: Looking, { id, state, start, client }: BoardedVisit): BoardVisit['move'] {
  if (state !== 'booked' || start <= looking.now) return undefined
  const locale = { locale: looking.language }
  const label = m.board_move_link_named({ name: client.name }, locale)
  return { href: `/staff/visits/${id}/move`, words: m.board_move_link({}, locale), label }
}

export function heldTimesFrom(looking: Looking, held: BoardedHold, frame: BoardFrame): HeldTime[] {
  const words = m.board_held({ time: sayTime(held.heldUntil, looking) }, { locale: looking.language })
  return shownOf(looking.by, held).flatMap((shown) => {
    const place = placeOn(frame, shown)
    return place ? [{ ...place, id: `${held.id}-${shown.start}`, words, time: saySpan(shown, looking) }] : []
  })
}

function shownOf(by: By, visit: BookedVisit): Shown[] {
  if (by === 'device') return stretchesWith('device', visit.segments)
  const segments =
    by === 'room' ? visit.segments : visit.segments.filter((segment) => concerns(segment, visit))
  return [{ start: visit.start, end: segments.at(-1)?.end ?? visit.end, segments }]
}

/** What a therapist's column shows: while the client is here, and whatever else she is needed for. */
function concerns(segment: SegmentTime, visit: BookedVisit): boolean {
  return segment.start < visit.clientLeaves || segment.holds.includes('therapist')
}

function stretchesWith(kind: By, segments: readonly SegmentTime[]): Shown[] {
  const found: Shown[] = []
  for (const segment of segments.filter(({ holds }) => holds.includes(kind))) {
    const last = found.at(-1)
    if (last?.end === segment.start)
      found[found.length - 1] = { ...last, end: segment.end, segments: [...last.segments, segment] }
    else found.push({ start: segment.start, end: segment.end, segments: [segment] })
  }
  return found
}

function markOf(state: VisitState, language: Language): BoardVisit['mark'] {
  const locale = { locale: language }
  if (state === 'arrived') return { kind: state, words: m.staff_state_arrived({}, locale) }
  if (state === 'done') return { kind: state, words: m.staff_state_done({}, locale) }
  if (state === 'missed') return { kind: state, words: m.staff_state_missed({}, locale) }
  return undefined
}

function boardSegmentFrom(
  looking: Looking,
  {
    visit,
    segment,
    frame,
  }: { readonly visit: BoardedVisit; readonly segment: SegmentTime; readonly frame: BoardFrame },
): BoardSegment[] {
  const place = placeOn(frame, segment)
  if (!place) return []
  const name = segment.name[looking.language]
  const time = saySpan(segment, looking)
  const texture = textureOf(segment, visit)
  return [{ name, span: place.span, texture, words: sayTexture(texture, { name, time }, looking.language) }]
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

function detailOf(looking: Looking, visit: BoardedVisit): string {
  const locale = { locale: looking.language }
  const { position, visitsInCourse } = visit
  // Where to go first: a short visit's card may have no room for the rest.
  return [
    looking.by !== 'therapist' && visit.therapist?.name,
    looking.by !== 'room' && visit.room?.name,
    visitsInCourse > 1 && m.staff_visit_of({ position, count: visitsInCourse }, locale),
    !looking.brief && looking.serviceNames.get(visit.service)?.[looking.language],
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
