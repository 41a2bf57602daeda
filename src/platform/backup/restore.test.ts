import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cluster, nobody, query, removeDataFolders, until } from '../postgres/postgres.makers.ts'
import { startPostgres } from '../postgres/supervisor.ts'
import {
  aBackup,
  aStartedDatabase,
  flip,
  namesIn,
  quiet,
  type RunningPostgres,
  spoil,
} from './backup.makers.ts'
import type { Kept } from './kept.ts'
import { restore } from './restore.ts'
import { tryOut } from './try-out.ts'

let place: { data: string; postgres: RunningPostgres; backups: string }
let backup: Kept

beforeAll(async () => {
  place = await aStartedDatabase()
  backup = await aBackup(place, '2027-01-05T01:00:00Z')
})
afterAll(async () => {
  await place.postgres.stop()
  removeDataFolders()
})

const fresh = (name: string) => join(dirname(place.data), name)
const into = (name: string, from = backup.folder) => restore({ backup: from, into: fresh(name), log: quiet })

describe('a whole backup', () => {
  test('becomes a data folder that starts, with every row, secret and mode in its place', async () => {
    const { tables, list, files } = await into('whole')
    expect(tables).toEqual([{ table: 'public.kept', rows: 10_001 }])
    expect(files).toBe(list.cluster.files + list.files.length)
    for (const name of namesIn(join(place.data, 'secret'))) {
      const restored = join(fresh('whole'), 'secret', name)
      expect(readFileSync(restored)).toEqual(readFileSync(join(place.data, 'secret', name)))
      expect(statSync(restored).mode & 0o777).toBe(0o600)
    }
    expect(statSync(cluster(fresh('whole'))).mode & 0o777).toBe(0o700)
    for (const path of ['.', 'base', 'PG_VERSION', 'global/pg_control']) {
      expect(statSync(join(cluster(fresh('whole')), path)).uid).toBe(nobody ?? process.getuid?.())
    }
    const again = await startPostgres({ data: fresh('whole'), log: quiet })
    const asked = 'select md5(string_agg(kept::text, chr(10) order by id)) as hash from kept'
    expect(await query(again.owner, asked)).toEqual(await query(place.postgres.owner, asked))
    const [found] = await query<{ path: string }>(again.owner, "select pg_relation_filepath('kept') as path")
    await again.stop()
    // And what has rotten since is found by trying it.
    spoil(join(cluster(fresh('whole')), found?.path ?? ''), 2 * 8192 + 500)
    await expect(tryOut(fresh('whole'))).rejects.toThrow('cannot be used: invalid page in block 2')
  })

  test('goes into an empty folder, and into no other', async () => {
    mkdirSync(fresh('used'))
    mkdirSync(join(fresh('used'), 'photos'))
    await expect(into('used')).rejects.toThrow('is not empty, and a restore touches nothing that is there')
    expect(namesIn(fresh('used'))).toEqual(['photos'])
    await expect(restore({ backup: backup.folder, into: place.data, log: quiet })).rejects.toThrow(
      'not empty',
    )
    expect(await query(place.postgres.app, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('that is killed while it is restored starts no Lyster', async () => {
    const script = fileURLToPath(new URL('../../restore.ts', import.meta.url))
    const child = spawn(process.execPath, [script, backup.folder, '--into', fresh('half')], {
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const half = cluster(fresh('half'))
    await until(() => existsSync(join(half, 'base')))
    child.kill('SIGKILL')
    await ended
    expect(namesIn(half)).not.toContain('PG_VERSION')
    await expect(startPostgres({ data: fresh('half'), log: quiet })).rejects.toThrow(
      'holds no database, but it is not empty',
    )
  })
})

/** As it is found in the morning. */
async function refusal(name: string, from?: string): Promise<string> {
  const said = await into(name, from).then(
    () => 'restored',
    (error: Error) => error.message,
  )
  expect(existsSync(fresh(name))).toBe(false)
  return said
}

describe('one changed byte', () => {
  test('in any file is refused with the name of the file', async () => {
    const paths = [...backup.list.files.map((file) => file.path), 'backup.list']
    expect(paths).toEqual(expect.arrayContaining(['postgres.tar.gz', 'beside/secret/postgres-superuser']))
    for (const path of paths) {
      const file = join(backup.folder, path)
      const { size } = statSync(file)
      for (const at of [0, size - 1, randomInt(size), randomInt(size)]) {
        const back = flip(file, at)
        const said = await refusal('flipped')
        back()
        expect([path, at, said]).toEqual([
          path,
          at,
          expect.stringContaining(`The file ${path} of the backup`),
        ])
      }
    }
    expect(await refusal('flipped', `${backup.folder}-none`)).toContain('is no whole backup')
  })

  test('in the list of Postgres is found by its own checksum, in its tar by that list', async () => {
    const { readPostgresManifest } = await import('./postgres-manifest.ts')
    const { walkArchive } = await import('./archive.ts')
    const written = readFileSync(join(backup.folder, 'postgres.manifest'))
    const listed = readPostgresManifest(written)
    expect(listed.size).toBeGreaterThan(900)
    for (const at of [0, 40, randomInt(written.length), written.length - 3]) {
      const changed = Buffer.from(written)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => readPostgresManifest(changed)).toThrow()
    }
    const tar = join(backup.folder, 'postgres.tar.gz')
    const [[path = '', file] = []] = listed
    const other = new Map(listed).set(path, { bytes: file?.bytes ?? 0, sha256: '0'.repeat(64) })
    await expect(walkArchive(tar, other)).rejects.toThrow(`${path} in it is not as Postgres listed it`)
    const more = new Map(listed).set('base/1/none', { bytes: 0, sha256: '' })
    await expect(walkArchive(tar, more)).rejects.toThrow('base/1/none is not in it')
  })
})

describe('a backup that is not all there', () => {
  test('with any file missing or cut is refused by name', async () => {
    const copy = `${backup.folder}-copy`
    for (const path of [...backup.list.files.map((file) => file.path), 'backup.list']) {
      for (const harm of [(file: string) => rmSync(file), (file: string) => truncateSync(file, 10)]) {
        cpSync(backup.folder, copy, { recursive: true })
        harm(join(copy, path))
        const said = await refusal('cut', copy)
        rmSync(copy, { recursive: true })
        expect([path, said]).toEqual([path, expect.stringContaining(path)])
      }
    }
  })
})
