/**
 * The start-up matrix, row by row: each situation ends in a running Postgres or in one clear sentence. The rows that
 * need a small file system of their own are skipped, and counted as skipped, where we are not root.
 */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { openKeys } from '../keys.ts'
import { findPackage } from './binaries.ts'
import {
  aDataFolder,
  anotherNode,
  cluster,
  isRoot,
  nobody,
  postmasterOf,
  processesOn,
  query,
  removeDataFolders,
  until,
} from './postgres.makers.ts'
import { isAlive } from './process-facts.ts'
import { type RunningPostgres, startPostgres } from './supervisor.ts'

const running: RunningPostgres[] = []
const undo: (() => void)[] = []
const said: string[] = []

async function started(data: string, programs?: string): Promise<RunningPostgres> {
  const postgres = await startPostgres({
    data,
    log: (line) => said.push(line),
    ...(programs !== undefined && { programs }),
  })
  running.push(postgres)
  return postgres
}

async function refusal(data: string): Promise<string> {
  const told = await started(data).then(
    () => 'it runs',
    (error: Error) => error.message,
  )
  expect(told).not.toContain('\n')
  return told
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()))
  for (const one of undo.splice(0).toReversed()) one()
  said.length = 0
})
afterAll(removeDataFolders)

/** A disk of that size, in memory, with a data folder on it. */
function aSmallDisk(megabytes: number): string {
  const disk = dirname(aDataFolder())
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', disk])
  undo.push(() => execFileSync('umount', ['-l', disk]))
  return join(disk, 'data')
}

/** Takes what is left of the disk; gives it back when called. */
function filled(disk: string): () => void {
  const ballast = join(disk, 'ballast')
  execFileSync('sh', ['-c', 'dd if=/dev/zero of="$1" bs=1k 2>/dev/null || true', 'sh', ballast])
  return () => rmSync(ballast)
}

/** A folder with a database in it, that the rows below share. */
const made = aDataFolder()

