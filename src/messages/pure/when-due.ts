/**
 * When a message may go. A confirmation goes at once: the client has just pressed the button and looks for it. What
 * comes unasked waits for the morning where it would ring: a reminder always, the rest when it is an SMS.
 */
import type { Temporal } from 'temporal-polyfill'
import type { LetterKind } from './letter-words.ts'
import { afterQuiet, type QuietHours } from './quiet-hours.ts'

export type Told = {
  readonly kind: LetterKind
  readonly channel: 'email' | 'sms' | 'phone'
}

export function whenDue(told: Told, now: Temporal.Instant, quiet: QuietHours): Temporal.Instant {
  return goesAtOnce(told) ? now : afterQuiet(now, quiet)
}

/** Whatever the clinic's quiet hours are. */
export function goesAtOnce({ kind, channel }: Told): boolean {
  if (kind === 'course-booked' || channel === 'phone') return true
  return channel === 'email' && kind !== 'reminder-days' && kind !== 'reminder-hours'
}
