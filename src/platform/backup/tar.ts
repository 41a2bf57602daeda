/**
 * Reads the tar that Postgres sends: ustar with folders and plain files, names shorter than 100 bytes (PostgreSQL
 * manual, 54.4 BASE_BACKUP). Each piece is handed on as it comes, so that a table of gigabytes needs no memory.
 */
export type TarEntry = {
  readonly path: string
  readonly kind: 'file' | 'folder'
  readonly mode: number
  readonly bytes: number
  /** What is not read of it is skipped when the next entry is asked for. */
  readonly content: AsyncGenerator<Buffer>
}

const block = 512

/** Throws one sentence when the archive is cut short, is no tar, or holds what Postgres would not send. */
export async function* readTar(pieces: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const bytes = openBytes(pieces)
  for (;;) {
    const header = await bytes.take(block)
    if (header.every((byte) => byte === 0)) break
    const entry = entryFrom(header)
    const content = bytes.pour(entry.bytes)
    yield { ...entry, content }
    while (!(await content.next()).done);
    await bytes.take((block - (entry.bytes % block)) % block)
  }
  const second = await bytes.take(block)
  if (second.some((byte) => byte !== 0) || !(await bytes.isAtEnd())) throw new Error('its end is not one.')
}

function entryFrom(header: Buffer): Omit<TarEntry, 'content'> {
  const text = (from: number, to: number) => (header.toString('utf8', from, to).split('\0')[0] ?? '').trim()
  const octal = (from: number, to: number) => Number.parseInt(text(from, to), 8)
  const sum = header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)
  if (octal(148, 156) !== sum) throw new Error('a header in it is damaged.')
  const path = text(0, 100).replace(/^\.\//, '').replace(/\/$/, '')
  const kind = { '0': 'file', '5': 'folder' }[text(156, 157)]
  const bytes = octal(124, 136)
  if ((kind !== 'file' && kind !== 'folder') || !isInside(path) || !Number.isSafeInteger(bytes)) {
    throw new Error(`it holds ${path}, which is no plain file or folder of a database.`)
  }
  return { path, kind, mode: octal(100, 108) & 0o777, bytes: kind === 'file' ? bytes : 0 }
}

/** True for a path that stays in the folder it is laid under. */
export function isInside(path: string): boolean {
  return (
    path !== '' && !path.includes('\\') && path.split('/').every((part) => !['', '.', '..'].includes(part))
  )
}

function openBytes(pieces: AsyncIterable<Buffer>) {
  const source = pieces[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const more = async () => {
    while (rest.length === 0) {
      const next = await source.next()
      if (next.done) return false
      rest = next.value
    }
    return true
  }
  const some = async (most: number) => {
    if (!(await more())) throw new Error('it is cut short.')
    const piece = rest.subarray(0, most)
    rest = rest.subarray(piece.length)
    return piece
  }
  async function* pour(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      const piece = await some(left)
      left -= piece.length
      yield piece
    }
  }
  return {
    pour,
    take: async (count: number) => {
      const parts: Buffer[] = []
      for await (const piece of pour(count)) parts.push(piece)
      return Buffer.concat(parts)
    },
    isAtEnd: async () => !(await more()),
  }
}
