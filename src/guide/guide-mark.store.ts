import { sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'

/**
 * What the guide's public rows are known by: changes with any of them. A row that is written again stands elsewhere
 * and bears another transaction's number, so no text has to be read.
 */
export async function readGuideMark(trx: ClinicTransaction): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws('.',
      (select sum(hashtextextended(xmin::text || ctid::text, 0)) from review where clinic_id = ${trx.clinic}),
      (select sum(hashtextextended(xmin::text || ctid::text, 0)) from review_withdrawal where clinic_id = ${trx.clinic}),
      (select sum(hashtextextended(xmin::text || ctid::text, 0)) from article where clinic_id = ${trx.clinic}),
      (select sum(hashtextextended(xmin::text || ctid::text, 0)) from fact where clinic_id = ${trx.clinic})
    ) as mark`.execute(trx)
  return rows[0]?.mark ?? ''
}
