/** A day as the board draws it: a column for each therapist, room or pen, with what takes it and what is free. */
import { type Interval, normalise, subtract } from '#booking/pure'
import { m } from '#platform/words'
import { sayTime } from '#platform/say'
import type { BoardColumn } from '../look/day-board.panel.tsx'
import { type BoardFrame, clipTo, frameAround, placeOn } from './board-frame.server.ts'
import { freeTimesFrom } from './board-free.server.ts'
import { boardVisitsFrom, heldTimesFrom, saySpan } from './board-visit.server.ts'
import type { BoardedDay, BoardedResource, BoardedVisit, Looking } from './boarded-day.ts'
import type { DrawnBoard } from './board-page.panel.tsx'

/** Undefined on a day on which the clinic is not open and nothing is booked. */
export function boardFromDay(day: BoardedDay): DrawnBoard | undefined {
  const frame = frameOf(day)
  return (
    frame && {
      hours: frame.hours,
      firstMinute: frame.start,
      columns: columnsFrom(day, frame),
      ...nowOn(day, frame),
    }
  )
}

export function frameOf(day: BoardedDay): BoardFrame | undefined {
  const visits = standing(day)
  const closed = day.unavailable.filter((time) => time.resource === null)
  if (visits.length === 0 && subtract(day.opening, closed).length === 0) return undefined
  return frameAround(day.day, [...day.opening, ...visits, ...day.held], day)
}

export function nowOn(day: Looking, frame: BoardFrame): Pick<DrawnBoard, 'now'> {
  const now = placeOn(frame, { start: day.now, end: day.now + 1 })
  return now ? { now: { from: now.from, minute: day.now, words: sayTime(day.now, day) } } : {}
}

export function columnsFrom(day: BoardedDay, frame: BoardFrame): BoardColumn[] {
  return columnsOf(day, standing(day)).map(({ resource, taken, held }) => {
    const { note, away, there } = noteAndAway(day, resource, frame)
    const heldTimes = held.flatMap((one) => heldTimesFrom(day, one, frame))
    return {
      id: resource.id,
      key: resource.id,
      kind: day.by,
      day: day.date,
      firstMinute: frame.start,
      name: resource.name,
      ...(note !== undefined && { note }),
      ...blockOf(day, resource),
      away,
      visits: taken.flatMap((visit) => boardVisitsFrom(day, visit, frame)),
      held: heldTimes,
      free: freeTimesFrom(day, { resource, there, busy: [...taken, ...held], frame }),
      ...nowOn(day, frame),
    }
  })
}

function standing(day: BoardedDay): readonly BoardedVisit[] {
  return day.visits.filter((visit) => visit.state !== 'cancelled')
}

/** One for each that is listed, then one for each that is not (she has left, the room is given up) but has a visit. */
function columnsOf(day: BoardedDay, visits: readonly BoardedVisit[]) {
  const listed = new Set(day.resources.map(({ id }) => id))
  const others = new Map<string, BoardedResource>()
  // A visit without a pen is nothing that the pens' board has forgotten.
  const nobody =
    day.by === 'device'
      ? undefined
      : { id: 'nobody', name: m.staff_board_nobody({}, { locale: day.language }) }
  for (const visit of visits) {
    const holder = visit[day.by] ?? nobody
    if (holder && !listed.has(holder.id)) others.set(holder.id, { ...holder, open: [] })
  }
  return [...day.resources, ...others.values()].map((resource) => ({
    resource,
    taken: visits.filter((visit) => (visit[day.by] ?? nobody)?.id === resource.id),
    held: day.held.filter((visit) => visit[day.by]?.id === resource.id),
  }))
}

function noteAndAway(day: BoardedDay, resource: BoardedResource, frame: BoardFrame) {
  const locale = { locale: day.language }
  const unavailableTo = (whom: string | null) =>
    clipped(
      day.unavailable.filter((time) => time.resource === whom),
      frame,
    )
  const closed = unavailableTo(null)
  const blocks = day.unavailable.filter((time) => time.resource === resource.id && time.block !== undefined)
  const blocked = clipped(blocks, frame)
  const absent = subtract(unavailableTo(resource.id), [...closed, ...blocked])
  const open = clipped(resource.open, frame)
  const off = subtract([frame], [...open, ...closed, ...absent, ...blocked])
  const between = (time: Interval) =>
    open.some(({ end }) => end <= time.start) && open.some(({ start }) => start >= time.end)
  const idle = day.by === 'therapist' ? m.staff_board_off({}, locale) : m.staff_board_closed({}, locale)
  const away = [
    ...closed.map((time) => ({ time, words: m.staff_board_closed({}, locale) })),
    ...absent.map((time) => ({ time, words: m.staff_board_absent({}, locale) })),
    ...off.map((time) => ({ time, words: between(time) ? m.staff_board_break({}, locale) : idle })),
  ]
  const there = subtract(open, [...closed, ...absent, ...blocked])
  return {
    there,
    note: there.length > 0 ? there.map((time) => saySpan(time, day)).join(', ') : undefined,
    away: [
      ...away.flatMap(({ time, words }) => awayAt(frame, time, { words })),
      ...blocks.flatMap((time) =>
        awayAt(frame, time, { words: time.why, href: `/staff/block/${time.block}` }),
      ),
    ],
  }
}

function awayAt(frame: BoardFrame, time: Interval, said: { readonly words: string; readonly href?: string }) {
  const place = placeOn(frame, time)
  return place ? [{ ...place, ...said }] : []
}

/** The way to block time here, on a day that is not over; nobody's column has none. */
function blockOf({ day, date, now, language }: BoardedDay, { id, name, open }: BoardedResource) {
  if (open.length === 0 || day.end <= now) return {}
  const locale = { locale: language }
  return {
    block: {
      href: `/staff/block?${new URLSearchParams({ whose: id, date })}`,
      words: m.settle_block_short({}, locale),
      label: m.settle_block_named({ name }, locale),
    },
  }
}

function clipped(times: readonly Interval[], frame: Interval): Interval[] {
  return normalise(times.map((time) => clipTo(frame, time)))
}
