import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'

/**
 * Takes one token out of a bucket that holds `most` and fills by `perMinute`; false when it is empty. One
 * statement, so of many at once exactly as many get through as there are tokens.
 */
export async function takeToken(
  trx: ClinicTransaction,
  bucket: {
    readonly name: string
    readonly most: number
    readonly perMinute: number
    readonly now: Temporal.Instant
  },
): Promise<boolean> {
  const { name, most, perMinute, now } = bucket
  const at = now.toString()
  const filled = sql<number>`least(${most}::real, rate_bucket.tokens
    + greatest(extract(epoch from ${at}::timestamptz - rate_bucket.at), 0)::real * ${perMinute}::real / 60)`
  const taken = await sql<{ tokens: number }>`
    insert into rate_bucket (clinic_id, bucket, tokens, at) values (${trx.clinic}, ${name}, ${most}::real - 1, ${at})
    on conflict (clinic_id, bucket) do update set tokens = ${filled} - 1, at = excluded.at
    where ${filled} >= 1
    returning tokens`.execute(trx)
  return taken.rows.length > 0
}
