/** Goes through the packed cluster and holds every file in it against the list that Postgres made. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ListedFile } from './postgres-manifest.ts'
import { readTar, type TarEntry } from './tar.ts'

/** Where what is unpacked is laid. */
export type Place = {
  readonly folder: (entry: TarEntry) => Promise<void>
  readonly file: (entry: TarEntry, pieces: AsyncIterable<Buffer>) => Promise<void>
}

export type Walked = { readonly files: number; readonly bytes: number }

/** Without a place the files are only read. Throws what is wrong with the archive, as the end of a sentence. */
export async function walkArchive(
  path: string,
  listed: ReadonlyMap<string, ListedFile>,
  place: Place = nowhere,
): Promise<Walked> {
  const missing = new Set(listed.keys())
  let walked: Walked = { files: 0, bytes: 0 }
  for await (const entry of readTar(unpacked(path))) {
    if (entry.kind === 'folder') await place.folder(entry)
    else {
      const hash = createHash('sha256')
      await place.file(entry, passing(entry.content, hash))
      refuseUnlisted(entry, listed.get(entry.path), hash.digest('hex'))
      missing.delete(entry.path)
      walked = { files: walked.files + 1, bytes: walked.bytes + entry.bytes }
    }
  }
  const [first] = missing
  if (first !== undefined) throw new Error(`${first} is not in it.`)
  return walked
}

/** Errors of the file and of its packing reach whoever reads. */
function unpacked(path: string): AsyncIterable<Buffer> {
  return pipeline(
    createReadStream(path, { highWaterMark: 1 << 18 }),
    createGunzip({ chunkSize: 1 << 18 }),
    () => undefined,
  )
}

async function* passing(pieces: AsyncIterable<Buffer>, hash: { update(piece: Buffer): unknown }) {
  for await (const piece of pieces) {
    hash.update(piece)
    yield piece
  }
}

function refuseUnlisted(entry: TarEntry, listed: ListedFile | undefined, sha256: string): void {
  if (!listed && entry.path.startsWith('pg_wal/')) return
  if (listed?.bytes !== entry.bytes || listed.sha256 !== sha256) {
    throw new Error(`${entry.path} in it is not as Postgres listed it.`)
  }
}

const nowhere: Place = {
  folder: async () => undefined,
  file: async (_entry, pieces) => {
    for await (const _piece of pieces);
  },
}
