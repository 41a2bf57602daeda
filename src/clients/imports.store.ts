import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'

/** One import at a time in a clinic: two of the same file at once would not see each other's lines. */
async function lock(trx: ClinicTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${trx.clinic} import`}, 0))`.execute(trx)
}

/** What lines with these keys became, of those that were read before. */
async function list(trx: ClinicTransaction, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ key: string; subject: string }>`
    select line_key as key, subject_id as subject from imported_line
    where clinic_id = ${trx.clinic} and line_key = any(${[...keys]}::text[])`.execute(trx)
  return new Map(rows.rows.map(({ key, subject }) => [key, subject]))
}

async function add(
  trx: ClinicTransaction,
  lines: readonly { readonly key: string; readonly subject: string }[],
  now: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into imported_line (clinic_id, line_key, subject_id, imported_at)
    select ${trx.clinic}::uuid, key, subject, ${now.toString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as record (key text, subject uuid)
    on conflict do nothing`.execute(trx)
}

/** The memory of imports, whatever their lines become: so that a file may be read again and adds no doubles. */
export const importedLines = { lock, list, add } as const
