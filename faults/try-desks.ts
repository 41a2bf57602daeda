/** One desk after the other in the same crowd, and what the raw rows, the server and the bitmaps say of it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { checkBitmaps } from '../src/booking/check-bitmaps.ts'
import { findFaults, findOverlaps, readStretches } from '../src/booking/raw-rows.makers.ts'
import type { Db } from '../src/platform/db.ts'
import type { Keys } from '../src/platform/keys.ts'
import type { PostgresAddress } from '../src/platform/postgres/supervisor.ts'
import { addSmallClinic } from '../test/small-clinic.ts'
import type { ContendedClinic } from './contended-clinic.ts'
import { contend } from './contended-load.ts'
import { naiveTable, openNaiveDesk } from './naive-desk.ts'
import { openRealDesk } from './real-desk.ts'

type Raw = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>

type Ground = { readonly db: Db; readonly owner: PostgresAddress; readonly raw: Raw; readonly keys: Keys }

type Try = Ground & {
  readonly clinic: ContendedClinic
  readonly attempts: number
  readonly clients: number
  readonly seed: number
  readonly say?: (line: string) => void
}

export type Tried = {
  readonly attempts: number
  readonly seconds: number
  readonly counts: Readonly<Record<string, number>>
  /** Milliseconds. */
  readonly waits: { readonly p50: number; readonly p99: number; readonly longest: number }
  readonly errors: readonly string[]
  readonly faults: readonly string[]
  readonly deadlocks: number
}

export async function openContendedClinic({
  owner,
  raw,
}: Pick<Ground, 'owner' | 'raw'>): Promise<ContendedClinic> {
  const clinic = await addSmallClinic({ owner })
  const second = randomUUID()
  await raw(`insert into resource values ($1, $2, 'device', 'Penna 2', null, 1)`, [clinic.id, second])
  return { ...clinic, pens: [clinic.device, second] }
}

export async function tryRealDesk(asked: Try): Promise<Tried> {
  const { db, raw, clinic } = asked
  const before = await deadlocksIn(raw)
  const { waits, errors, counts, seconds } = await contend({ ...asked, desk: openRealDesk(asked) })
  const bitmaps = await db.inClinic(clinic.id, (trx) => checkBitmaps(trx))
  return {
    attempts: waits.length,
    seconds,
    counts,
    waits: figuresOf(waits),
    errors: errors.map(String),
    faults: [
      ...(await findFaults(raw)),
      ...bitmaps.faults.map(({ name, at, says }) => `the bitmap of ${name} says ${says} at ${at.toString()}`),
    ],
    deadlocks: (await deadlocksIn(raw)) - before,
  }
}

/** How many overlaps the same eyes see where nobody guards. */
export async function tryNaiveDesk(
  asked: Try,
): Promise<{ readonly attempts: number; readonly overlaps: number }> {
  const pool = new pg.Pool({ ...asked.owner, max: 16 })
  pool.on('error', () => undefined)
  await asked.raw(naiveTable)
  const { waits, errors } = await contend({ ...asked, desk: openNaiveDesk(pool, asked.clinic) })
  await pool.end()
  if (errors.length > 0) throw errors[0]
  const overlaps = findOverlaps(await readStretches(asked.raw, 'naive_occupancy'))
  return { attempts: waits.length, overlaps: overlaps.length }
}

/** Those that were retried with success among them. */
async function deadlocksIn(raw: Raw): Promise<number> {
  await sleep(1500) // a server process hands on its counts at most once a second
  await raw('select pg_stat_force_next_flush()')
  const [row] = await raw('select deadlocks from pg_stat_database where datname = current_database()')
  return Number(row?.['deadlocks'])
}

function figuresOf(waits: readonly number[]): Tried['waits'] {
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { p50: at(0.5), p99: at(0.99), longest: at(1) }
}
