/**
 * Postgres refuses to run as root. Under root it runs as `nobody`, or as the user whose cluster it finds.
 * On Linux setpriv also asks the kernel to stop Postgres (INT: fast shutdown) when Node dies, even by kill -9;
 * it does so last, after the change of user, which would clear it.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import type { Binaries } from './binaries.ts'
import type { Account, Folders } from './folders.ts'

export type RunAs = {
  /** What stands before the program: nothing, or setpriv with its arguments. */
  readonly before: readonly string[]
  /** '18.4' */
  readonly version: string
}

/** Undefined when we are not root. */
export function findAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (process.platform !== 'linux') {
    throw new Error('Postgres does not run as root: start Lyster as an ordinary user.')
  }
  const found = statSync(cluster, { throwIfNoEntry: false })
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    throw new Error(
      'Postgres does not run as root, and there is no user `nobody`: start Lyster as an ordinary user.',
    )
  }
}

/** Tries the ways from the least power to the most, and takes the first by which Postgres reaches its files. */
export function findWayToRun(binaries: Binaries, folders: Folders, account: Account | undefined): RunAs {
  let words = ''
  for (const before of account ? waysUnderRoot(account) : waysOfAUser()) {
    const tried = attempt(before, { binaries, folders })
    if (tried.version !== '') return { before, version: tried.version }
    words = tried.words
  }
  throw new Error(`Postgres cannot be run${account ? ` as user ${account.uid}` : ''}: ${words}`)
}

function waysUnderRoot({ uid, gid }: Account): string[][] {
  const user = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--pdeathsig', 'INT']
  // Lets Postgres pass through folders that only root may enter, such as a clone under root's home. Without the
  // secure bit access(2) ignores the capability, and then initdb does not find postgres beside it.
  const reach = [
    '--securebits',
    '+no_setuid_fixup',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ]
  return [user, [...user, ...reach]]
}

function waysOfAUser(): string[][] {
  return process.platform === 'linux' ? [['setpriv', '--pdeathsig', 'INT'], []] : [[]]
}

function attempt(before: readonly string[], { binaries, folders }: { binaries: Binaries; folders: Folders }) {
  const run = (program: string, ...rest: string[]) => {
    const [first = program, ...others] = [...before, program, ...rest]
    return spawnSync(first, others, { encoding: 'utf8', cwd: folders.data })
  }
  const asked = run(binaries.postgres, '--version')
  const version = /^postgres \(PostgreSQL\) (\S+)/.exec(asked.stdout ?? '')?.[1] ?? ''
  const words = asked.error?.message ?? asked.stderr.trim()
  // `--version` answers even where the program could not find itself; it says so on the way.
  if (version === '' || words !== '' || process.platform === 'win32')
    return { version: words ? '' : version, words }
  const reached = run('sh', '-c', 'test -w "$1" && test -w "$2"', 'sh', folders.pg, folders.socket)
  return reached.status === 0
    ? { version, words }
    : { version: '', words: `it cannot write in ${folders.pg}.` }
}
