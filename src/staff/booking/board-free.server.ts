/** Where a therapist's day is still open: each stretch is a way to book in it, from its first quarter of an hour. */
import { type Interval, subtract } from '#booking/pure'
import { sayTime } from '#platform/say'
import { m } from '#platform/words'
import type { FreeTime } from '../look/day-board.panel.tsx'
import { type BoardFrame, placeOn } from './board-frame.server.ts'
import { saySpan } from './board-visit.server.ts'
import type { BoardedDay, BoardedResource } from './boarded-day.ts'

type Column = {
  readonly resource: BoardedResource
  /** When it can be booked at all. */
  readonly there: readonly Interval[]
  readonly busy: readonly Interval[]
  readonly frame: BoardFrame
}

/** None in a room's or a pen's column: whom one books is a therapist, and the rest is found to her. */
export function freeTimesFrom(day: BoardedDay, { resource, there, busy, frame }: Column): FreeTime[] {
  if (day.by !== 'therapist') return []
  const locale = { locale: day.language }
  return subtract(there, busy).flatMap((stretch) => {
    const start = onGrid(Math.max(stretch.start, day.now + 1), day)
    const free = { start, end: stretch.end }
    const place = placeOn(frame, free)
    if (!place || free.end - free.start < day.shortestMinutes) return []
    const time = sayTime(start, day)
    const asked = new URLSearchParams({ therapist: resource.id, from: day.date, at: time })
    return [
      {
        ...place,
        ...free,
        at: time,
        step: day.gridMinutes,
        href: `/staff/clients/book?${asked.toString()}`,
        label: m.board_book_named({ name: resource.name, time }, locale),
        words: m.board_free({ time: saySpan(free, day) }, locale),
      },
    ]
  })
}

/** Counted from the day's first minute: an hour that is lost or comes twice is a whole number of quarters. */
function onGrid(minute: number, { day, gridMinutes }: BoardedDay): number {
  return day.start + Math.ceil((minute - day.start) / gridMinutes) * gridMinutes
}
