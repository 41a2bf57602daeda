import { Temporal } from 'temporal-polyfill'
import type { Clinic } from '#clinic/contract'
import { minuteFrom } from '#platform/time'
import type { KeptMessage } from './messages.store.ts'
import { type WrittenCalendar, writeCalendar } from './write-calendar.ts'

/** A message's visits for her calendar; a reminder brings none, since nothing has changed, nor does an answer. */
export function calendarFromMessage(
  { kind, language, payload }: KeptMessage,
  { clinic, now }: { readonly clinic: Clinic; readonly now: Temporal.Instant },
): WrittenCalendar | undefined {
  if (kind === 'reminder-days' || kind === 'reminder-hours' || kind === 'question-answered') return undefined
  const isCancelled = kind === 'visits-cancelled'
  const visits = payload.visits.map((visit) => ({
    id: visit.visit,
    start: minuteFrom(Temporal.Instant.from(visit.start)),
    clientLeaves: minuteFrom(Temporal.Instant.from(visit.clientLeaves)),
    sequence: visit.sequence,
    state: isCancelled ? 'cancelled' : 'booked',
  }))
  return writeCalendar({ clinic, visits, language, now, ...(isCancelled && { method: 'CANCEL' as const }) })
}
