/** A small tree in the temporary folder, on which the repository's own rules are let loose. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export type Tree = Readonly<Record<string, string>>

export type Skeleton = { readonly folder: string; readonly remove: () => void }

/** `files` are written; `copied` are taken from the root of the repository as they are. */
export function makeSkeleton(files: Tree, copied: readonly string[]): Skeleton {
  const folder = mkdtempSync(join(tmpdir(), 'lyster-rules-'))
  for (const path of copied) cpSync(resolve(path), join(folder, path))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
