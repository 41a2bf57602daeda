/** Where things lie in the data folder, and who may enter. */
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { errorCode } from './error-code.ts'

export const major = 18

export type Account = { readonly uid: number; readonly gid: number }

export type Folders = {
  readonly data: string
  /** Passwords; Node alone reads it. */
  readonly secret: string
  readonly pg: string
  readonly cluster: string
  readonly log: string
  readonly socket: string
}

/** Makes the folder that everything else lies in; the path without links, for comparing. */
export function makeDataFolder(data: string): string {
  const path = resolve(data)
  try {
    if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, 0o700)
  } catch (error) {
    throw new Error(
      `The data folder ${path} cannot be made (${errorCode(error)}): set LYSTER_DATA to a folder that can.`,
    )
  }
  return realpathSync(path)
}

export function clusterIn(data: string): string {
  return join(data, 'pg', String(major))
}

/** Makes the folders; with an account (under root) they become that account's. */
export function makeFolders(data: string, account: Account | undefined): Folders {
  const secret = ownFolder(join(data, 'secret'), undefined)
  const pg = ownFolder(join(data, 'pg'), account)
  // Anyone may pass through the data folder by name (not list it): its parts guard themselves.
  if (account) chmodSync(data, statSync(data).mode | 0o011)
  const socket = makeSocketFolder(data, account)
  return { data, secret, pg, cluster: clusterIn(data), log: join(pg, 'log'), socket }
}

/** A folder outside the data folder does not outlive the run. */
export function removeFarSocketFolder({ data, socket }: Folders): void {
  if (!socket.startsWith(data)) rmSync(socket, { recursive: true, force: true })
}

/** A socket's path may have 107 bytes and no more. */
function makeSocketFolder(data: string, account: Account | undefined): string {
  const near = join(data, 'socket')
  if (fits(near)) return ownFolder(near, account)
  const mark = createHash('sha256').update(data).digest('hex').slice(0, 12)
  const temporary = fits(join(tmpdir(), 'lyster-000000000000-000000')) ? tmpdir() : '/tmp'
  const folder = join(temporary, `lyster-${mark}`)
  // The temporary folder is everyone's: a folder of that name that somebody else made is not used.
  const usable = isOurs(folder, account) ? folder : mkdtempSync(`${folder}-`)
  return ownFolder(usable, account)
}

function fits(folder: string): boolean {
  return process.platform === 'win32' || Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= 90
}

function isOurs(folder: string, account: Account | undefined): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
    return true
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  const found = lstatSync(folder)
  return (
    found.isDirectory() && found.uid === (account?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0
  )
}

function ownFolder(path: string, account: Account | undefined): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  if (account) chownSync(path, account.uid, account.gid)
  return path
}
