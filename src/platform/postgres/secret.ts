import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from './error-code.ts'

/** The secret of that name, or undefined when it was never made. */
export function findSecret(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8').trim()
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Made once, readable by Node's user only; renamed into place, so there is never half a secret. */
export function findOrMakeSecret(folder: string, name: string): string {
  const known = findSecret(folder, name)
  if (known) return known
  const secret = randomBytes(24).toString('base64url')
  const making = openSync(join(folder, `${name}.making`), 'w', 0o600)
  writeFileSync(making, `${secret}\n`)
  fsyncSync(making)
  closeSync(making)
  renameSync(join(folder, `${name}.making`), join(folder, name))
  return secret
}
