import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { minuteFrom } from '#platform/time'
import type { Note } from './contract.ts'

/** The newest first. */
export async function listNotes(trx: ClinicTransaction, client: string): Promise<Note[]> {
  const rows = await trx
    .selectFrom('client_note')
    .innerJoin('staff', (join) =>
      join
        .onRef('staff.clinic_id', '=', 'client_note.clinic_id')
        .onRef('staff.staff_id', '=', 'client_note.written_by'),
    )
    .select(['note_id', 'body', 'written_at', 'staff.name'])
    .where('client_note.clinic_id', '=', trx.clinic)
    .where('client_id', '=', client)
    .orderBy('written_at', 'desc')
    .orderBy('note_id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.note_id,
    body: row.body,
    writtenBy: row.name,
    writtenAt: minuteFrom(row.written_at),
  }))
}

export async function addNote(
  trx: ClinicTransaction,
  note: {
    readonly client: string
    readonly body: string
    readonly staff: string
    readonly now: Temporal.Instant
  },
): Promise<string> {
  const row = await trx
    .insertInto('client_note')
    .values({
      clinic_id: trx.clinic,
      client_id: note.client,
      body: note.body,
      written_by: note.staff,
      written_at: note.now,
    })
    .returning('note_id')
    .executeTakeFirstOrThrow()
  return row.note_id
}
