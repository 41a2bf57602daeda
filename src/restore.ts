/** `npm run restore -- <backup> [--into folder]`: a data folder from a backup; without words it lists the backups. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { listBackups } from './platform/backup/kept.ts'
import { restore } from './platform/backup/restore.ts'
import { type Config, readConfig } from './platform/config.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const config = readConfig(process.env)
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { into: { type: 'string' } } })
  const [backup] = positionals
  if (backup === undefined) sayWhich(config)
  else await restoreInto(findBackup(backup, config), values.into ?? config.data)
} catch (error) {
  process.stderr.write(`The restore failed. ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

/** A path, or the name of one among the kept. */
function findBackup(asked: string, { backups }: Config): string {
  const kept = join(backups.folder, asked)
  return !existsSync(asked) && existsSync(kept) ? kept : asked
}

function sayWhich({ backups }: Config): void {
  const { kept, broken } = listBackups(backups.folder)
  say('npm run restore -- <backup> [--into folder]   restores into an empty or a new folder (LYSTER_DATA)\n')
  say(kept.length > 0 ? 'Backups:' : `There is no backup in ${resolve(backups.folder)}.`)
  for (const { folder, bytes } of kept) say(`  ${folder}   ${bytes} bytes`)
  for (const name of broken) say(`  ${join(backups.folder, name)}   is damaged`)
}

async function restoreInto(backup: string, into: string): Promise<void> {
  const began = performance.now()
  const { list, files, tables } = await restore({ backup, into, log: say })
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say(`Restored: ${resolve(into)}, as it stood at ${list.at}`)
  say(`Checked:  ${files} files, ${tables.length} tables with ${rows} rows, every index (${seconds} s)`)
  for (const { table, rows } of tables) if (rows > 0) say(`  ${table}: ${rows}`)
  if (resolve(into) !== resolve(readConfig(process.env).data))
    say(`Start it with LYSTER_DATA=${resolve(into)}`)
}
