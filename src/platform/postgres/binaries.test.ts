import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findPackage, prepareBinaries } from './binaries.ts'
import { aDataFolder, query, removeDataFolders } from './postgres.makers.ts'
import { startPostgres } from './supervisor.ts'

const folder = mkdtempSync(join(tmpdir(), 'lyster-package-'))
const programs = join(folder, 'programs')
// Its static libraries are half of it, and nothing that runs reads them.
cpSync(findPackage(), programs, {
  recursive: true,
  verbatimSymlinks: true,
  filter: (path) => !path.endsWith('.a'),
})

afterAll(() => {
  rmSync(folder, { recursive: true })
  removeDataFolders()
})

test('library links that a blocked install script did not make are made, and a broken one is mended', () => {
  const library = (name: string) => join(programs, 'native', 'lib', name)
  const links = ['libicuuc.so.60', 'libicui18n.so.60', 'libicudata.so.60', 'libpq.so.5'].map(library)
  for (const link of links) rmSync(link)
  symlinkSync('nowhere', library('libicuuc.so.60'))
  prepareBinaries(programs)
  for (const link of links) {
    expect(lstatSync(link).isSymbolicLink()).toBe(true)
    expect(existsSync(link)).toBe(true)
  }
})

test('Postgres starts from a checkout that only its owner may enter and run, with no link made', async () => {
  chmodSync(folder, 0o700)
  for (const name of ['postgres', 'initdb', 'pg_ctl']) chmodSync(join(programs, 'native', 'bin', name), 0o700)
  rmSync(join(programs, 'native', 'lib', 'libicuuc.so.60'))
  const postgres = await startPostgres({
    data: aDataFolder({ closed: true }),
    log: () => undefined,
    programs,
  })
  expect(await query(postgres.app, 'select 1 as one')).toEqual([{ one: 1 }])
  await postgres.stop()
})

test('a machine without a package is told what to do instead', () => {
  expect(() => findPackage('sunos-x64')).toThrow(
    'There is no embedded Postgres for this machine (sunos-x64): set DATABASE_URL and DATABASE_OWNER_URL to a Postgres 18 of your own.',
  )
  const [missing = ''] = ['darwin-arm64', 'win32-x64'].filter((name) => !name.startsWith(process.platform))
  expect(() => findPackage(missing)).toThrow('is not installed: run `npm ci`')
})
