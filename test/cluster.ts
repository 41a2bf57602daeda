/** One real Postgres for a run of tests, with a migrated template: each test file works in a clone of its own. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/platform/migrate.ts'
import { type PostgresAddress, startPostgres } from '../src/platform/postgres/supervisor.ts'

export type Cluster = {
  readonly superuser: PostgresAddress
  readonly owner: PostgresAddress
  readonly app: PostgresAddress
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = mkdtempSync(join(tmpdir(), 'lyster-tests-'))
  const postgres = await startPostgres({ data, log: () => undefined })
  await migrate(postgres.owner, postgres.app.user)
  const password = readFileSync(join(data, 'secret', 'postgres-superuser'), 'utf8').trim()
  const superuser = { ...postgres.app, user: 'postgres', password, database: 'postgres' }
  await makeTemplate(superuser)
  project.provide('cluster', { superuser, owner: postgres.owner, app: postgres.app })
  return async () => {
    await postgres.stop()
    rmSync(data, { recursive: true, force: true })
  }
}

async function makeTemplate(superuser: PostgresAddress): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query('alter database lyster is_template true')
  await client.end()
}
