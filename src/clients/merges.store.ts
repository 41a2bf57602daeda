import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { ClinicTransaction } from '#platform/db'
import { minuteFrom } from '#platform/time'
import type { Merge } from './contract.ts'

/**
 * The rows that name a client and go over with her, table by table: a test holds the list against the catalog's
 * foreign keys. Courses come first: whoever changes one holds its lock, and what she writes in later tables is
 * then seen. The words stay: by them the card that was merged away still leads to the one that was kept.
 * @internal
 */
export const movedTables = {
  course: { key: 'course_id', client: 'client_id' },
  message: { key: 'message_id', client: 'client_id' },
  client_note: { key: 'note_id', client: 'client_id' },
  question: { key: 'question_id', client: 'client_id' },
  client: { key: 'client_id', client: 'merged_into' },
} as const

type MovedTable = keyof typeof movedTables
export type Moved = { readonly [table in MovedTable]?: readonly string[] | undefined }

const tables = [
  'course',
  'message',
  'client_note',
  'question',
  'client',
] as const satisfies readonly MovedTable[]
const ids = z.array(z.uuid()).optional()
const movedShape = z.object({ course: ids, message: ids, client_note: ids, question: ids, client: ids })

/** Everything that names `from` names `to` instead; the keys of what was changed. */
export async function moveRows(trx: ClinicTransaction, from: string, to: string): Promise<Moved> {
  const moved: { [table in MovedTable]?: readonly string[] } = {}
  for (const table of tables) {
    const { key, client } = movedTables[table]
    const rows = await sql<{ id: string }>`
      update ${sql.table(table)} set ${sql.ref(client)} = ${to}
      where clinic_id = ${trx.clinic} and ${sql.ref(client)} = ${from}
      returning ${sql.ref(key)} as id`.execute(trx)
    if (rows.rows.length > 0) moved[table] = rows.rows.map(({ id }) => id)
  }
  return moved
}

/** Puts back exactly these rows. */
export async function moveBack(trx: ClinicTransaction, moved: Moved, to: string): Promise<void> {
  for (const table of tables) {
    const { key, client } = movedTables[table]
    await sql`
      update ${sql.table(table)} set ${sql.ref(client)} = ${to}
      where clinic_id = ${trx.clinic} and ${sql.ref(key)} = any(${[...(moved[table] ?? [])]}::uuid[])`.execute(
      trx,
    )
  }
}

export async function setMergedInto(trx: ClinicTransaction, id: string, kept: string | null): Promise<void> {
  await trx
    .updateTable('client')
    .set({ merged_into: kept })
    .where('clinic_id', '=', trx.clinic)
    .where('client_id', '=', id)
    .execute()
}

export async function addMerge(
  trx: ClinicTransaction,
  merge: {
    readonly kept: string
    readonly merged: string
    readonly moved: Moved
    readonly by: string
    readonly now: Temporal.Instant
  },
): Promise<string> {
  const row = await trx
    .insertInto('client_merge')
    .values({
      clinic_id: trx.clinic,
      kept_id: merge.kept,
      merged_id: merge.merged,
      moved: JSON.stringify(merge.moved),
      merged_by: merge.by,
      merged_at: merge.now,
    })
    .returning('merge_id')
    .executeTakeFirstOrThrow()
  return row.merge_id
}

export async function findStandingMerge(trx: ClinicTransaction, id: string) {
  const row = await trx
    .selectFrom('client_merge')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .where('merge_id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return row && { kept: row.kept_id, merged: row.merged_id, moved: movedShape.parse(row.moved) }
}

export async function markUndone(
  trx: ClinicTransaction,
  { merge, by, now }: { readonly merge: string; readonly by: string; readonly now: Temporal.Instant },
): Promise<void> {
  await trx
    .updateTable('client_merge')
    .set({ undone_by: by, undone_at: now })
    .where('clinic_id', '=', trx.clinic)
    .where('merge_id', '=', merge)
    .execute()
}

/** The merges into this card that stand, the latest first. */
export async function listMergesInto(trx: ClinicTransaction, kept: string): Promise<Merge[]> {
  const rows = await trx
    .selectFrom('client_merge')
    .innerJoin('client', (join) =>
      join
        .onRef('client.clinic_id', '=', 'client_merge.clinic_id')
        .onRef('client.client_id', '=', 'client_merge.merged_id'),
    )
    .select(['merge_id', 'kept_id', 'merged_id', 'merged_at', 'client.name'])
    .where('client_merge.clinic_id', '=', trx.clinic)
    .where('kept_id', '=', kept)
    .where('undone_at', 'is', null)
    .orderBy('merge_id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.merge_id,
    kept: row.kept_id,
    merged: row.merged_id,
    mergedName: row.name,
    mergedAt: minuteFrom(row.merged_at),
  }))
}
