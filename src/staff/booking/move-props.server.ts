import type { Temporal } from 'temporal-polyfill'
import type { Kind } from '#booking/pure'
import { sayDayAndTime, sayTime } from '#platform/say'
import { dayIn, instantFrom } from '#platform/time'
import { m } from '#platform/words'
import type { AtWork } from '../staff-context.ts'
import type { MoveAsked } from './move-asked.server.ts'
import { agreedFrom, offersFrom, sayNotFree, threadNow } from './move-drawn.server.ts'
import type { MoveProps } from './move.panel.tsx'
import { saySpan } from './board-visit.server.ts'
import { sayPasses } from './places.server.ts'
import { canMove, type readMoveAsked } from './read-move.server.ts'

type Read = Exclude<Awaited<ReturnType<typeof readMoveAsked>>, { readonly refused: string }>
type Asked = { readonly asked: MoveAsked; readonly query: URLSearchParams; readonly now: Temporal.Instant }
type Shown = Omit<MoveProps, 'reason' | 'reasonMissing'>

export function movePropsFrom(read: Read, { asked, query, now }: Asked, { clinic, language }: AtWork): Shown {
  const saying = { zone: clinic.zone, language }
  const { visit, courseVisits, planned } = read
  const path = `/staff/visits/${visit.id}/move`
  const agreed = planned && !('refused' in planned) ? agreedFrom(planned, saying) : undefined
  return {
    language,
    clinic: clinic.name,
    client: visit.client.name,
    what: whatFrom(read, language),
    when: `${sayDayAndTime(visit.start, saying)}–${sayTime(visit.clientLeaves, saying)}`,
    back: backFrom(read, asked, saying),
    backTo: asked.back,
    course: courseVisits.length > 1 ? threadNow(courseVisits, visit.id, saying) : undefined,
    canMove: canMove(visit, now),
    path,
    query: `${path}?${withBack(query, asked)}`,
    others: asked.back ? `${path}?${new URLSearchParams({ back: asked.back })}` : path,
    fields: fieldsFrom(asked, saying.zone),
    faults: asked.faults,
    ...choicesFrom(read),
    agreed,
    ...offersFrom(read.offers, asked.back, saying),
    refused: refusedFrom(read, asked, saying),
  }
}

function withBack(query: URLSearchParams, { back }: MoveAsked): URLSearchParams {
  const whole = new URLSearchParams(query)
  if (back) whole.set('back', back)
  return whole
}

type Saying = { readonly zone: string; readonly language: AtWork['language'] }

function whatFrom({ visit, serviceName }: Read, language: AtWork['language']): string {
  const { position, visitsInCourse: count } = visit
  const named = serviceName?.[language] ?? ''
  return count > 1 ? `${named}, ${m.staff_visit_of({ position, count }, { locale: language })}` : named
}

function backFrom({ visit }: Read, { back }: MoveAsked, saying: Saying): MoveProps['back'] {
  if (back) return { href: back, words: m.board_move_to_board({}, { locale: saying.language }) }
  return { href: `/staff/visits/${visit.id}`, words: m.board_move_to_card({}, { locale: saying.language }) }
}

/** A place that an offer or the board named is written out, so that it can be mended by hand. */
function fieldsFrom({ fields, place }: MoveAsked, zone: string): MoveProps['fields'] {
  if (!place || fields.date !== '') return fields
  const at = instantFrom(place.start)
  const time = at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  return { ...fields, date: dayIn(zone, at).toString(), time }
}

function choicesFrom({ resources, visit }: Read): Pick<MoveProps, 'therapists' | 'rooms' | 'devices'> {
  const needs = (kind: Kind) => visit.segments.some(({ holds }) => holds.includes(kind))
  const of = (kind: Kind) =>
    needs(kind)
      ? resources.filter((one) => one.kind === kind).map(({ id, name }) => ({ value: id, words: name }))
      : []
  return { therapists: of('therapist'), rooms: of('room'), devices: of('device') }
}

function refusedFrom(
  { planned, inTheWay }: Read,
  { place }: MoveAsked,
  saying: Saying,
): MoveProps['refused'] {
  if (!planned || !('refused' in planned)) return undefined
  if (planned.refused === 'out-of-order') return { kind: 'not-free', words: sayPasses(planned.visit, saying) }
  if (planned.refused !== 'not-free') return { kind: 'already-begun' }
  const asked = place ? sayTime(place.start, saying) : ''
  return {
    kind: 'not-free',
    words: sayNotFree(planned, inTheWay ? saySpan(inTheWay, saying) : asked, saying),
  }
}
