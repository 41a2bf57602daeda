import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findRunningPostgres } from '../postgres/find-running.ts'
import { cluster, isRoot, query, removeDataFolders, superuserOf, until } from '../postgres/postgres.makers.ts'
import { startPostgres } from '../postgres/supervisor.ts'
import {
  aBackup,
  aClock,
  aStartedDatabase,
  namesIn,
  quiet,
  type RunningPostgres,
  spoil,
} from './backup.makers.ts'
import { streamBaseBackup } from './base-backup.ts'
import { listBackups, readBackupState } from './kept.ts'
import { restore } from './restore.ts'

let place: { data: string; postgres: RunningPostgres; backups: string }

beforeAll(async () => {
  place = await aStartedDatabase()
})
afterAll(async () => {
  await place.postgres.stop()
  removeDataFolders()
})

/** The command in a process of its own, as `npm run` starts it. */
function otherBackup(env: Record<string, string> = {}) {
  const script = fileURLToPath(new URL('../../backup.ts', import.meta.url))
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, LYSTER_DATA: place.data, LYSTER_BACKUPS: place.backups, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  return { child, ended: new Promise<string>((resolve) => child.once('close', () => resolve(said.join('')))) }
}

describe('the role for backups', () => {
  test('copies the cluster, and may read no table', async () => {
    const found = await findRunningPostgres(place.data)
    if (!found?.backup) throw new Error('there is no role for backups')
    expect(
      await query(
        found.backup,
        'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = current_user',
      ),
    ).toEqual([
      {
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: true,
      },
    ])
    await expect(query(found.backup, 'select from kept')).rejects.toThrow('permission denied')
    const sink = new Writable({ write: (_piece, _encoding, done) => done() })
    await expect(streamBaseBackup(place.postgres.app, sink)).rejects.toThrow(/permission|replication/)
  })

  test('a disk that fills up on the way ends the copy with its reason', async () => {
    const { backup } = (await findRunningPostgres(place.data)) ?? {}
    if (!backup) throw new Error('there is no role for backups')
    let left = 1_000_000
    const full = new Writable({
      write: (piece: Buffer, _encoding, done) => {
        left -= piece.length
        done(left < 0 ? new Error('ENOSPC: no space left on device') : null)
      },
    })
    await expect(streamBaseBackup(backup, full)).rejects.toThrow('ENOSPC: no space left on device')
  })
})

test('a slow disk may take its time: the WAL that the copy needs is kept for it', async () => {
  const { backup } = (await findRunningPostgres(place.data)) ?? {}
  if (!backup) throw new Error('there is no role for backups')
  let open: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (open = resolve))
  let taken = 0
  const slow = new Writable({
    write: (piece: Buffer, _encoding, done) => {
      taken += piece.length
      void gate.then(() => done())
    },
  })
  const copy = streamBaseBackup(backup, slow)
  await until(() => taken > 0)
  const superuser = superuserOf(place.data, place.postgres.app)
  for (const n of [1, 2, 3]) {
    await query(place.postgres.owner, `create table busy${n} as select 1 as one`, `drop table busy${n}`)
    await query(superuser, 'select pg_switch_wal()', 'checkpoint')
  }
  open()
  expect((await copy).endLsn).toMatch(/^0\/\w+$/)
  expect(await query(superuser, 'select from pg_replication_slots')).toEqual([])
})

