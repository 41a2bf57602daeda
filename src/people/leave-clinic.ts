import type { Temporal } from 'temporal-polyfill'
import { addAudit, readClinic } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { dayIn } from '#platform/time'
import { isLastOwner } from './change-role.ts'
import { lockPerson, setLastDay } from './people.store.ts'
import { endTherapist } from './therapists.store.ts'

export type LeaveClinic = {
  readonly person: string
  /** Her last day at work, or 'now': then she has no more access from this moment. */
  readonly lastDay: Temporal.PlainDate | 'now'
  readonly by: string
  readonly now: Temporal.Instant
}

/**
 * After her last day she cannot sign in (the gate asks at each request) and cannot be booked. What she already has
 * is handed over by `#booking`, before this, in the same transaction. Returns whose sessions to end at once.
 */
export async function leaveClinic(
  trx: ClinicTransaction,
  { person: id, lastDay, by, now }: LeaveClinic,
): Promise<
  { readonly endSessionsOf: string | undefined } | Refusal<'unknown-person' | 'last-owner' | 'day-has-passed'>
> {
  const { zone } = await readClinic(trx)
  const today = dayIn(zone, now)
  if (lastDay !== 'now' && lastDay.since(today).sign < 0) return { refused: 'day-has-passed' }
  if (await isLastOwner(trx, id)) return { refused: 'last-owner' }
  const person = await lockPerson(trx, id)
  if (!person) return { refused: 'unknown-person' }
  const last = lastDay === 'now' ? today.subtract({ days: 1 }) : lastDay
  await setLastDay(trx, id, last.toString())
  await endTherapist(trx, { staff: id, from: firstMomentAfter(lastDay, { zone, now }) })
  const detail = { lastDay: last.toString() }
  await addAudit(trx, { at: now, actor: `staff:${by}`, act: 'person-left', subject: id, detail })
  return { endSessionsOf: lastDay === 'now' ? (person.user ?? undefined) : undefined }
}

/** From when on her visits are somebody else's. */
export function firstMomentAfter(
  lastDay: Temporal.PlainDate | 'now',
  { zone, now }: { readonly zone: string; readonly now: Temporal.Instant },
): Temporal.Instant {
  return lastDay === 'now' ? now : lastDay.add({ days: 1 }).toZonedDateTime(zone).toInstant()
}
