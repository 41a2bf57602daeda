import type { BookedVisit, MovedVisit, OfferedMove, VisitTime } from '#booking/contract'
import type { PlaceNotFree } from '#booking/desk'
import { restDaysBetween } from '#booking/pure'
import type { ThreadProps } from '#look/thread.panel.tsx'
import { type Saying, sayDayAndTime, sayShortDay, sayTime } from '#platform/say'
import { m } from '#platform/words'
import type { AgreedMove, MoveRow } from './move-agree.panel.tsx'
import type { MoveProps } from './move.panel.tsx'
import { placesOf, sayBroken } from '../move-words.ts'
import { sayInTheWay, sayMissing } from './places.server.ts'

/** The course as it stands, the visit that is to move named. */
export function threadNow(visits: readonly BookedVisit[], here: string, saying: Saying): ThreadProps {
  const locale = { locale: saying.language }
  const standing = visits.filter(({ state }) => state !== 'cancelled' && state !== 'missed')
  return {
    label: m.board_move_course_now({}, locale),
    visits: standing.map((visit) => ({
      date: sayShortDay(visit.start, saying),
      time: sayTime(visit.start, saying),
      with: visit.therapist?.name,
      ...(visit.id === here && { stateWord: m.board_move_this_one({}, locale) }),
    })),
    rests: restsOf(standing, saying),
  }
}

/** In the order of the calendar. What is true of each of them is said once, above. */
export function offersFrom(
  moves: readonly OfferedMove[] | undefined,
  back: string | undefined,
  saying: Saying,
): Pick<MoveProps, 'offers' | 'brokenByAll'> {
  const offers = (moves ?? [])
    .flatMap((move) => offerFrom(move, back, saying))
    .toSorted((one, other) => one.start - other.start)
  const [any] = offers
  const brokenByAll =
    any?.breaks.filter((words) => offers.every(({ breaks }) => breaks.includes(words))) ?? []
  return {
    brokenByAll,
    offers:
      moves &&
      offers.map((one) => ({ ...one, breaks: one.breaks.filter((words) => !brokenByAll.includes(words)) })),
  }
}

/** When, with whom, and what becomes of the later visits. */
function offerFrom(move: OfferedMove, back: string | undefined, saying: Saying) {
  const locale = { locale: saying.language }
  const asked = move.visits.find(({ change }) => change === 'asked')
  if (!asked) return []
  const later = move.visits
    .filter(({ change }) => change === 'follows')
    .map(({ position, start }) =>
      m.board_move_follows_to({ position, when: sayDayAndTime(start, saying) }, locale),
    )
  const reasons = move.reasons.map((reason) => sayReason[reason]({}, locale)).join(', ')
  return [
    {
      start: asked.start,
      href: hrefOf(asked, back),
      when: sayDayAndTime(asked.start, saying),
      where: placesOf(asked),
      later,
      reasons: reasons && `${reasons.charAt(0).toUpperCase()}${reasons.slice(1)}.`,
      breaks: move.breaks.map((one) => sayBroken(one, saying)),
    },
  ]
}

const sayReason = {
  'later-stay': m.board_move_reason_later_stay,
  'same-therapist': m.board_move_reason_same_therapist,
  'same-weekday': m.board_move_reason_same_weekday,
  'same-time': m.board_move_reason_same_time,
  'ideal-rest': m.board_move_reason_ideal_rest,
}

function hrefOf({ start, therapist, room, device }: VisitTime, back: string | undefined): string {
  const place = new URLSearchParams({ start: String(start) })
  for (const [kind, named] of Object.entries({ therapist, room, device }))
    if (named) place.set(kind, named.id)
  if (back) place.set('back', back)
  return `?${place}`
}

/** Before and after, each visit of the course. */
export function agreedFrom(move: OfferedMove, saying: Saying): AgreedMove {
  const locale = { locale: saying.language }
  return {
    id: move.id,
    rows: move.visits.map((visit) => rowFrom(visit, saying)),
    thread: {
      label: m.board_move_course_then({}, locale),
      visits: move.visits.map((visit) => ({
        date: sayShortDay(visit.start, saying),
        time: sayTime(visit.start, saying),
        with: visit.therapist?.name,
        ...(visit.change !== 'stays' && { stateWord: sayChange[visit.change]({}, locale) }),
      })),
      rests: restsOf(move.visits, saying),
    },
    breaks: move.breaks.map((one) => sayBroken(one, saying)),
  }
}

const sayChange = {
  stays: m.board_move_stays,
  asked: m.board_move_asked,
  follows: m.board_move_follows,
}

function rowFrom(visit: MovedVisit, saying: Saying): MoveRow {
  const locale = { locale: saying.language }
  const { position, change, before } = visit
  return {
    position: m.board_move_visit({ position }, locale),
    change,
    changeWords: sayChange[change]({}, locale),
    before: { when: sayWhen(before, saying), where: placesOf(before) },
    after: { when: sayWhen(visit, saying), where: placesOf(visit) },
  }
}

function sayWhen(visit: VisitTime, saying: Saying): string {
  return `${sayDayAndTime(visit.start, saying)}–${sayTime(visit.clientLeaves, saying)}`
}

function restsOf(visits: readonly VisitTime[], { zone, language }: Saying): string[] {
  return visits.slice(1).map((visit, at) => {
    const days = restDaysBetween(visits[at]?.start ?? visit.start, visit.start, zone)
    const locale = { locale: language }
    return days === 1 ? m.staff_day_of_rest({}, locale) : m.staff_days_of_rest({ days }, locale)
  })
}

/** Who or what is in the way of the place that was asked for. */
export function sayNotFree(
  { kind, resource, why }: PlaceNotFree,
  time: string,
  { language }: Saying,
): string {
  const locale = { locale: language }
  // Closed is told of her hours as of the clinic's: that she does not work then is true of both.
  return resource
    ? sayInTheWay({ kind, name: resource.name, why: why === 'closed' ? 'off' : why, time, language })
    : sayMissing[kind]({}, locale)
}
