/**
 * A database of its own for a test file, cloned from the migrated template, and a small made-up clinic in it.
 * It is a real one: the plain role, row-level security, the same pools as in service.
 */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { inject } from 'vitest'
import { type Db, openDb } from '../src/platform/db.ts'
import { type Keys, keysFrom } from '../src/platform/keys.ts'
import type { PostgresAddress } from '../src/platform/postgres/supervisor.ts'
import { addSmallClinic, type SmallClinic } from './small-clinic.ts'

export type TestDatabase = {
  readonly owner: PostgresAddress
  readonly app: PostgresAddress
  readonly db: Db
  /** Reads the raw rows as the owner, whom no policy hides anything from. */
  readonly raw: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  readonly close: () => Promise<void>
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const { superuser, owner, app } = inject('cluster')
  const database = `test_${randomUUID().replaceAll('-', '')}`
  await asSuperuser(superuser, `create database ${database} template lyster owner lyster_owner`)
  const db = openDb({ ...app, database }, () => undefined)
  const reader = new pg.Pool({ ...owner, database, max: 2 })
  reader.on('error', () => undefined)
  return {
    owner: { ...owner, database },
    app: { ...app, database },
    db,
    raw: async (text, values = []) => (await reader.query(text, [...values])).rows,
    close: async () => {
      await db.close()
      await reader.end()
      await asSuperuser(superuser, `drop database ${database} with (force)`)
    },
  }
}

export type TestClinic = TestDatabase & {
  readonly clinic: SmallClinic
  readonly keys: Keys
  /** A Monday morning that stays: Monday 4 January 2027, 08:00 in Malmö. */
  readonly now: Temporal.Instant
}

/** The small clinic of small-clinic.ts, in a database of its own, with nothing booked. */
export async function openTestClinic(): Promise<TestClinic> {
  const database = await openTestDatabase()
  const clinic = await addSmallClinic(database)
  const now = Temporal.Instant.from('2027-01-04T07:00:00Z')
  return { ...database, clinic, keys: keysFrom(Buffer.alloc(32, 7)), now }
}

async function asSuperuser(superuser: PostgresAddress, statement: string): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
