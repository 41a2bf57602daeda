/** The list that Postgres makes of every file it sends, `pg_wal` excepted (PostgreSQL manual, 69 backup manifest). */
import { createHash } from 'node:crypto'
import { z } from 'zod'

const manifest = z.object({
  'PostgreSQL-Backup-Manifest-Version': z.literal(2),
  Files: z.array(
    z.object({
      Path: z.string(),
      Size: z.number().int(),
      'Checksum-Algorithm': z.literal('SHA256'),
      Checksum: z.string(),
    }),
  ),
})

export type ListedFile = { readonly bytes: number; readonly sha256: string }

/** By path. Throws when the manifest is not the one whose checksum stands in its last line. */
export function readPostgresManifest(written: Buffer): ReadonlyMap<string, ListedFile> {
  const end = written.lastIndexOf('"Manifest-Checksum"')
  const told = /^"Manifest-Checksum": "([0-9a-f]{64})"\}\n$/.exec(written.toString('utf8', Math.max(end, 0)))
  const found = createHash('sha256')
    .update(written.subarray(0, Math.max(end, 0)))
    .digest('hex')
  if (told?.[1] !== found) throw new Error('its checksum is not right.')
  const { Files: files } = manifest.parse(JSON.parse(written.toString('utf8')))
  return new Map(files.map((file) => [file.Path, { bytes: file.Size, sha256: file.Checksum }]))
}
