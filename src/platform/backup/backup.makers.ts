/** A small database of our own with rows in it, and what a test does to its backups. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { aDataFolder, query } from '../postgres/postgres.makers.ts'
import { type RunningPostgres, startPostgres } from '../postgres/supervisor.ts'
import { backUp } from './back-up.ts'
import type { Kept } from './kept.ts'

export const quiet = () => undefined

export async function aStartedDatabase() {
  const data = aDataFolder()
  const postgres = await startPostgres({ data, log: quiet })
  await query(
    postgres.owner,
    'create table kept (id int primary key, word text)',
    // Ten thousand rows are some hundred pages; one word is so long that it is stored out of line.
    "insert into kept select n, 'needle ' || n from generate_series(1, 10000) as n",
    "insert into kept select 0, string_agg(md5(n::text), '') from generate_series(1, 5000) as n",
  )
  return { data, postgres, backups: join(dirname(data), 'backups') }
}

/** Backups are named by the second: each of a test's gets a later one. */
export function aClock(start = '2027-01-05T01:00:00Z') {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    pass: (by: { readonly hours?: number; readonly minutes?: number; readonly seconds?: number }) => {
      now = now.add(by)
    },
  }
}

export function aBackup(of: { readonly data: string; readonly backups: string }, at: string): Promise<Kept> {
  return backUp({ ...of, now: () => Temporal.Instant.from(at) })
}

/** Flips one bit, and gives back what flips it back. */
export function flip(path: string, at: number): () => void {
  const whole = readFileSync(path)
  const changed = Buffer.from(whole)
  changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
  writeFileSync(path, changed)
  return () => writeFileSync(path, whole)
}

/** Turns a byte of a file in its place, as a disk would; gives back what turns it back. */
export function spoil(path: string, at: number): () => void {
  const turn = () => {
    const file = openSync(path, 'r+')
    const byte = Buffer.alloc(1)
    readSync(file, byte, 0, 1, at)
    writeSync(file, Buffer.from([(byte[0] ?? 0) ^ 0x10]), 0, 1, at)
    closeSync(file)
  }
  turn()
  return turn
}

export function namesIn(folder: string): string[] {
  return readdirSync(folder).sort()
}

export type { RunningPostgres }
