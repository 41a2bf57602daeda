/** A day in Malmö for the board's tests: Monday 4 January 2027, with two therapists and visits by their hours. */
import type { SegmentTime } from '#booking/contract'
import { boardFromDay } from './board-from-day.server.ts'
import type { BoardedDay, BoardedVisit } from './boarded-day.ts'

/** Of the day; nine is 540 minutes into it. */
export const midnight = Date.UTC(2027, 0, 3, 23) / 60_000
export const alva = { id: 'alva', name: 'Alva Exempel' }
const bo = { id: 'bo', name: 'Bo Exempel' }
export const room = { id: 'room', name: 'Rum 1' }
export const nine = 540
export const opening = [{ start: midnight + nine, end: midnight + 1020 }]

const protocol: readonly (readonly [string, number, SegmentTime['holds']])[] = [
  ['Välkommen', 10, ['therapist', 'room']],
  ['Bedövning', 30, ['room']],
  ['Needling', 30, ['therapist', 'room', 'device']],
  ['Kylmask', 15, ['room']],
  ['Avslut', 5, ['therapist', 'room']],
  ['Städning', 10, ['room']],
]

export function aVisit(client: string, minuteOfDay: number, more: Partial<BoardedVisit> = {}): BoardedVisit {
  const start = midnight + minuteOfDay
  const segments = protocol.map(([name, minutes, holds], index) => {
    const before = protocol.slice(0, index).reduce((sum, [, length]) => sum + length, 0)
    return { name: { sv: name, en: name }, start: start + before, end: start + before + minutes, holds }
  })
  return {
    id: client,
    client: { name: client },
    service: 'course',
    position: 1,
    visitsInCourse: 3,
    state: 'booked',
    sequence: 0,
    start,
    clientLeaves: start + 90,
    end: start + 100,
    therapist: alva,
    room,
    segments,
    ...more,
  }
}

export function boardOf(more: Partial<BoardedDay>) {
  return boardFromDay(aDay(more))
}

export function aDay(more: Partial<BoardedDay>): BoardedDay {
  return {
    day: { start: midnight, end: midnight + 1440 },
    by: 'therapist',
    now: midnight,
    date: '2027-01-04',
    brief: false,
    visits: [],
    held: [],
    gridMinutes: 15,
    shortestMinutes: 45,
    resources: [
      { ...alva, open: opening },
      { ...bo, open: opening },
    ],
    opening,
    unavailable: [],
    serviceNames: new Map([['course', { sv: 'Microneedling', en: 'Microneedling' }]]),
    zone: 'Europe/Stockholm',
    language: 'sv',
    ...more,
  }
}
