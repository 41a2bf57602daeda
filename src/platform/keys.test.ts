import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { keysFrom, openKeys } from './keys.ts'

const folders: string[] = []
const aFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'lyster-keys-'))
  folders.push(folder)
  return folder
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('the key file', () => {
  test('is made once, for its owner alone, and is the same at the next start', () => {
    const data = join(aFolder(), 'data')
    const words = openKeys(data).sign('manage', 'words')
    expect(openKeys(data).sign('manage', 'words')).toBe(words)
    expect(statSync(join(data, 'secret', 'key')).mode & 0o777).toBe(0o600)
    expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o700)
    expect(Buffer.from(readFileSync(join(data, 'secret', 'key'), 'utf8'), 'base64url')).toHaveLength(32)
  })

  test('differs from clinic to clinic', () => {
    expect(openKeys(aFolder()).sign('manage', 'x')).not.toBe(openKeys(aFolder()).sign('manage', 'x'))
  })

  test('that was cut is refused rather than replaced: every link that is out there rests on it', () => {
    const data = aFolder()
    openKeys(data)
    writeFileSync(join(data, 'secret', 'key'), 'short')
    expect(() => openKeys(data)).toThrow('does not hold 32 bytes')
  })
})

describe('a signature', () => {
  const keys = keysFrom(Buffer.alloc(32, 1))

  test('has 256 bits and fits its own words, purpose and key only', () => {
    const signature = keys.sign('manage', 'words')
    expect(Buffer.from(signature, 'base64url')).toHaveLength(32)
    expect(keys.matches('manage', 'words', signature)).toBe(true)
    expect(keys.matches('hold', 'words', signature)).toBe(false)
    expect(keys.matches('manage', 'other words', signature)).toBe(false)
    expect(keysFrom(Buffer.alloc(32, 2)).matches('manage', 'words', signature)).toBe(false)
  })

  test.each(['', 'x', 'x'.repeat(43), 'ö'.repeat(43), 'x'.repeat(100_000)])(
    'that is none (%#) does not fit and does not break',
    (forged) => {
      expect(keys.matches('manage', 'words', forged)).toBe(false)
    },
  )
})