describe('what an earlier run left', () => {
  test('orphaned Postgres: it is stopped, and the new one runs', async () => {
    const node = anotherNode(made)
    await until(() => node.said().includes('it runs'), 30)
    const orphan = postmasterOf(made)
    process.kill(orphan, 'SIGSTOP')
    node.child.kill('SIGKILL')
    await node.ended
    setTimeout(() => process.kill(orphan, 'SIGCONT'), 300)
    const { app } = await started(made)
    expect(await query(app, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(isAlive(orphan)).toBe(false)
  })

  const leftPidFile = async (pid: number) => {
    const first = await started(made)
    const text = readFileSync(join(cluster(made), 'postmaster.pid'), 'utf8')
    await first.stop()
    writeFileSync(join(cluster(made), 'postmaster.pid'), text.replace(/^\d+/, String(pid)))
  }
  const asNobody = nobody === undefined ? {} : { uid: nobody }

  test('stale pid of a process that is not ours: Postgres runs, and the process is left alone', async () => {
    const other = spawn('sleep', ['60'], asNobody)
    undo.push(() => other.kill('SIGKILL'))
    await leftPidFile(Number(other.pid))
    await started(made)
    expect(other.exitCode).toBe(null)
  })

  test('zombie: a pid that nobody has cleared away yet does not keep Postgres from running', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60'], asNobody)
    undo.push(() => parent.kill('SIGKILL'))
    const zombie = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))),
    )
    await until(() => / Z /.test(readFileSync(`/proc/${zombie}/stat`, 'utf8')))
    await leftPidFile(zombie)
    await started(made)
    expect(readFileSync(`/proc/${zombie}/stat`, 'utf8')).toMatch(/ Z /)
  })

  test('double start: the second is told so in words, and the first goes on', async () => {
    const { app } = await started(made)
    expect(await refusal(made)).toBe(
      `Lyster already runs on the folder ${made} (process ${process.pid}): stop it first, or give this one another LYSTER_DATA.`,
    )
    expect(await query(app, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe.skipIf(!isRoot)('the disk (as root only: it needs file systems of its own)', () => {
  test('full disk at the first start: one sentence, and with room again it runs', async () => {
    const data = aSmallDisk(20)
    expect(await refusal(data)).toMatch(/^The disk is full: \d+ MB are left for .* Make room/)
    execFileSync('mount', ['-o', 'remount,size=300m', dirname(data)])
    await started(data)
  })

  test('full disk at a later start: one sentence, and with room again every row is there', async () => {
    const data = aSmallDisk(300)
    const first = await started(data)
    await query(first.owner, 'create table kept (word text)', "insert into kept values ('needle')")
    await first.stop()
    const release = filled(dirname(data))
    expect(await refusal(data)).toMatch(/^The disk is full: 0 MB are left for /)
    release()
    const { owner } = await started(data)
    expect(await query(owner, 'select word from kept')).toEqual([{ word: 'needle' }])
  })

  test('full disk while the key is made: no half key stays in the way', () => {
    const data = aSmallDisk(1)
    mkdirSync(data)
    const release = filled(dirname(data))
    expect(() => openKeys(data)).toThrow('ENOSPC')
    release()
    expect(openKeys(data).sign('hold', 'x')).toHaveLength(43)
  })

  test('read-only folder: one sentence that says which, and writable again it runs', async () => {
    const data = aSmallDisk(300)
    await (await started(data)).stop()
    const remount = (how: string) => execFileSync('mount', ['-o', `remount,${how}`, dirname(data)])
    remount('ro')
    expect(await refusal(data)).toBe(
      `The folder ${data} cannot be written to (the file system is read-only): let the user who starts Lyster write there, or set LYSTER_DATA to another folder.`,
    )
    remount('rw')
    await started(data)
  })
})

describe('the folder', () => {
  test('a folder that cannot be made is named', async () => {
    const data = aDataFolder()
    writeFileSync(data, 'a letter')
    expect(await refusal(join(data, 'within'))).toMatch(
      /^The data folder .* cannot be made \(ENOTDIR\): set LYSTER_DATA/,
    )
  })

  test('wrong major version: one sentence, and nothing is touched', async () => {
    const data = aDataFolder()
    mkdirSync(cluster(data), { recursive: true })
    writeFileSync(join(cluster(data), 'PG_VERSION'), '17\n')
    expect(await refusal(data)).toBe(
      `The database in ${cluster(data)} was made by Postgres 17, and this is Postgres 18.`,
    )
    expect(readFileSync(join(cluster(data), 'PG_VERSION'), 'utf8')).toBe('17\n')
  })

  test('moved folder: it runs at its new place, even when it was moved after a kill', async () => {
    const old = aDataFolder()
    cpSync(made, old, { recursive: true })
    if (isRoot) execFileSync('chown', ['-R', `${nobody}`, join(old, 'pg'), join(old, 'socket')])
    const first = await started(old)
    await query(
      first.owner,
      'create table if not exists kept (word text)',
      "insert into kept values ('moved')",
    )
    process.kill(postmasterOf(old), 'SIGKILL')
    await first.gone
    await until(() => processesOn(old).length === 0)
    const moved = `${old}-moved`
    renameSync(old, moved)
    const { owner, app } = await started(moved)
    expect(app.host.startsWith(moved)).toBe(true)
    expect(await query(owner, 'select word from kept')).toEqual([{ word: 'moved' }])
  })

  test('socket path too long: the socket lies elsewhere, and Postgres runs', async () => {
    const data = aDataFolder({ name: 'd'.repeat(100) })
    const { app } = await started(data)
    expect(Buffer.byteLength(join(app.host, '.s.PGSQL.5432'))).toBeLessThanOrEqual(107)
    expect(await query(app, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

test('scripts blocked at install: Postgres runs from a package whose library links were never made', async () => {
  const programs = join(dirname(aDataFolder()), 'programs')
  cpSync(findPackage(), programs, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  })
  const links: { target: string }[] = JSON.parse(
    readFileSync(join(programs, 'native', 'pg-symlinks.json'), 'utf8'),
  )
  for (const { target } of links) rmSync(join(programs, target), { force: true })
  const { app } = await started(made, programs)
  expect(await query(app, 'select 1 as one')).toEqual([{ one: 1 }])
})
