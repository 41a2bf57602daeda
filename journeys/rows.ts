/** A look into the database of a running Lyster, and the few changes that a journey cannot wait for. */
import { Client } from 'pg'
import { findRunningPostgres } from '../src/platform/postgres/find-running.ts'

type Lyster = { readonly data: string }
type Row = Readonly<Record<string, unknown>>

/** Asks as the tables' owner, who is bound to one clinic's rows as everybody is. */
export async function askDatabase(lyster: Lyster, ...questions: readonly string[]): Promise<Row[]> {
  const found = await findRunningPostgres(lyster.data)
  if (!found) throw new Error('No Postgres runs on the data folder.')
  const client = new Client(found.owner)
  await client.connect()
  try {
    await client.query(`select set_config('app.clinic', clinic_id::text, false) from directory.clinic`)
    let rows: Row[] = []
    for (const question of questions) rows = (await client.query<Row>(question)).rows
    return rows
  } finally {
    await client.end()
  }
}

/** As if ten minutes had gone by. */
export async function letHoldsRunOut(lyster: Lyster): Promise<void> {
  const past = `now() - interval '5 seconds'`
  await askDatabase(
    lyster,
    `update course set held_until = ${past} where held_until is not null`,
    `update occupancy set held_until = ${past} where held_until is not null`,
  )
}

/** How many rows each table holds. */
export async function countRows(lyster: Lyster): Promise<Readonly<Record<string, number>>> {
  const tables = await askDatabase(
    lyster,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'directory', 'auth') order by 1`,
  )
  const counts = tables.map((row) => {
    const name = String(row['name'])
    return `select '${name}' as name, count(*)::int as rows from ${name}`
  })
  const rows = await askDatabase(lyster, counts.join(' union all '))
  return Object.fromEntries(rows.map((row) => [String(row['name']), Number(row['rows'])]))
}
