/**
 * One key file beside the data, 0600, made once. Secrets that a client carries (the link with which she manages
 * her course, a hold, an offered course) are derived from it and stored nowhere, so they can be given again after
 * a lost answer and cannot be read out of the database.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Purpose = 'manage' | 'hold' | 'course' | 'move' | 'asked' | 'ask' | 'kept' | 'address' | 'sign-in'

export type Keys = {
  /** 32 bytes, base64url: HMAC-SHA256 of the words under the key of this purpose. */
  readonly sign: (purpose: Purpose, words: string) => string
  readonly matches: (purpose: Purpose, words: string, signature: string) => boolean
}

export function openKeys(data: string): Keys {
  return keysFrom(readOrMakeKey(data))
}

/** @internal Keys that are known, for tests. */
export function keysFrom(key: Buffer): Keys {
  const sign = (purpose: Purpose, words: string) =>
    createHmac('sha256', key).update(`${purpose}\n${words}`).digest('base64url')
  return {
    sign,
    matches: (purpose, words, signature) => {
      const expected = Buffer.from(sign(purpose, words))
      const given = Buffer.from(signature)
      return expected.length === given.length && timingSafeEqual(expected, given)
    },
  }
}

function readOrMakeKey(data: string): Buffer {
  const folder = join(data, 'secret')
  const file = join(folder, 'key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) makeKey(file)
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  if (key.length !== 32) throw new Error(`The key file ${file} does not hold 32 bytes.`)
  return key
}

/** Written beside its place and linked into it: a disk that fills up on the way leaves no half key. */
function makeKey(file: string): void {
  const making = `${file}.${process.pid}`
  writeFileSync(making, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
  try {
    linkSync(making, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(making, { force: true })
  }
}
