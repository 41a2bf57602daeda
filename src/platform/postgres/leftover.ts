/**
 * What an earlier run left in the cluster. Its Postgres may still be stopping (Node was killed), may live on
 * (where the kernel does not stop it for us), or may be gone while its pid file names a zombie or a process
 * that got the number later; Postgres would refuse to start for as long as that one lives.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Folders } from './folders.ts'
import { birthOf, commandOf, isAlive, isDeserted, isPostgres, standsIn } from './process-facts.ts'

const patienceMilliseconds = 15_000

/** Only for the holder of the folder's lock: any Postgres of ours is then an orphan. */
export async function settleLeftover(folders: Folders, log: (line: string) => void): Promise<void> {
  const pid = findPostmaster(folders)
  // A pid that is free again Postgres sees through by itself.
  if (pid === undefined || birthOf(pid) === '') return
  if (isAlive(pid) && isPostgres(pid) && standsIn(pid, folders.cluster) !== false)
    await stopOrphan(pid, folders, log)
  // Where that is not certain the files stay, and Postgres judges them itself.
  if (!isDeserted(folders.cluster)) return
  rmSync(join(folders.cluster, 'postmaster.pid'), { force: true })
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock'])
    rmSync(join(folders.socket, name), { force: true })
}

async function stopOrphan(pid: number, { cluster }: Folders, log: (line: string) => void): Promise<void> {
  const command = commandOf(pid)
  if (!command.includes(cluster)) return
  if (!command.includes('cluster_name=lyster')) {
    throw new Error(
      `A Postgres that Lyster did not start (process ${pid}) runs on ${cluster}: stop it first.`,
    )
  }
  log('Waiting for the Postgres of an earlier run to stop …')
  process.kill(pid, 'SIGINT')
  for (const end = Date.now() + patienceMilliseconds; isAlive(pid); await sleep(50)) {
    if (Date.now() > end) {
      throw new Error(
        `The Postgres of an earlier run (process ${pid}) is still stopping: start again in a minute.`,
      )
    }
  }
}

function findPostmaster({ cluster }: Folders): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'), 10)
    return pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}
