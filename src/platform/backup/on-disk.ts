/** Writing so that it is still there after a power cut: each file flushed, then each folder that names it. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type Written = { readonly bytes: number; readonly sha256: string }

/** What was written, reckoned from what went to the disk. The file must be new. */
export async function writeKept(path: string, source: Readable | Buffer, mode = 0o600): Promise<Written> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = createWriteStream(path, { flags: 'wx', mode, flush: true })
  const { count, told } = counting()
  await pipeline(Buffer.isBuffer(source) ? Readable.from([source]) : source, count, file)
  return told()
}

/** Read back from the disk. */
export async function measure(path: string): Promise<Written> {
  const { count, told } = counting()
  for await (const _piece of count(createReadStream(path, { highWaterMark: 1 << 18 })));
  return told()
}

function counting() {
  const hash = createHash('sha256')
  let bytes = 0
  async function* count(pieces: AsyncIterable<Buffer>) {
    for await (const piece of pieces) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  }
  return { count, told: (): Written => ({ bytes, sha256: hash.digest('hex') }) }
}

export async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path)
  await folder.sync()
  await folder.close()
}

/** Every folder in it, the deepest first, itself last. */
export async function flushFolders(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) await flushFolders(join(path, entry.name))
  }
  await flushFolder(path)
}

export type FoundFile = { readonly path: string; readonly bytes: number; readonly mode: number }

/** Every plain file under the folder, links followed, but for what lies under the paths left out. */
export async function listFiles(folder: string, leftOut: (path: string) => boolean): Promise<FoundFile[]> {
  const walk = async (at: string): Promise<FoundFile[]> => {
    const found: FoundFile[] = []
    for (const name of (await readdir(at)).sort()) {
      const whole = join(at, name)
      const path = relative(folder, whole).replaceAll('\\', '/')
      if (leftOut(path)) continue
      const facts = await stat(whole)
      if (facts.isDirectory()) found.push(...(await walk(whole)))
      else if (facts.isFile()) found.push({ path, bytes: facts.size, mode: facts.mode & 0o777 })
    }
    return found
  }
  return walk(folder)
}
