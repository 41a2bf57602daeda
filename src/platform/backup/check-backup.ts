/** Reads a backup through before anything is made of it: each file against the list, the cluster against Postgres's own. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Place, type Walked, walkArchive } from './archive.ts'
import { measure } from './on-disk.ts'
import { type ListedFile, readPostgresManifest } from './postgres-manifest.ts'
import { type BackupList, listName, openList, postgresListName, tarName } from './sealed-list.ts'

/** Throws one sentence that names the first file that is missing, cut or changed. */
export async function checkFiles(folder: string): Promise<BackupList> {
  const sealed = await readFile(join(folder, listName)).catch(() => {
    throw new Error(`${folder} is no whole backup: it has no ${listName}.`)
  })
  const list = await named(folder, listName, () => openList(sealed))
  for (const { path, bytes, sha256 } of list.files) {
    await named(folder, path, async () => {
      const found = await stat(join(folder, path)).catch(() => undefined)
      if (!found) throw new Error('it is missing.')
      if (found.size !== bytes) throw new Error(`it has ${found.size} bytes, and ${bytes} were written.`)
      if ((await measure(join(folder, path))).sha256 !== sha256) throw new Error('its checksum is not right.')
    })
  }
  return list
}

/** Throws one sentence when the packed cluster is not file by file what Postgres listed. */
export async function walkCluster(folder: string, place?: Place): Promise<Walked> {
  const listed = await named(
    folder,
    postgresListName,
    async (): Promise<ReadonlyMap<string, ListedFile>> =>
      readPostgresManifest(await readFile(join(folder, postgresListName))),
  )
  return named(folder, tarName, () => walkArchive(join(folder, tarName), listed, place))
}

async function named<T>(folder: string, path: string, check: () => T | Promise<T>): Promise<T> {
  try {
    return await check()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The file ${path} of the backup ${folder} is not as it was written: ${reason}`, {
      cause: error,
    })
  }
}
