import { sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'

/** What the clinic's own public rows are known by: name, address, hours, look. Changes with any of them. */
export async function readClinicMark(trx: ClinicTransaction): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select concat_ws('.',
      (select sum(hashtextextended(xmin::text || ctid::text, 0)) from clinic where clinic_id = ${trx.clinic}),
      (select sum(hashtextextended(xmin::text || ctid::text, 0)) from opening_hours where clinic_id = ${trx.clinic}),
      (select sum(hashtextextended(xmin::text || ctid::text, 0)) from clinic_logo where clinic_id = ${trx.clinic})
    ) as mark`.execute(trx)
  return rows[0]?.mark ?? ''
}
