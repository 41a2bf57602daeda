/** The backups that lie in the folder for them: which there are, how they stand, which may go. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { type BackupList, listName, openList } from './sealed-list.ts'

export type Kept = {
  readonly folder: string
  readonly at: Temporal.Instant
  /** What it takes on the disk. */
  readonly bytes: number
  readonly list: BackupList
}

export type BackupState = {
  readonly newest:
    | { readonly at: Temporal.Instant; readonly bytes: number; readonly verified: boolean }
    | undefined
  readonly ageHours: number | undefined
  readonly kept: number
  /** Folders that carry a backup's name and are none: something was changed or lost in them. */
  readonly broken: readonly string[]
}

/** 2026-11-22T02-00-00Z: a name that Windows takes too, and that sorts by time. */
export function nameOf(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second' }).replaceAll(':', '-')
}

const named = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z$/

/** The newest first. Each was read back whole before it got its name; here the list and the sizes are looked at. */
export function listBackups(backups: string): {
  readonly kept: readonly Kept[]
  readonly broken: readonly string[]
} {
  const names = existsSync(backups) ? readdirSync(backups).filter((name) => named.test(name)) : []
  const found = names
    .sort()
    .reverse()
    .map((name) => ({ name, kept: findKept(join(backups, name)) }))
  return {
    kept: found.flatMap(({ kept }) => kept ?? []),
    broken: found.flatMap(({ name, kept }) => (kept ? [] : name)),
  }
}

/** For the owner's page: `verified` says that it was read back file by file when made, and still has its sizes. */
export function readBackupState(backups: string, now: Temporal.Instant): BackupState {
  const { kept, broken } = listBackups(backups)
  const [newest] = kept
  return {
    newest: newest && { at: newest.at, bytes: newest.bytes, verified: true },
    ageHours: newest && now.since(newest.at).total('hours'),
    kept: kept.length,
    broken,
  }
}

/** Those older than so many days go, when a younger one is there. What goes is renamed first: no half of it stays. */
export function removeOld(backups: string, days: number): readonly string[] {
  const [newest, ...others] = listBackups(backups).kept
  if (!newest) return []
  const oldest = newest.at.subtract({ hours: 24 * days })
  return others
    .filter(({ at }) => Temporal.Instant.compare(at, oldest) < 0)
    .map(({ folder, at }) => {
      const going = join(backups, `.going-${nameOf(at)}`)
      renameSync(folder, going)
      rmSync(going, { recursive: true })
      return folder
    })
}

function findKept(folder: string): Kept | undefined {
  try {
    const sealed = readFileSync(join(folder, listName))
    const list = openList(sealed)
    const isWhole = list.files.every(({ path, bytes }) => statSync(join(folder, path)).size === bytes)
    const bytes = list.files.reduce((sum, file) => sum + file.bytes, sealed.length)
    return isWhole ? { folder, at: Temporal.Instant.from(list.at), bytes, list } : undefined
  } catch {
    return undefined
  }
}
