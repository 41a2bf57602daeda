/**
 * One Node process at a time looks after a data folder. Postgres guards a running cluster by itself; this lock
 * says so in words a person understands, and guards the moments before there is a cluster. It is a file with
 * the holder's pid and birth, so what a killed process left behind is known to be stale.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from './error-code.ts'
import { birthOf, isAlive } from './process-facts.ts'

/** Throws one sentence when a live process holds the folder; otherwise gives back what unlocks it. */
export async function lockFolder(folder: string): Promise<() => void> {
  const path = join(folder, 'postgres.lock')
  const mine = [process.pid, birthOf(process.pid), randomUUID()].join('\n')
  const unlock = () => {
    if (read(path) === mine) rmSync(path, { force: true })
  }
  for (let tookOver = false; ; ) {
    if (create(path, mine)) {
      // Two may have found the same stale lock: whoever took the other's fresh one away has overwritten it.
      if (tookOver) await sleep(100)
      if (read(path) === mine) return unlock
    }
    const found = await readWhole(path)
    if (found === undefined) continue
    if (isHeld(found)) {
      throw new Error(
        `Lyster already runs on the folder ${folder} (process ${found.split('\n')[0]}): stop it first, or give this one another LYSTER_DATA.`,
      )
    }
    setAside(path, found)
    tookOver = true
  }
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** An empty lock is being written at this moment, or its writer was killed just then. */
async function readWhole(path: string): Promise<string | undefined> {
  if (read(path) === '') await sleep(200)
  return read(path)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

function isHeld(text: string): boolean {
  const [pid, birth] = text.split('\n')
  if (!Number(pid) || !isAlive(Number(pid))) return false
  const now = birthOf(Number(pid))
  return !birth || !now || now === birth
}

/** Renaming lets only one of two win; and if the lock was renewed meanwhile, it is put back. */
function setAside(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  if (read(aside) === stale) rmSync(aside, { force: true })
  else renameSync(aside, path)
}
