import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isInside, readTar } from './tar.ts'

const folder = mkdtempSync(join(tmpdir(), 'lyster-tar-'))
afterAll(() => rmSync(folder, { recursive: true }))

const written = new Map([
  ['base/5/1', Buffer.alloc(0)],
  ['base/5/512', Buffer.alloc(512, 'b')],
  ['base/513', Buffer.alloc(513, 'c')],
  ['åäö', Buffer.from('needle')],
])

/** Packed by the tar of the machine, which knows nothing of ours. */
function packed(): Buffer {
  const from = join(folder, 'from')
  mkdirSync(join(from, 'base/5'), { recursive: true })
  for (const [path, content] of written) writeFileSync(join(from, path), content)
  execFileSync('tar', ['--format=ustar', '-cf', join(folder, 'made.tar'), '-b1', '-C', from, 'base', 'åäö'])
  return readFileSync(join(folder, 'made.tar'))
}

async function* inPieces(tar: Buffer, size: number) {
  for (let at = 0; at < tar.length; at += size) yield tar.subarray(at, at + size)
}

async function read(tar: Buffer, size = 1000) {
  const files = new Map<string, Buffer>()
  const folders: string[] = []
  for await (const entry of readTar(inPieces(tar, size))) {
    if (entry.kind === 'folder') folders.push(entry.path)
    else {
      const pieces: Buffer[] = []
      for await (const piece of entry.content) pieces.push(piece)
      files.set(entry.path, Buffer.concat(pieces))
    }
  }
  return { files, folders }
}

describe('a tar that another program made', () => {
  test.each([1, 511, 512, 1000, 1_000_000])('is read whole in pieces of %i bytes', async (size) => {
    const { files, folders } = await read(packed(), size)
    expect(files).toEqual(written)
    expect(folders).toEqual(['base', 'base/5'])
  })

  test('is read on when nobody reads what is in its files', async () => {
    const paths: string[] = []
    for await (const { path } of readTar(inPieces(packed(), 700))) paths.push(path)
    expect(paths).toHaveLength(6)
  })
})

describe('a tar is refused', () => {
  test('when it is cut anywhere', async () => {
    const tar = packed()
    for (let end = 0; end < tar.length; end += 256) {
      await expect(read(tar.subarray(0, end))).rejects.toThrow('it is cut short')
    }
  })

  test('when a byte of a header is changed, or something follows its end', async () => {
    const tar = packed()
    for (const at of [0, 100, 124, 148, 156, 345]) {
      const changed = Buffer.from(tar)
      changed[at] = (changed[at] ?? 0) ^ 1
      await expect(read(changed)).rejects.toThrow('a header in it is damaged')
    }
    await expect(read(Buffer.concat([tar, Buffer.from('x')]))).rejects.toThrow('its end is not one')
  })

  test('when it holds a link', async () => {
    execFileSync('ln', ['-sf', '/etc/passwd', join(folder, 'link')])
    execFileSync('tar', ['--format=ustar', '-cf', join(folder, 'link.tar'), '-C', folder, 'link'])
    await expect(read(readFileSync(join(folder, 'link.tar')))).rejects.toThrow('it holds link, which is no')
  })

  test('when a path leaves the folder', () => {
    const outside = ['', '/', '/etc/passwd', '..', '../a', 'a/../../b', 'a//b', './a', 'a\\b', 'a/']
    expect(outside.filter(isInside)).toEqual([])
    expect(['a', 'base/5/1259', '..a', 'pg_wal/000000010000000000000001'].every(isInside)).toBe(true)
  })
})
