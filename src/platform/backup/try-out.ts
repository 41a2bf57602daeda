/** Starts a restored database once, on its private socket, and reads all of it: what cannot be read is found today. */
import { join } from 'node:path'
import { Client } from 'pg'
import type { PostgresAddress } from '../postgres/roles.ts'
import { findSecret } from '../postgres/secret.ts'
import { startPostgres } from '../postgres/supervisor.ts'

export type ReadTable = { readonly table: string; readonly rows: number }

/** Throws one sentence when it does not start, a table cannot be read to its end, or an index does not fit its table. */
export async function tryOut(data: string): Promise<readonly ReadTable[]> {
  try {
    const postgres = await startPostgres({ data, log: () => undefined })
    try {
      const password = findSecret(join(data, 'secret'), 'postgres-superuser') ?? ''
      return await readEverything({ ...postgres.app, user: 'postgres', password })
    } finally {
      await postgres.stop()
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`What was restored into ${data} cannot be used: ${reason}`, { cause: error })
  }
}

async function readEverything(address: PostgresAddress): Promise<ReadTable[]> {
  const client = new Client(address)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const read = await readTables(client)
    await checkIndexes(client)
    return read
  } finally {
    await client.end()
  }
}

async function readTables(client: Client): Promise<ReadTable[]> {
  const { rows } = await client.query<{ table: string }>(
    `select format('%I.%I', nspname, relname) as table
     from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where relkind = 'r' and nspname !~ '^(pg_|information_schema$)' order by 1`,
  )
  const read: ReadTable[] = []
  for (const { table } of rows) {
    // The row's text also brings in what is stored out of line.
    const counted = await client.query<{ rows: string }>(
      `select count(length(t::text)) as rows from ${table} as t`,
    )
    read.push({ table, rows: Number(counted.rows[0]?.rows) })
  }
  return read
}

/** With amcheck, which looks without changing; it is put in and taken out again by the rollback. */
async function checkIndexes(client: Client): Promise<void> {
  await client.query('begin')
  await client.query('create extension if not exists amcheck schema pg_catalog')
  await client.query(
    `select bt_index_check(indexrelid, true)
     from pg_index join pg_class on pg_class.oid = indexrelid
     where relam = (select oid from pg_am where amname = 'btree') and relkind = 'i' and relpersistence = 'p' and indisvalid`,
  )
  await client.query('rollback')
}
