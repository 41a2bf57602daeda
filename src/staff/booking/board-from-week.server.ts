/**
 * A week of one therapist, room or pen: a column for each day on which the clinic is open or something is booked.
 * The days share their rows by the clock on the wall, from the earliest hour that any of them needs to the latest.
 */
import { sayShortDay } from '#platform/say'
import { instantFrom, minuteFrom } from '#platform/time'
import type { BoardColumn } from '../look/day-board.panel.tsx'
import type { BoardFrame } from './board-frame.server.ts'
import { columnsFrom, frameOf, nowOn } from './board-from-day.server.ts'
import { asHeading } from './board-ways.server.ts'
import type { BoardedDay } from './boarded-day.ts'
import type { DrawnBoard } from './board-page.panel.tsx'

type Framed = { readonly day: BoardedDay; readonly frame: BoardFrame }

/** Undefined in a week in which the clinic is closed and nothing is booked. */
export function boardFromWeek(days: readonly BoardedDay[]): DrawnBoard | undefined {
  const framed = alike(
    days.flatMap((day) => {
      const frame = frameOf(day)
      return frame ? [{ day, frame }] : []
    }),
  )
  const [first] = framed
  if (!first) return undefined
  const today = framed.find(({ day }) => day.day.start <= day.now && day.now < day.day.end)
  return {
    hours: first.frame.hours,
    firstMinute: first.frame.start,
    columns: framed.flatMap(({ day, frame }) =>
      columnsFrom(day, frame).map((column) => onItsDay(column, day)),
    ),
    ...(today && nowOn(today.day, today.frame)),
  }
}

function onItsDay(column: BoardColumn, day: BoardedDay): BoardColumn {
  const by = day.by === 'therapist' ? '' : `?by=${day.by}`
  return {
    ...column,
    key: `${column.id}-${day.date}`,
    name: asHeading(sayShortDay(day.day.start, day)),
    href: `/staff/day/${day.date}${by}`,
  }
}

function alike(framed: readonly Framed[]): Framed[] {
  const hours = framed.map(({ day, frame }) => {
    const from = instantFrom(frame.start).toZonedDateTimeISO(day.zone).hour
    return { from, until: from + frame.hours.length }
  })
  const from = Math.min(...hours.map((one) => one.from))
  const count = Math.min(24, Math.max(...hours.map(({ until }) => until)) - from)
  const names = Array.from({ length: count }, (_, hour) => String((from + hour) % 24).padStart(2, '0'))
  return framed.map(({ day }) => {
    const midnight = instantFrom(day.day.start).toZonedDateTimeISO(day.zone)
    const start = minuteFrom(
      midnight
        .toPlainDate()
        .toZonedDateTime({ timeZone: day.zone, plainTime: { hour: from } })
        .toInstant(),
    )
    return { day, frame: { start, end: start + 60 * count, hours: names } }
  })
}
