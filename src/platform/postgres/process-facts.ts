/**
 * What can be known of a process that is not our child. A pid alone says little: it is used again after a
 * restart of the machine, and a killed process keeps it as a zombie until its parent looks.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'
import { errorCode } from './error-code.ts'

/** False for a zombie: it holds nothing any more. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false
  }
  return !['Z', 'X'].includes(statOf(pid)[0] ?? '')
}

/** Tells a process from a later one with the same pid; '' where the system does not say. */
export function birthOf(pid: number): string {
  if (process.platform !== 'linux') return ask(['-o', 'lstart=', '-p', String(pid)])
  const ticks = statOf(pid)[19]
  return ticks === undefined ? '' : `${read('/proc/sys/kernel/random/boot_id')} ${ticks}`
}

/** Program and arguments in one line; '' when unknown. */
export function commandOf(pid: number): string {
  if (process.platform !== 'linux') return ask(['-o', 'command=', '-p', String(pid)])
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()
}

/** Every process of a Postgres stands in its cluster. 'unknown' when the system will not tell. */
export function standsIn(pid: number, folder: string): boolean | 'unknown' {
  if (process.platform !== 'linux') return 'unknown'
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? false : 'unknown'
  }
}

/** True only when it is certain that no process of any Postgres is left in the folder. */
export function isDeserted(folder: string): boolean {
  if (process.platform !== 'linux') return false
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids
    .map(Number)
    .filter((pid) => isAlive(pid) && isPostgres(pid))
    .every((pid) => standsIn(pid, folder) === false)
}

/** By its name: the postmaster is called `postgres`, what it forks `postgres: walwriter` and the like. */
export function isPostgres(pid: number): boolean {
  return /^postgres(\.exe|:)?$/.test(basename(commandOf(pid).split(' ')[0] ?? ''))
}

/** The fields of /proc/PID/stat from the third on; the second, the name, may hold spaces and brackets. */
function statOf(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`)
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

function ask(ps: readonly string[]): string {
  if (process.platform === 'win32') return ''
  try {
    return execFileSync('ps', ps, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}
