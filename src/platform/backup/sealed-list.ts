/**
 * The list of a backup's files, written last: a folder without it is no backup. Its last line is the hash of all
 * before it, so that a changed byte in the list is found like one in any file that it names.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isInside } from './tar.ts'

export const listName = 'backup.list'
export const tarName = 'postgres.tar.gz'
export const postgresListName = 'postgres.manifest'
/** Under it lies what stood beside the database in the data folder: `secret/` and the like. */
export const besideName = 'beside'

const contents = z.strictObject({
  lysterBackup: z.literal(1),
  /** When it was begun; every booking that was acknowledged before then is in it. */
  at: z.iso.datetime(),
  /** When it was whole, and had been read back. */
  checkedAt: z.iso.datetime(),
  postgres: z.string(),
  startLsn: z.string(),
  endLsn: z.string(),
  /** What the packed cluster holds. */
  cluster: z.strictObject({ files: z.number(), bytes: z.number() }),
  files: z.array(
    z.strictObject({
      path: z.string().refine(isInside),
      bytes: z.number().int(),
      mode: z.number().int(),
      sha256: z.string(),
    }),
  ),
})

export type BackupList = z.infer<typeof contents>

export function sealList(list: BackupList): Buffer {
  const text = `${JSON.stringify(list, null, 1)}\n`
  return Buffer.from(text + sealOf(Buffer.from(text)))
}

/** Throws what is wrong with it, as the end of a sentence. */
export function openList(sealed: Buffer): BackupList {
  const end = sealed.lastIndexOf('SHA-256 ')
  const text = sealed.subarray(0, Math.max(end, 0))
  if (end < 0 || !sealed.subarray(end).equals(Buffer.from(sealOf(text)))) {
    throw new Error('its checksum is not right.')
  }
  return contents.parse(JSON.parse(text.toString('utf8')))
}

function sealOf(text: Buffer): string {
  return `SHA-256 ${createHash('sha256').update(text).digest('hex')}\n`
}
