import type { Temporal } from 'temporal-polyfill'
import { addAudit } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { markCalled, reviveMessage } from './outbox.store.ts'

type ByStaff = { readonly id: string; readonly staff: string; readonly now: Temporal.Instant }

/** Sends a message that was given up anew, as a member of staff wishes. */
export async function resendMessage(
  trx: ClinicTransaction,
  { id, staff, now }: ByStaff,
): Promise<{ readonly resent: string } | Refusal<'not-given-up'>> {
  if (!(await reviveMessage(trx, { id, now }))) return { refused: 'not-given-up' }
  await addAudit(trx, { at: now, actor: `staff:${staff}`, act: 'message-resent', subject: id })
  return { resent: id }
}

/** The client wanted to be called, and has been. */
export async function tellCalled(
  trx: ClinicTransaction,
  { id, staff, now }: ByStaff,
): Promise<{ readonly called: string } | Refusal<'nobody-to-call'>> {
  if (!(await markCalled(trx, { id, now }))) return { refused: 'nobody-to-call' }
  await addAudit(trx, { at: now, actor: `staff:${staff}`, act: 'client-called', subject: id })
  return { called: id }
}
