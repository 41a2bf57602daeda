import { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import type { NewMessage, ReminderKind } from './contract.ts'
import { addMessage, getQuietHours } from './messages.store.ts'
import { goesAtOnce, whenDue } from './pure/index.ts'

/** An outbox row, written in the transaction of the act that it tells of: no act without it, none without the act. */
export async function postMessage(
  trx: ClinicTransaction,
  message: NewMessage & { readonly now: Temporal.Instant },
): Promise<string> {
  const { now } = message
  const dueAt = goesAtOnce(message) ? now : whenDue(message, now, await getQuietHours(trx))
  const id = await addMessage(trx, { ...message, dueAt })
  if (id === undefined)
    throw new Error('A message that is no reminder was taken for one that is there already.')
  return id
}

export type NewReminder = NewMessage & {
  readonly kind: ReminderKind
  readonly now: Temporal.Instant
  readonly uselessAfter: Temporal.Instant
}

/**
 * Written once for a visit, its start and the kind: asking again changes nothing and answers false, unless it was
 * withdrawn meanwhile.
 */
export async function postReminder(trx: ClinicTransaction, reminder: NewReminder): Promise<boolean> {
  const [visit] = reminder.payload.visits ?? []
  if (!visit) throw new Error('A reminder tells of a visit.')
  const id = await addMessage(trx, {
    ...reminder,
    dueAt: whenDue(reminder, reminder.now, await getQuietHours(trx)),
    reminds: { visit: visit.visit, start: Temporal.Instant.from(visit.start) },
  })
  return id !== undefined
}
