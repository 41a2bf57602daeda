/**
 * A reminder two days before a visit and another two hours before, derived from the visit as it stands and kept
 * nowhere ahead, so that it follows the visit by itself. Two days are counted on the wall clock: the night on which
 * the clocks change does not move it. What would fall in quiet hours comes when they end; where that is too late to
 * help, it comes before they begin. Whoever booked or was given a new time a short while ago has just been told.
 */
import type { Temporal } from 'temporal-polyfill'
import { afterQuiet, beforeQuiet, type QuietHours } from '#messages/pure'

export type DueReminder = {
  readonly kind: 'reminder-days' | 'reminder-hours'
  /** From then on it helps nobody. */
  readonly uselessAfter: Temporal.Instant
}

type Standing = {
  readonly start: Temporal.Instant
  /** When the client was told of this time: as she booked it, or later, as it became another. */
  readonly toldAt: Temporal.Instant
}

/** Which reminders of a visit should be on their way now. */
export function dueReminders(visit: Standing, now: Temporal.Instant, quiet: QuietHours): DueReminder[] {
  const { start, toldAt } = visit
  const twoDays = start.toZonedDateTimeISO(quiet.zone).subtract({ days: 2 }).toInstant()
  const reminders = [
    { kind: 'reminder-days', ideal: twoDays, uselessAfter: start.subtract({ hours: 24 }), newsHours: 24 },
    {
      kind: 'reminder-hours',
      ideal: start.subtract({ hours: 2 }),
      uselessAfter: start.subtract({ minutes: 30 }),
      newsHours: 2,
    },
  ] as const
  return reminders
    .filter(({ ideal, newsHours }) => !isBefore(ideal.subtract({ hours: newsHours }), toldAt))
    .filter(({ ideal, uselessAfter }) => !isBefore(now, quietDue({ ideal, uselessAfter }, quiet)))
    .filter(({ uselessAfter }) => isBefore(now, uselessAfter))
    .map(({ kind, uselessAfter }) => ({ kind, uselessAfter }))
}

function quietDue(
  { ideal, uselessAfter }: { readonly ideal: Temporal.Instant; readonly uselessAfter: Temporal.Instant },
  quiet: QuietHours,
): Temporal.Instant {
  const after = afterQuiet(ideal, quiet)
  return isBefore(after, uselessAfter) ? after : beforeQuiet(ideal, quiet)
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return a.epochMilliseconds < b.epochMilliseconds
}
