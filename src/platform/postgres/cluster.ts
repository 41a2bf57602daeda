import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { type Account, type Folders, major } from './folders.ts'

type NewCluster = {
  readonly folders: Folders
  readonly binaries: Binaries
  readonly before: readonly string[]
  readonly account: Account | undefined
  readonly superuser: { readonly user: string; readonly password: string }
}

/** True when there is a whole cluster of our major version; throws one sentence for anything else but emptiness. */
export function hasCluster({ cluster }: Folders): boolean {
  if (!existsSync(cluster) || readdirSync(cluster).length === 0) return false
  const version = join(cluster, 'PG_VERSION')
  const found = existsSync(version) ? readFileSync(version, 'utf8').trim() : undefined
  if (found === String(major)) return true
  throw new Error(
    found === undefined
      ? `The folder ${cluster} holds no database, but it is not empty: move away what lies in it.`
      : `The database in ${cluster} was made by Postgres ${found}, and this is Postgres ${major}.`,
  )
}

/** Made beside its place and renamed into it: a kill on the way leaves no half cluster. */
export async function makeCluster(how: NewCluster): Promise<void> {
  const { folders, account } = how
  clearHalfMade(folders)
  const making = `${folders.cluster}-making-${randomUUID().slice(0, 8)}`
  const password = `${making}.password`
  writeFileSync(password, how.superuser.password, { mode: 0o600 })
  if (account) chownSync(password, account.uid, account.gid)
  try {
    await initdb(how, { making, password })
    renameSync(making, folders.cluster)
    keep(folders.pg)
  } finally {
    clearHalfMade(folders)
  }
}

async function initdb(
  how: NewCluster,
  { making, password }: { making: string; password: string },
): Promise<void> {
  // Sorting of the builtin provider does not change with the machine's C library, so indexes stay good. But
  // full-text search and trigrams ask the C library what a letter is, and in plain C an å is none.
  const letters = { linux: ['--lc-ctype=C.UTF-8'], darwin: ['--lc-ctype=en_US.UTF-8'] }
  const rest = [
    how.binaries.initdb,
    '-D',
    making,
    `--username=${how.superuser.user}`,
    `--pwfile=${password}`,
    '--auth-local=scram-sha-256',
    '--auth-host=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(process.platform === 'darwin' || process.platform === 'linux' ? letters[process.platform] : []),
    '--data-checksums',
    '--no-instructions',
  ]
  const [program = how.binaries.initdb, ...others] = [...how.before, ...rest]
  const env = postgresEnvironment()
  await promisify(execFile)(program, others, { cwd: how.folders.data, env }).catch((error: unknown) => {
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    const lines = words.trim().split('\n')
    const why = lines.findLast((line) => /\b(?:error|FATAL|PANIC):/.test(line)) ?? lines.at(-1)
    throw new Error(`The database folder could not be made: ${why}`, { cause: error })
  })
}

/** A folder that was moved by copying it may come back open to others, and Postgres would refuse it. */
export function closeCluster({ cluster }: Folders): void {
  if ((statSync(cluster).mode & 0o077) !== 0) chmodSync(cluster, 0o700)
}

/** Nothing of ours: no DATABASE_URL, no PGPORT, no locale of the person who starts it. */
export function postgresEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'].flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

function clearHalfMade({ pg, cluster }: Folders): void {
  for (const name of readdirSync(pg).filter((name) => name.startsWith(`${basename(cluster)}-making-`))) {
    rmSync(join(pg, name), { recursive: true, force: true })
  }
}

/** A rename survives a power cut only when the folder itself is written out. */
function keep(folder: string): void {
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  fsyncSync(opened)
  closeSync(opened)
}
