/**
 * One backup of a running Lyster: the cluster as Postgres copies it, and what stands beside it in the data folder (the
 * key file and passwords: without them no client's link and no restored database would open). It is written under a
 * name that nobody takes for a backup, read back from the disk, and renamed last.
 */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { PassThrough } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { Temporal } from 'temporal-polyfill'
import { findRunningPostgres } from '../postgres/find-running.ts'
import { clusterIn } from '../postgres/folders.ts'
import { birthOf, isAlive } from '../postgres/process-facts.ts'
import type { PostgresAddress } from '../postgres/roles.ts'
import { type BaseBackup, streamBaseBackup } from './base-backup.ts'
import { checkFiles, walkCluster } from './check-backup.ts'
import { type Kept, listBackups, nameOf } from './kept.ts'
import { flushFolder, flushFolders, type FoundFile, listFiles, type Written, writeKept } from './on-disk.ts'
import { type BackupList, besideName, listName, postgresListName, sealList, tarName } from './sealed-list.ts'

export type BackUp = {
  readonly data: string
  /** The folder that backups are kept in. */
  readonly backups: string
  readonly now: () => Temporal.Instant
}

/** Throws one sentence when there is no backup to be had; then nothing stays that looks like one. */
export async function backUp({ data, backups, now }: BackUp): Promise<Kept> {
  const address = await findAddress(data)
  await mkdir(backups, { recursive: true, mode: 0o700 })
  await clearHalfMade(backups)
  const beside = await listFiles(data, leftOut(data, backups))
  await refuseTooLittleRoom({ data, backups, beside })
  const at = now()
  const making = join(backups, `.making-${process.pid}-${markOf(process.pid)}-${nameOf(at)}`)
  const folder = join(backups, nameOf(at))
  if (existsSync(folder)) throw new Error(`There is a backup ${folder} already: wait a second.`)
  await mkdir(making, { mode: 0o700 })
  try {
    const { base, files } = await write({ data, making, address, beside })
    const { version, ...cluster } = await readBack(making)
    const list: BackupList = {
      lysterBackup: 1,
      at: at.toString(),
      checkedAt: now().toString(),
      postgres: version,
      startLsn: base.startLsn,
      endLsn: base.endLsn,
      cluster,
      files,
    }
    await writeKept(join(making, listName), sealList(list))
    await checkFiles(making)
    await flushFolders(making)
    await rename(making, folder)
    await flushFolder(backups)
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  }
  const made = listBackups(backups).kept.find((kept) => kept.folder === folder)
  if (!made) throw new Error(`The backup ${folder} was made and is not there.`)
  return made
}

async function findAddress(data: string): Promise<PostgresAddress> {
  const running = await findRunningPostgres(data)
  if (!running) throw new Error(`No Lyster runs on the folder ${resolve(data)}.`)
  if (!running.backup) {
    throw new Error('The running Lyster is older than its backups: start it again once, and then make one.')
  }
  return running.backup
}

/** What the database is, what a run leaves, and the backups themselves. */
function leftOut(data: string, backups: string): (path: string) => boolean {
  const own = new Set(['pg', 'socket', 'backups'])
  const elsewhere = resolve(backups)
  return (path) =>
    own.has(path) ||
    path.startsWith('postgres.lock') ||
    path.endsWith('.making') ||
    `${resolve(data, path)}${sep}`.startsWith(`${elsewhere}${sep}`)
}

/** As if nothing could be packed, since the database beside it needs the disk too. */
async function refuseTooLittleRoom(place: {
  readonly data: string
  readonly backups: string
  readonly beside: readonly FoundFile[]
}): Promise<void> {
  const cluster = await listFiles(clusterIn(place.data), () => false)
  const needed = [...cluster, ...place.beside].reduce((sum, file) => sum + file.bytes, 0)
  const { bavail, bsize } = await statfs(place.backups)
  if (bavail * bsize >= needed) return
  const megabytes = (bytes: number) => Math.ceil(bytes / 1_000_000)
  throw new Error(
    `The disk of ${place.backups} has too little room for a backup: ${megabytes(bavail * bsize)} MB are free, and ${megabytes(needed)} MB could be needed.`,
  )
}

type Writing = {
  readonly data: string
  readonly making: string
  readonly address: PostgresAddress
  readonly beside: readonly FoundFile[]
}

async function write({ data, making, address, beside }: Writing) {
  const files: BackupList['files'] = []
  const add = (path: string, mode: number, written: Written) => files.push({ path, mode, ...written })
  const tar = new PassThrough({ highWaterMark: 1 << 20 })
  const gzip = createGzip({ level: 3, chunkSize: 1 << 18 })
  tar.once('error', (error) => gzip.destroy(error))
  gzip.once('error', (error) => tar.destroy(error))
  const [base, packed]: [BaseBackup, Written] = await Promise.all([
    streamBaseBackup(address, tar),
    writeKept(join(making, tarName), tar.pipe(gzip)),
  ])
  add(tarName, 0o600, packed)
  add(postgresListName, 0o600, await writeKept(join(making, postgresListName), base.manifest))
  for (const { path, mode } of beside) {
    const kept = `${besideName}/${path}`
    const source = createReadStream(join(data, path))
    add(kept, mode, await writeKept(join(making, kept), source, mode & 0o700))
  }
  return { base, files }
}

/** Unpacks it in memory, so that a backup which cannot be restored is told of on the day it is made. */
async function readBack(making: string) {
  const version: Buffer[] = []
  const walked = await walkCluster(making, {
    folder: async () => undefined,
    file: async ({ path }, pieces) => {
      for await (const piece of pieces) if (path === 'PG_VERSION') version.push(piece)
    },
  })
  return { ...walked, version: Buffer.concat(version).toString().trim() }
}

/** What a killed process left; what a living one is writing stays. */
async function clearHalfMade(backups: string): Promise<void> {
  for (const name of await readdir(backups)) {
    const [, pid, mark] = /^\.making-(\d+)-(\w+)-/.exec(name) ?? []
    const isHeld = isAlive(Number(pid)) && markOf(Number(pid)) === mark
    if (name.startsWith('.going-') || (pid !== undefined && !isHeld)) {
      await rm(join(backups, name), { recursive: true, force: true })
    }
  }
}

/** Tells a process from a later one with its number. */
function markOf(pid: number): string {
  return createHash('sha256').update(birthOf(pid)).digest('hex').slice(0, 8)
}
