/** The day on paper: for each therapist her visits in order, as much as somebody needs who stands in the corridor. */
import { sayTime } from '#platform/say'
import { m } from '#platform/words'
import { saySpan } from './board-visit.server.ts'
import type { BoardedDay, BoardedVisit } from './boarded-day.ts'
import type { PrintedDay } from './printed-day.panel.tsx'

export function printedDayFrom(day: BoardedDay): PrintedDay {
  const locale = { locale: day.language }
  const standing = day.visits.filter(({ state }) => state !== 'cancelled')
  const nobody = m.staff_board_nobody({}, locale)
  const names = new Set([
    ...(day.by === 'therapist' ? day.resources.map(({ name }) => name) : []),
    ...standing.map(({ therapist }) => therapist?.name ?? nobody),
  ])
  return {
    at: m.board_printed({ time: sayTime(day.now, day) }, locale),
    therapists: [...names]
      .map((name) => ({
        name,
        rows: standing
          .filter(({ therapist }) => (therapist?.name ?? nobody) === name)
          .map((visit) => rowFrom(day, visit)),
      }))
      .filter(({ rows }) => rows.length > 0),
  }
}

function rowFrom(day: BoardedDay, visit: BoardedVisit): PrintedDay['therapists'][number]['rows'][number] {
  const { position, visitsInCourse: count } = visit
  return {
    id: visit.id,
    time: saySpan({ start: visit.start, end: visit.clientLeaves }, day),
    client: visit.client.name,
    where: [visit.room?.name, visit.device?.name].filter(Boolean).join(', '),
    what: [
      day.serviceNames.get(visit.service)?.[day.language],
      count > 1 && m.staff_visit_of({ position, count }, { locale: day.language }),
    ]
      .filter(Boolean)
      .join(', '),
  }
}
