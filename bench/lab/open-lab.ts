/**
 * A Postgres of our own in a folder of its own, migrated, with the product's settings (fsync on), and the product's
 * way to it: what the benches measure on. Nothing of it is left when it is closed.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Db, openDb } from '../../src/platform/db.ts'
import { type Keys, openKeys } from '../../src/platform/keys.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { superuserOf } from '../../src/platform/postgres/postgres.makers.ts'
import { type PostgresAddress, startPostgres } from '../../src/platform/postgres/supervisor.ts'

export type Raw = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>

export type Lab = {
  readonly data: string
  readonly app: PostgresAddress
  readonly owner: PostgresAddress
  readonly db: Db
  /** The keys of the data folder, as a Lyster on it would have them. */
  readonly keys: Keys
  readonly version: string
  /** As the owner, whom no policy hides anything from. */
  readonly raw: Raw
  /** As the superuser, in one connection: for bulk, with foreign keys left unchecked. */
  readonly bulk: Raw
  /** Without its data, unless somebody else goes on with them. */
  readonly close: (keep?: { readonly data: boolean }) => Promise<void>
}

export async function openLab({ connections = 16 } = {}): Promise<Lab> {
  const data = mkdtempSync(join(tmpdir(), 'lyster-bench-'))
  const postgres = await startPostgres({ data, log: () => undefined })
  await migrate(postgres.owner, postgres.app.user)
  const db = openDb({ ...postgres.app, max: connections }, () => undefined)
  const owner = new pg.Pool({ ...postgres.owner, max: 2 })
  owner.on('error', () => undefined)
  const superuser = new pg.Client({
    ...superuserOf(data, postgres.app),
    database: postgres.app.database ?? 'lyster',
  })
  superuser.on('error', () => undefined)
  await superuser.connect()
  await superuser.query(`set session_replication_role = replica; set synchronous_commit = off`)
  return {
    data,
    app: postgres.app,
    owner: postgres.owner,
    db,
    keys: openKeys(data),
    version: postgres.version,
    raw: async (text, values = []) => (await owner.query(text, [...values])).rows,
    bulk: async (text, values = []) => (await superuser.query(text, [...values])).rows,
    close: async (keep) => {
      await Promise.all([db.close(), owner.end(), superuser.end()])
      await postgres.stop()
      if (!keep?.data) rmSync(data, { recursive: true, force: true })
    },
  }
}