describe('a backup', () => {
  test('is whole and for its keeper only, and the state tells its age', async () => {
    const { now, pass } = aClock('2027-01-05T01:00:00Z')
    expect(readBackupState(place.backups, now())).toEqual({
      newest: undefined,
      ageHours: undefined,
      kept: 0,
      broken: [],
    })
    const made = await aBackup(place, '2027-01-05T01:00:00Z')
    for (const file of made.list.files) expect(statSync(join(made.folder, file.path)).mode & 0o077).toBe(0)
    expect(statSync(made.folder).mode & 0o777).toBe(0o700)
    expect(made.list.cluster.files).toBeGreaterThan(900)
    expect(namesIn(place.backups)).toEqual(['2027-01-05T01-00-00Z'])
    pass({ hours: 30 })
    const state = readBackupState(place.backups, now())
    expect(state).toMatchObject({
      ageHours: 30,
      kept: 1,
      broken: [],
      newest: { bytes: made.bytes, verified: true },
    })
    expect(made.bytes).toBe(
      Number(execFileSync('sh', ['-c', `find ${made.folder} -type f -exec cat {} + | wc -c`])),
    )
  })

  test('holds what another part of Lyster keeps in the data folder, and not the backups in it', async () => {
    mkdirSync(join(place.data, 'photos'))
    writeFileSync(join(place.data, 'photos', 'one'), 'a photo')
    const backups = join(place.data, 'backups')
    const first = await aBackup({ data: place.data, backups }, '2027-01-01T00:00:00Z')
    const second = await aBackup({ data: place.data, backups }, '2027-01-01T00:00:01Z')
    const beside = second.list.files.map((file) => file.path).filter((path) => path.startsWith('beside/'))
    expect(beside).toContain('beside/photos/one')
    expect(beside).toHaveLength(5)
    expect(second.list.files.length).toBe(first.list.files.length)
    rmSync(backups, { recursive: true })
    rmSync(join(place.data, 'photos'), { recursive: true })
  })

  test('of a database with a rotten page is refused by Postgres, in words', async () => {
    const kept = listBackups(place.backups).kept.length
    const [found] = await query<{ path: string }>(
      place.postgres.owner,
      "select pg_relation_filepath('kept') as path",
    )
    await place.postgres.stop()
    const file = join(cluster(place.data), found?.path ?? '')
    const rotten = spoil(file, 3 * 8192 + 1000)
    place.postgres = await startPostgres({ data: place.data, log: quiet })
    await expect(aBackup(place, '2027-02-01T00:00:00Z')).rejects.toThrow(
      `The database is damaged on disk (block 3 of ${found?.path}), so no backup was made of it`,
    )
    expect(listBackups(place.backups).kept).toHaveLength(kept)
    expect(namesIn(place.backups)).toHaveLength(kept)
    await place.postgres.stop()
    rotten()
    place.postgres = await startPostgres({ data: place.data, log: quiet })
  })

  test('that is killed leaves nothing that restore would take, and the next clears it away', async () => {
    const before = listBackups(place.backups)
    const { child, ended } = otherBackup()
    const making = () => namesIn(place.backups).filter((name) => name.startsWith('.making-'))
    const packed = (name: string) => join(place.backups, name, 'postgres.tar.gz')
    await until(() => making().some((name) => existsSync(packed(name)) && statSync(packed(name)).size > 0))
    // Held still, it is one that is being made now: another leaves it alone.
    child.kill('SIGSTOP')
    await aBackup(place, '2027-01-05T02:00:00Z')
    expect(making()).toHaveLength(1)
    child.kill('SIGKILL')
    await ended
    expect(making()).toHaveLength(1)
    expect(listBackups(place.backups).kept).toHaveLength(before.kept.length + 1)
    const left = join(place.backups, making()[0] ?? '')
    await expect(restore({ backup: left, into: `${place.data}-left`, log: quiet })).rejects.toThrow(
      'no whole backup',
    )
    await aBackup(place, '2027-01-05T03:00:00Z')
    expect(making()).toEqual([])
    expect(await query(place.postgres.app, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test.skipIf(!isRoot)('is refused where the disk has too little room, at once or on the way', async () => {
    const small = `${place.data}-small`
    mkdirSync(small)
    const mount = (size: string) =>
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', small])
    try {
      mount('2m')
      await expect(aBackup({ data: place.data, backups: small }, '2027-01-05T01:00:00Z')).rejects.toThrow(
        /has too little room for a backup: \d MB are free, and \d+ MB could be needed\.$/,
      )
      execFileSync('umount', [small])
      mount('120m')
      const half = expect(
        aBackup({ data: place.data, backups: small }, '2027-01-05T01:00:00Z'),
      ).rejects.toThrow('ENOSPC')
      await until(() => namesIn(small).length > 0)
      expect(() => writeFileSync(join(small, 'film'), Buffer.alloc(130_000_000))).toThrow('ENOSPC')
      await half
      expect(namesIn(small)).toEqual(['film'])
    } finally {
      execFileSync('umount', [small])
    }
  })
})

describe('the command', () => {
  test('tells what it made', async () => {
    const said = await otherBackup().ended
    expect(said).toMatch(/^Backup: {3}\S+Z\nChecked: {2}\d+ files, read back from the disk/)
  })

  test('leaves a Postgres of the clinic to its own tools, and names a folder without a database', async () => {
    const outside = {
      DATABASE_URL: 'postgres://app@localhost/clinic',
      DATABASE_OWNER_URL: 'postgres://owner@localhost/clinic',
    }
    expect(await otherBackup(outside).ended).toMatch(
      /^No backup was made. DATABASE_URL names a Postgres of your own/,
    )
    expect(await otherBackup({ LYSTER_DATA: `${place.data}-none` }).ended).toMatch(/There is no database in/)
    expect(existsSync(`${place.data}-none`)).toBe(false)
  })
})
