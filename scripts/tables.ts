/**
 * Writes src/platform/tables.ts from the catalog of a migrated database, so that the types of rows cannot drift
 * from the migrations (test/tables.test.ts compares). Run: node scripts/tables.ts (starts a database of its own).
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../src/platform/migrate.ts'
import { startPostgres } from '../src/platform/postgres/supervisor.ts'

type Column = { table: string; column: string; type: string; nullable: boolean; defaulted: boolean }

const types: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  _text: 'string[]',
  bytea: 'Uint8Array',
  int4: 'number',
  float4: 'number',
  numeric: 'number',
  bool: 'boolean',
  date: 'string',
  time: 'string',
  tstzrange: 'Range',
  timestamptz: 'Temporal.Instant',
}

/** jsonb holds a text in every language, unless it is one of these. */
const jsonTypes: Record<string, string> = {
  'visit.segments': 'Json<readonly SegmentRow[]>',
  'message.payload': 'Json<unknown>',
  'faq.writers': 'Json<readonly string[]>',
  'audit.detail': 'Json<unknown>',
  'client_merge.moved': 'Json<unknown>',
  'article.questions': 'Json<readonly { readonly question: string; readonly answer: string }[]>',
  'article_version.questions': 'Json<readonly { readonly question: string; readonly answer: string }[]>',
  'review.snapshot': 'Json<unknown>',
}

const head = `// oxlint-disable max-lines -- made by scripts/tables.ts from the migrations, one type a table; not edited
import type { ColumnType, Generated } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Localised } from './language.ts'

/** Read as a value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>
type JsonWithDefault<T> = ColumnType<T, string | undefined, string>
/** Ranges are written by SQL and read by their ends. */
type Range = ColumnType<string, never, never>
/** What a booked visit keeps of its protocol: minutes from its start. */
export type SegmentRow = {
  readonly name: Localised
  readonly from: number
  readonly until: number
  readonly holds: readonly ('therapist' | 'room' | 'device')[]
}
`

export async function tablesFromCatalog(connection: string | pg.ClientConfig): Promise<string> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    const { rows } = await client.query<Column>(
      `select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as nullable, a.atthasdef as defaulted
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       order by c.relname, a.attnum`,
    )
    const names = [...new Set(rows.map((row) => row.table))]
    const tables = names.map((name) =>
      tableType(
        name,
        rows.filter((row) => row.table === name),
      ),
    )
    const list = names.map((name) => `  readonly ${name}: ${typeName(name)}`).join('\n')
    return `${head}\n${tables.join('\n\n')}\n\nexport type Tables = {\n${list}\n}\n`
  } finally {
    await client.end()
  }
}

function tableType(name: string, columns: readonly Column[]): string {
  const lines = columns.map((column) => `  ${column.column}: ${columnType(column)}`)
  return `type ${typeName(name)} = {\n${lines.join('\n')}\n}`
}

function columnType(column: Column): string {
  if (column.type === 'jsonb' && column.defaulted) {
    return (jsonTypes[`${column.table}.${column.column}`] ?? 'Json<Localised>').replace(
      'Json<',
      'JsonWithDefault<',
    )
  }
  const plain =
    column.type === 'jsonb'
      ? (jsonTypes[`${column.table}.${column.column}`] ?? 'Json<Localised>')
      : types[column.type]
  if (!plain)
    throw new Error(`scripts/tables.ts knows no type for ${column.table}.${column.column}: ${column.type}`)
  const read = column.nullable ? `${plain} | null` : plain
  return column.defaulted ? `Generated<${read}>` : read
}

function typeName(table: string): string {
  return table.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

async function writeTables(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'lyster-tables-'))
  const postgres = await startPostgres({ data, log: () => undefined })
  try {
    await migrate(postgres.owner, postgres.app.user)
    writeFileSync('src/platform/tables.ts', await tablesFromCatalog(postgres.owner))
  } finally {
    await postgres.stop()
    rmSync(data, { recursive: true, force: true })
  }
  execFileSync('node_modules/.bin/biome', ['format', '--write', 'src/platform/tables.ts'])
}

if (import.meta.main) await writeTables()
