/**
 * What the address of the Move page asks for: times to be offered (with whom, from when, which part of the day), or
 * one place to be looked at, either as a start that an offer or the board names, or as a day and a time on the wall.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { VisitPlace } from '#booking/pure'
import { minuteFrom } from '#platform/time'
import { ownPath } from '../own-path.ts'
import { askedDay } from './asked-day.ts'

/** The fields as they were written, to be shown again. */
export type MoveFields = {
  readonly with: string
  readonly from: string
  readonly part: string
  readonly date: string
  readonly time: string
  readonly therapist: string
  readonly room: string
  readonly device: string
}

export type MoveAsked = {
  readonly fields: MoveFields
  readonly place: VisitPlace | undefined
  readonly faults: readonly ('date' | 'time')[]
  /** The page of our own to go back to; the visit's card where none is named. */
  readonly back: string | undefined
}

export function moveAskedFrom(request: Request, zone: string): MoveAsked {
  const query = new URL(request.url).searchParams
  const one = (name: string) => (query.get(name) ?? '').slice(0, 50)
  const fields = {
    with: one('with'),
    from: one('from'),
    part: one('part'),
    date: one('date'),
    time: one('time'),
    therapist: one('therapist'),
    room: one('room'),
    device: one('device'),
  }
  const asked = { fields, back: backFrom(query.get('back'), request.headers.get('referer')) }
  const named = z.coerce
    .number()
    .int()
    .min(0)
    .max(1e8)
    .safeParse(query.get('start') ?? '-')
  if (named.success) return { ...asked, faults: [], place: placeWith(named.data, fields) }
  if (fields.date === '' && fields.time === '') return { ...asked, faults: [], place: undefined }
  const start = startFrom(fields, zone)
  if (typeof start === 'string') return { ...asked, faults: [start], place: undefined }
  return { ...asked, faults: [], place: placeWith(start, fields) }
}

/** Where she came from, as the form says it or else the browser: a board, and as it was before an earlier move. */
function backFrom(named: string | null, referer: string | null): string | undefined {
  const path = named ?? (referer !== null && URL.canParse(referer) ? withoutMoved(new URL(referer)) : '')
  return /^\/staff\/(?:day|week)(?![a-z0-9-])/.test(path) && ownPath(path) === path ? path : undefined
}

function withoutMoved({ pathname, searchParams }: URL): string {
  const query = new URLSearchParams([...searchParams].filter(([name]) => !['moved', 'undo'].includes(name)))
  return query.size > 0 ? `${pathname}?${query}` : pathname
}

function placeWith(start: number, { therapist, room, device }: MoveFields): VisitPlace {
  const isId = (text: string) => z.uuid().safeParse(text).success
  return {
    start,
    ...(isId(therapist) && { therapist }),
    ...(isId(room) && { room }),
    ...(isId(device) && { device }),
  }
}

/** A time that the clock skips that day, or shows twice, is no time to meet. */
function startFrom({ date, time }: MoveFields, zone: string): number | 'date' | 'time' {
  const day = askedDay(date)
  if (!day) return 'date'
  const clock = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(time.trim())
  if (!clock) return 'time'
  const wall = day.toPlainDateTime({ hour: Number(clock[1]), minute: Number(clock[2]) })
  try {
    return minuteFrom(wall.toZonedDateTime(zone, { disambiguation: 'reject' }).toInstant())
  } catch {
    return 'time'
  }
}

const parts: Readonly<Record<string, { fromMinuteOfDay?: number; untilMinuteOfDay?: number }>> = {
  morning: { untilMinuteOfDay: 12 * 60 },
  afternoon: { fromMinuteOfDay: 12 * 60, untilMinuteOfDay: 16 * 60 },
  evening: { fromMinuteOfDay: 16 * 60 },
}

export function partOfDay(part: string): { fromMinuteOfDay?: number; untilMinuteOfDay?: number } {
  return parts[part] ?? {}
}

export function dayFrom(text: string, today: Temporal.PlainDate): Temporal.PlainDate {
  const day = askedDay(text)
  return day && Temporal.PlainDate.compare(day, today) > 0 ? day : today
}
