/** `npm run backup`: a backup of the data folder, beside a running Lyster or without one. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { backUp } from './platform/backup/back-up.ts'
import { removeOld } from './platform/backup/kept.ts'
import { type Config, readConfig } from './platform/config.ts'
import { findRunningPostgres } from './platform/postgres/find-running.ts'
import { clusterIn } from './platform/postgres/folders.ts'
import { startPostgres } from './platform/postgres/supervisor.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  await makeBackup(readConfig(process.env))
} catch (error) {
  process.stderr.write(`No backup was made. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function makeBackup(config: Config): Promise<void> {
  if (config.database) {
    throw new Error(
      'DATABASE_URL names a Postgres of your own, whose own tools (pg_basebackup, pgBackRest or its keeper) back it up; keep a copy of the folder secret/ of the data folder with it.',
    )
  }
  if (!existsSync(join(clusterIn(config.data), 'PG_VERSION'))) {
    throw new Error(`There is no database in ${resolve(config.data)}: set LYSTER_DATA to the data folder.`)
  }
  const stop = await startUnlessRunning(config)
  const began = performance.now()
  const now = () => Temporal.Now.instant()
  try {
    const { folder, bytes, list } = await backUp({ data: config.data, backups: config.backups.folder, now })
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    say(`Backup:   ${resolve(folder)}`)
    say(
      `Checked:  ${list.cluster.files + list.files.length} files, read back from the disk (${bytes} bytes, ${seconds} s)`,
    )
    for (const old of removeOld(config.backups.folder, config.backups.days)) say(`Removed:  ${old}`)
    say('It holds clients and keys: keep it as secret as the data, and a copy of it in another place.')
  } finally {
    await stop()
  }
}

async function startUnlessRunning({ data }: Config): Promise<() => Promise<void>> {
  if (await findRunningPostgres(data)) return async () => undefined
  const postgres = await startPostgres({ data, log: () => undefined })
  return () => postgres.stop()
}
