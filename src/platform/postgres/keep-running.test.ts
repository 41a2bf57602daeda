/** Postgres ends by itself while Lyster runs: it comes back on the same socket, or is given up with one sentence. */
import { execFileSync, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { openPool } from '../db.ts'
import { keepPostgresRunning } from './keep-running.ts'
import {
  aDataFolder,
  isRoot,
  postmasterOf,
  processesOn,
  query,
  removeDataFolders,
  superuserOf,
  until,
} from './postgres.makers.ts'
import type { RunningPostgres } from './supervisor.ts'

const running: RunningPostgres[] = []
const undo: (() => void)[] = []
const said: string[] = []

async function kept(data: string): Promise<RunningPostgres> {
  const postgres = await keepPostgresRunning({ data, log: (line) => said.push(line) })
  running.push(postgres)
  return postgres
}

const back = () => said.filter((line) => line.startsWith('Starting Postgres')).length

afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()))
  for (const one of undo.splice(0).toReversed()) one()
  said.length = 0
})
afterAll(removeDataFolders)

const data = aDataFolder()

async function answers(ask: () => Promise<unknown>, seconds: number): Promise<number> {
  const began = Date.now()
  for (;;) {
    const is = await ask().then(
      () => true,
      () => false,
    )
    if (is) return Date.now() - began
    if (Date.now() - began > seconds * 1000) throw new Error(`No answer within ${seconds} s.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const noticed = /Postgres ended by SIGKILL|could not be started again yet/

test('after kill -9 it is back within ten seconds, twice, and a pool that was open goes on by itself', async () => {
  const postgres = await kept(data)
  const pool = openPool(postgres.app, () => undefined)
  await pool.query('select 1')
  for (const round of [1, 2]) {
    process.kill(postmasterOf(data), 'SIGKILL')
    // It answers a moment before its start is over; killed in that moment, it is said in other words.
    await until(() => said.filter((line) => noticed.test(line)).length >= round)
    expect(await answers(() => pool.query('select 1'), 10)).toBeLessThan(10_000)
    expect(back()).toBeGreaterThanOrEqual(1 + round)
  }
  await pool.end()
})

test('connections that were busy when it died break alone: their work fails, and Node lives', async () => {
  const postgres = await kept(data)
  const told: string[] = []
  const pool = openPool(postgres.app, (error) => told.push(error.message))
  const busy = await Promise.all([pool.connect(), pool.connect(), pool.connect()])
  const works = busy.map((client) => client.query('begin').then(() => client.query('select pg_sleep(30)')))
  await new Promise((resolve) => setTimeout(resolve, 200))
  process.kill(postmasterOf(data), 'SIGKILL')
  const ends = await Promise.allSettled(works)
  for (const client of busy) await client.query('select 1').catch(() => undefined)
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(told.length).toBeGreaterThanOrEqual(3)
  for (const client of busy) client.release(true)
  await answers(() => pool.query('select 1'), 10)
  await pool.end()
})

test('asked to stop while it is being started again, it stops and leaves nothing', async () => {
  const postgres = await kept(data)
  process.kill(postmasterOf(data), 'SIGKILL')
  await until(() => said.some((line) => line.includes('is started again')))
  await postgres.stop()
  expect(processesOn(data)).toEqual([])
})

describe.skipIf(!isRoot)('the disk (as root only)', () => {
  test('a full disk is waited out: with room again it runs', async () => {
    const disk = dirname(aDataFolder())
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=0755', 'tmpfs', disk])
    undo.push(() => execFileSync('umount', ['-l', disk]))
    const folder = join(disk, 'data')
    const postgres = await kept(folder)
    const ballast = join(disk, 'ballast')
    execFileSync('sh', ['-c', 'dd if=/dev/zero of="$1" bs=1k 2>/dev/null || true', 'sh', ballast])
    process.kill(postmasterOf(folder), 'SIGKILL')
    await until(() => said.some((line) => line.includes('The disk is full')), 15)
    execFileSync('rm', [ballast])
    expect(await answers(() => query(postgres.app, 'select 1'), 10)).toBeLessThan(10_000)
  })

  test('after an error of the disk it is not started again, and one sentence says so', async () => {
    const postgres = await kept(data)
    const [writer] = await query<{ pid: number }>(
      superuserOf(data, postgres.app),
      "select pid from pg_stat_activity where backend_type = 'walwriter'",
    )
    const faults = '-e trace=fdatasync -e inject=fdatasync:error=EIO'.split(' ')
    const tracer = spawn('strace', ['-f', '-p', String(writer?.pid), ...faults])
    undo.push(() => tracer.kill('SIGKILL'))
    const traced: string[] = []
    tracer.stderr.on('data', (words: Buffer) => traced.push(words.toString()))
    await until(() => traced.join('').includes('attached'))
    // An asynchronous commit leaves the flush to the traced process.
    await query(
      superuserOf(data, postgres.app),
      'set synchronous_commit = off',
      'create table if not exists w (i int)',
      'insert into w select generate_series(1, 10000)',
    )
    const sentence = await postgres.gone
    expect(sentence).toMatch(/^The disk has failed under the database, so it is not started again: see to/)
    expect(sentence).toContain('Input/output error')
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(back()).toBe(1)
    expect(processesOn(data)).toEqual([])
  })
})
