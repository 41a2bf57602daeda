/**
 * Makes a data folder of a backup. Only where there is nothing: it never touches a cluster. The file by which a folder
 * is known to hold a database, PG_VERSION, gets its name last, so Lyster refuses to start on half a restore.
 */
import { chown, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { lockFolder } from '../postgres/folder-lock.ts'
import { type Account, clusterIn, major, makeDataFolder, makeFolders } from '../postgres/folders.ts'
import { findAccount } from '../postgres/run-as.ts'
import type { Place } from './archive.ts'
import { checkFiles, walkCluster } from './check-backup.ts'
import { flushFolder, flushFolders, writeKept } from './on-disk.ts'
import { type ReadTable, tryOut } from './try-out.ts'
import { type BackupList, besideName } from './sealed-list.ts'

export type Restore = {
  readonly backup: string
  readonly into: string
  readonly log: (line: string) => void
}

export type Restored = {
  readonly list: BackupList
  readonly files: number
  readonly tables: readonly ReadTable[]
}

/** Throws one sentence when the backup is not whole, or the folder not empty; then nothing was changed. */
export async function restore({ backup, into, log }: Restore): Promise<Restored> {
  await refuseUsed(into)
  log(`Reading the backup ${resolve(backup)} …`)
  const list = await checkFiles(backup)
  if (list.postgres !== String(major)) {
    throw new Error(`The backup was made by Postgres ${list.postgres}, and this is Postgres ${major}.`)
  }
  const data = makeDataFolder(into)
  log(`Unpacking into ${data} …`)
  const unlock = await lockFolder(data)
  try {
    await unpack({ backup, data, list })
  } catch (error) {
    for (const name of await readdir(data)) await rm(join(data, name), { recursive: true, force: true })
    throw error
  } finally {
    unlock()
  }
  log('Starting the restored database once, and reading every table …')
  const tables = await tryOut(data)
  return { list, files: list.cluster.files + list.files.length, tables }
}

async function refuseUsed(into: string): Promise<void> {
  const found = await readdir(into).catch(() => [])
  if (found.length > 0) {
    throw new Error(
      `The folder ${resolve(into)} is not empty, and a restore touches nothing that is there: name an empty or a new one with --into, or move this one away.`,
    )
  }
}

async function unpack(from: { readonly backup: string; readonly data: string; readonly list: BackupList }) {
  const { backup, data, list } = from
  const cluster = clusterIn(data)
  const account = findAccount(cluster)
  const { pg } = makeFolders(data, account)
  await makeFolder(cluster, 0o700, account)
  await walkCluster(backup, placeIn(cluster, account))
  for (const { path, mode } of list.files.filter(({ path }) => path.startsWith(`${besideName}/`))) {
    const target = join(data, path.slice(besideName.length + 1))
    await writeKept(target, createReadStream(join(backup, path)), mode)
  }
  await flushFolders(data)
  // Postgres itself flushes every file of a copied cluster before it recovers.
  await rename(join(cluster, heldBack), join(cluster, 'PG_VERSION'))
  await flushFolder(cluster)
  await flushFolder(pg)
}

const heldBack = 'PG_VERSION.restoring'

function placeIn(cluster: string, account: Account | undefined): Place {
  return {
    folder: ({ path }) => makeFolder(join(cluster, path), 0o700, account),
    file: async ({ path }, pieces) => {
      const target = join(cluster, path === 'PG_VERSION' ? heldBack : path)
      const file = await open(target, 'wx', 0o600)
      try {
        for await (const piece of pieces) await file.writeFile(piece)
        if (account) await file.chown(account.uid, account.gid)
      } finally {
        await file.close()
      }
    },
  }
}

async function makeFolder(path: string, mode: number, account: Account | undefined): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await mkdir(path, { recursive: true, mode })
  if (account) await chown(path, account.uid, account.gid)
}
