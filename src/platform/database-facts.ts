/** What the database says of itself, for the owner's page. */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from './db.ts'

export type DatabaseFacts = {
  /** '18.4' */
  readonly version: string
  readonly since: Temporal.Instant
  /** Pages whose checksum was wrong when they were read, since this was last counted anew. */
  readonly rottenPages: number
  /** Undefined where there is no queue. */
  readonly jobs: { readonly waiting: number; readonly failed: number } | undefined
}

export async function readDatabaseFacts(trx: ClinicTransaction): Promise<DatabaseFacts> {
  const found = await sql<{
    version: string
    since: Temporal.Instant
    rotten: number
    queue: boolean
  }>`select current_setting('server_version') as version, pg_postmaster_start_time() as since,
       coalesce((select sum(checksum_failures) from pg_stat_database), 0)::int as rotten,
       to_regclass('pgboss.job') is not null and has_table_privilege('pgboss.job', 'select') as queue`.execute(
    trx,
  )
  const [row] = found.rows
  if (!row) throw new Error('The database says nothing of itself.')
  const { version, since, rotten, queue } = row
  return { version, since, rottenPages: rotten, jobs: queue ? await countJobs(trx) : undefined }
}

async function countJobs(trx: ClinicTransaction) {
  const counted = await sql<{ waiting: number; failed: number }>`
    select count(*) filter (where state in ('created', 'retry', 'active'))::int as waiting,
      count(*) filter (where state = 'failed')::int as failed
    from pgboss.job`.execute(trx)
  return counted.rows[0] ?? { waiting: 0, failed: 0 }
}
