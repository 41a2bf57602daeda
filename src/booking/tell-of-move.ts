/** Whoever comes is told of what she must know: a new time, or the same time with somebody else. Another room she finds. */
import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit } from '#clinic'
import type { Contact } from '#clinic/contract'
import { postMessage, withdrawReminders } from '#messages'
import type { ClinicTransaction } from '#platform/db'
import type { Language } from '#platform/language'
import { instantFrom } from '#platform/time'
import type { MovedVisit, RuleBroken } from './contract.ts'
import { keepTold } from './reminders.store.ts'
import { isNewStart } from './outcome-of-move.ts'
import { toldVisitsFrom } from './told-visits.ts'

export type ClientToTell = { readonly id: string; readonly contact: Contact; readonly language: Language }

export type MoveToTellOf = {
  readonly course: string
  readonly client: ClientToTell
  /** With the numbers that they have after the move. */
  readonly moved: readonly (MovedVisit & { readonly sequence: number })[]
  readonly breaks: readonly RuleBroken[]
  readonly request: { readonly by: Actor; readonly now: Temporal.Instant; readonly reason?: string }
}

export async function tellOfMove(
  trx: ClinicTransaction,
  { course, client, moved, breaks, request }: MoveToTellOf,
): Promise<void> {
  const { by, now, reason } = request
  const { contact: channel, language } = client
  const post = async (kind: 'visit-moved' | 'therapist-changed', visits: typeof moved) => {
    if (visits.length === 0) return
    const told = toldVisitsFrom(visits).map((one, index) => {
      const before = visits[index]?.before.start
      return kind === 'visit-moved' && before !== undefined
        ? { ...one, movedFrom: instantFrom(before).toString() }
        : one
    })
    const payload = { course, visits: told }
    await postMessage(trx, { client: client.id, kind, language, channel, payload, now })
  }
  const newTimes = moved.filter(isNewStart)
  const newTherapists = moved.filter(
    (visit) => !isNewStart(visit) && visit.therapist?.id !== visit.before.therapist?.id,
  )
  const idsOf = (visits: typeof moved) => visits.map(({ id }) => id)
  // A reminder names the time and the therapist. Of the same time with somebody else it is written anew.
  await withdrawReminders(trx, idsOf([...newTimes, ...newTherapists]))
  if (newTimes.length > 0) await keepTold(trx, { visits: idsOf(newTimes), now })
  await post('visit-moved', newTimes)
  await post('therapist-changed', newTherapists)
  await addAudit(trx, {
    at: now,
    actor: by,
    act: 'visits-moved',
    subject: course,
    detail: {
      visits: moved.map(({ id }) => id),
      ...(breaks.length > 0 && { rules: breaks.map(({ rule }) => rule), reason: reason?.trim() ?? '' }),
    },
  })
}
