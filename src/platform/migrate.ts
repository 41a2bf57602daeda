/**
 * Forward-only SQL files, each run once, in order of their names, one transaction each, under an advisory lock.
 * A file that has run and was changed since is refused: history is added to, never rewritten.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Connection } from './db.ts'
import { migrateJobs } from './jobs.ts'

const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))
const migrationLock = 7_083_211

/**
 * Brings the schema up to date as the owner, then gives the application's login role what it needs: membership
 * in lyster_app, and the right to become lyster_auth on its sign-in connections (never both at once).
 */
export async function migrate(owner: Connection, appRole: string): Promise<readonly string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(
      `create schema if not exists migrations;
       create table if not exists migrations.done (name text primary key, hash text not null, at timestamptz not null default now())`,
    )
    const ran = await runMissing(client)
    await grantTo(client, appRole)
    await migrateJobs(owner, appRole)
    return ran
  } finally {
    await client.end()
  }
}

async function runMissing(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from migrations.done',
  )
  const done = new Map(rows.map((row) => [row.name, row.hash]))
  const ran: string[] = []
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()) {
    const text = await readFile(folder + name, 'utf8')
    const hash = createHash('sha256').update(text).digest('hex')
    if (done.get(name) === hash) continue
    if (done.has(name))
      throw new Error(`migrations/${name} has run here and was changed since; add a new file instead.`)
    await runOne(client, { name, text, hash })
    ran.push(name)
  }
  return ran
}

async function runOne(client: pg.Client, file: { name: string; text: string; hash: string }): Promise<void> {
  try {
    await client.query('begin')
    await client.query(file.text)
    await client.query('insert into migrations.done (name, hash) values ($1, $2)', [file.name, file.hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migrations/${file.name} could not be run`, { cause: error })
  }
}

async function grantTo(client: pg.Client, role: string): Promise<void> {
  const name = pg.escapeIdentifier(role)
  await client.query(`grant lyster_app to ${name} with inherit true`)
  await client.query(`grant lyster_auth to ${name} with inherit false, set true`)
}
