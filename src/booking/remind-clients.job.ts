import type { Temporal } from 'temporal-polyfill'
import { readClinic } from '#clinic'
import { getQuietHours, postReminder } from '#messages'
import type { ClinicTransaction } from '#platform/db'
import { dueReminders } from './pure/due-reminders.ts'
import { keepStanding, listVisitsToRemindOf, type VisitToRemindOf } from './reminders.store.ts'

type Reminding = {
  readonly now: Temporal.Instant
  /** Reminders are written for the ways by which something can be sent; nobody is called to be reminded. */
  readonly can: { readonly email: boolean; readonly sms: boolean }
}

/**
 * Writes the reminders whose time has come. Doing it again, or twice at once, writes none twice. A demonstration
 * reminds nobody: its people are made up.
 */
export async function remindClients(
  trx: ClinicTransaction,
  { now, can }: Reminding,
): Promise<{ readonly reminded: number }> {
  const { demonstration } = await readClinic(trx)
  if (demonstration) return { reminded: 0 }
  const quiet = await getQuietHours(trx)
  const visits = await listVisitsToRemindOf(trx, { from: now, until: now.add({ hours: 72 }) })
  let reminded = 0
  for (const visit of visits) {
    const { contact } = visit.client
    if (contact === 'phone' || !can[contact]) continue
    for (const due of dueReminders(visit, now, quiet)) {
      if (!(await keepStanding(trx, visit))) continue
      if (await postReminder(trx, { ...reminderOf(visit), channel: contact, ...due, now })) reminded++
    }
  }
  return { reminded }
}

function reminderOf({ id, course, start, clientLeaves, sequence, therapist, client }: VisitToRemindOf) {
  return {
    client: client.id,
    language: client.language,
    payload: {
      course,
      visits: [
        {
          visit: id,
          start: start.toString(),
          clientLeaves: clientLeaves.toString(),
          sequence,
          ...(therapist !== undefined && { therapist }),
        },
      ],
    },
  }
}
