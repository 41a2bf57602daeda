/**
 * The way to the clinics' tables. `inClinic` is the only one: it opens a transaction as the plain application
 * role, names the clinic by a literal SET LOCAL (which Citus carries to its workers; set_config is not carried),
 * runs the work, commits, and rolls back when the work returns a refusal or throws.
 */
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { changesChannel, type Hints, notedIn, openHints } from './changes.ts'
import { openNames, prepareOften } from './prepare-often.ts'
import type { Tables } from './tables.ts'

export type ClinicTransaction = Transaction<Tables> & { readonly clinic: string }

/** A foreseen "no" that a person must be told. */
export type Refusal<Why extends string> = { readonly refused: Why }

export type InClinic = <T>(clinic: string, work: (trx: ClinicTransaction) => Promise<T>) => Promise<T>

export type Db = {
  readonly inClinic: InClinic
  /** The clinic that answers on this host; where there is one clinic, it answers on any. */
  readonly findClinic: (host: string) => Promise<string | undefined>
  /** Every clinic's id, for work that goes through them in turn. */
  readonly listClinics: () => Promise<readonly string[]>
  /** How many connections are open, of those how many are idle, and how many requests wait for one. */
  readonly connections: () => { readonly open: number; readonly idle: number; readonly waiting: number }
  /** Throws when the database does not answer. */
  readonly ready: () => Promise<void>
  readonly close: () => Promise<void>
}

export type Connection = string | pg.PoolConfig

export function openDb(connection: Connection, onError: (error: Error) => void): Db {
  const pool = openPool(connection, onError)
  const nameOf = openNames()
  pool.on('connect', (client) => prepareOften(client, nameOf))
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const hints = openHints(
    (clinics) =>
      sql`select pg_notify(${changesChannel}, clinic)
      from unnest(${clinics}::text[]) as clinic`.execute(kysely),
    (error) => onError(error instanceof Error ? error : new Error(String(error))),
  )
  return {
    inClinic: (clinic, work) => retried(() => transact({ kysely, hints }, clinic, work)),
    findClinic: async (host) => {
      const found = await sql<{
        clinic: string | null
      }>`select directory.find_clinic(${host}) as clinic`.execute(kysely)
      return found.rows[0]?.clinic ?? undefined
    },
    listClinics: async () => {
      const found = await sql<{
        clinic: string
      }>`select clinic from directory.list_clinics() as clinic`.execute(kysely)
      return found.rows.map((row) => row.clinic)
    },
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    ready: async () => {
      await sql`select 1`.execute(kysely)
    },
    close: async () => {
      await hints.close()
      await kysely.destroy()
    },
  }
}

export function openPool(connection: Connection, onError: (error: Error) => void): pg.Pool {
  const settings = typeof connection === 'string' ? { connectionString: connection } : connection
  const pool = new pg.Pool({ max: 16, connectionTimeoutMillis: 10_000, types, ...settings })
  pool.on('error', onError)
  // The pool listens only while a connection is idle; one that breaks in the middle of its work would end Node.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}

/** Tells a refusal from an answer. */
function isRefusal(answer: unknown): answer is Refusal<string> {
  return typeof answer === 'object' && answer !== null && 'refused' in answer
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function transact<T>(
  { kysely, hints }: { readonly kysely: Kysely<Tables>; readonly hints: Hints },
  clinic: string,
  work: (trx: ClinicTransaction) => Promise<T>,
): Promise<T> {
  if (!uuid.test(clinic)) throw new Error('A clinic is named by its id.')
  try {
    const { answer, changed } = await kysely.transaction().execute(async (trx) => {
      await sql.raw(`set local app.clinic = '${clinic}'`).execute(trx)
      const worked = await work(Object.assign(trx, { clinic }))
      if (isRefusal(worked)) throw new RolledBack(worked)
      return { answer: worked, changed: notedIn(trx) }
    })
    hints.give(changed)
    return answer
  } catch (error) {
    if (error instanceof RolledBack) return error.answer as T
    throw error
  }
}

/** The rest of this transaction is another clinic's: for the one act that founds a clinic in another's place. */
export async function goOnIn(trx: ClinicTransaction, clinic: string): Promise<ClinicTransaction> {
  if (!uuid.test(clinic)) throw new Error('A clinic is named by its id.')
  await sql.raw(`set local app.clinic = '${clinic}'`).execute(trx)
  return Object.assign(trx, { clinic })
}

class RolledBack extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('rolled back')
    this.answer = answer
  }
}

/** A serialization failure or a deadlock undoes the whole transaction, so doing it again is right. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 3; ; left--) {
    try {
      return await attempt()
    } catch (error) {
      const state = sqlState(error)
      if (left === 0 || (state !== '40001' && state !== '40P01')) throw error
    }
  }
}

function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

// An instant is written as its text; node-postgres asks a value for it by this name.
Object.defineProperty(Temporal.Instant.prototype, 'toPostgres', {
  value(this: Temporal.Instant) {
    return this.toString()
  },
})

// Instants and days arrive as Temporal, ranges are taken apart in SQL, numeric (VAT) as a number.
const parsers = new Map<number, (text: string) => unknown>([
  [1184, (text) => Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00'))],
  [1082, (text) => text],
  [1700, Number],
  [20, Number],
])
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}
