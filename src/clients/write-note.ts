import type { Temporal } from 'temporal-polyfill'
import { addAudit } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { keepClient } from './clients.store.ts'
import { addNote } from './notes.store.ts'

/** A note with its author and time, only ever added: what was written stays as it was written. */
export async function writeNote(
  trx: ClinicTransaction,
  note: {
    readonly client: string
    readonly body: string
    readonly staff: string
    readonly now: Temporal.Instant
  },
): Promise<{ readonly note: string } | Refusal<'unknown-client' | 'merged-away'>> {
  const client = await keepClient(trx, note.client)
  if (!client) return { refused: 'unknown-client' }
  if (client.mergedInto) return { refused: 'merged-away' }
  const written = await addNote(trx, note)
  const detail = { note: written }
  const actor = `staff:${note.staff}` as const
  await addAudit(trx, { at: note.now, actor, act: 'client-note-written', subject: note.client, detail })
  return { note: written }
}
