/**
 * What is made (compiled words, built pages) carries a stamp: the fingerprint of what it was made
 * from. Contents are hashed rather than times compared, because a fresh clone gives every file the
 * same age.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type Made = {
  /** Where the fingerprint of the last making is kept. */
  readonly stamp: string
  /** Files, folders (`src`) or patterns that it is made from. */
  readonly from: readonly string[]
  readonly except?: RegExp
  /** Files that a making leaves behind: without them it is stale, whatever the stamp says. */
  readonly leaves: readonly string[]
}

export function isStale(made: Made): boolean {
  if (![made.stamp, ...made.leaves].every((path) => existsSync(path))) return true
  return readFileSync(made.stamp, 'utf8') !== fingerprint(made)
}

export function stampAs(made: Made, print: string): void {
  mkdirSync(dirname(made.stamp), { recursive: true })
  writeFileSync(made.stamp, print)
}

export function fingerprint({ from, except }: Pick<Made, 'from' | 'except'>): string {
  const hash = createHash('sha256')
  for (const path of from.flatMap(filesAt).sort()) {
    if (except?.test(path)) continue
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

function filesAt(path: string): string[] {
  const pattern = existsSync(path) && statSync(path).isDirectory() ? `${path}/**/*` : path
  return globSync(pattern)
    .map((found) => found.replaceAll('\\', '/'))
    .filter((found) => statSync(found).isFile())
}
