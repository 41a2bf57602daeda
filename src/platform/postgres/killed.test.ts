/** Node or Postgres dies without a word: what stays, and whether the next start is well. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import {
  aDataFolder,
  anotherNode,
  cluster,
  isRoot,
  nobody,
  type OtherNode,
  postmasterOf,
  processesOn,
  query,
  removeDataFolders,
  superuserOf,
  until,
} from './postgres.makers.ts'
import type { PostgresAddress } from './roles.ts'
import { type RunningPostgres, startPostgres } from './supervisor.ts'

/** Most tests only need a folder with a database in it. Making and removing one takes seconds on some disks. */
const open = aDataFolder()
const running: RunningPostgres[] = []
const others: ChildProcess[] = []
const said: string[] = []

async function started(data: string): Promise<RunningPostgres> {
  const postgres = await startPostgres({ data, log: (line) => said.push(line) })
  running.push(postgres)
  return postgres
}

function otherNode(data: string, before: readonly string[] = []): OtherNode {
  const node = anotherNode(data, before)
  others.push(node.child)
  return node
}

afterEach(async () => {
  for (const child of others.splice(0)) child.kill('SIGKILL')
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()))
  said.length = 0
})
afterAll(removeDataFolders)

function ownerOf(data: string): PostgresAddress {
  const password = readFileSync(join(data, 'secret', 'postgres-owner'), 'utf8').trim()
  return { host: join(data, 'socket'), port: 5432, database: 'lyster', user: 'lyster_owner', password }
}

for (const closed of [false, true]) {
  const where = closed ? 'behind a closed folder' : 'in an open folder'
  test(`after kill -9 of Node no Postgres stays, and the committed row is there (${where})`, async () => {
    const data = closed ? aDataFolder({ closed }) : open
    const node = otherNode(data)
    await until(() => node.said().includes('it runs'))
    await query(
      ownerOf(data),
      'create table if not exists kept (word text)',
      "insert into kept values ('needle')",
    )
    expect(processesOn(data).length).toBeGreaterThan(1)
    node.child.kill('SIGKILL')
    await until(() => processesOn(data).length === 0)

    const { owner } = await started(data)
    expect(await query(owner, 'select distinct word from kept')).toEqual([{ word: 'needle' }])
  })
}

test('a start right after kill -9 waits for the old Postgres instead of failing', async () => {
  const node = otherNode(open)
  await until(() => node.said().includes('it runs'))
  const postmaster = postmasterOf(open)
  // Held still, it cannot stop: as if it had much to write.
  process.kill(postmaster, 'SIGSTOP')
  node.child.kill('SIGKILL')
  await node.ended
  setTimeout(() => process.kill(postmaster, 'SIGCONT'), 1_000)
  const { app } = await started(open)
  expect(said).toContain('Waiting for the Postgres of an earlier run to stop …')
  expect(await query(app, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(postmasterOf(open)).not.toBe(postmaster)
})

test('kill -9 while the database is being made leaves no half of one', async () => {
  const data = aDataFolder()
  const isMaking = () =>
    existsSync(join(data, 'pg')) && readdirSync(join(data, 'pg')).some((name) => name.includes('making'))
  const node = otherNode(data)
  await until(() => isMaking() && readdirSync(join(data, 'pg')).some((name) => /making-\w+$/.test(name)))
  node.child.kill('SIGKILL')
  await node.ended
  expect(existsSync(cluster(data))).toBe(false)
  const { app } = await started(data)
  expect(await query(app, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(isMaking()).toBe(false)
})

test('of two that start at once on an empty folder one runs and one is told so', async () => {
  const data = aDataFolder()
  const nodes = [otherNode(data), otherNode(data)]
  await until(() => nodes.every((node) => /it runs|refused/.test(node.said())))
  expect(nodes.filter((node) => node.said().includes('it runs'))).toHaveLength(1)
  expect(nodes.filter((node) => node.said().includes('Lyster already runs on the folder'))).toHaveLength(1)
})

test('a Postgres that is killed is told of, and the next start recovers', async () => {
  const first = await started(open)
  await query(
    first.owner,
    'create table if not exists kept (word text)',
    "insert into kept values ('needle')",
  )
  process.kill(postmasterOf(open), 'SIGKILL')
  expect(await first.gone).toBe('Postgres ended by SIGKILL.')
  const second = await started(open)
  expect(await query(second.owner, 'select distinct word from kept')).toEqual([{ word: 'needle' }])
})

test('when one of its processes crashes, Postgres ends and says so rather than mend itself in silence', async () => {
  const { app, gone } = await started(open)
  const [checkpointer] = await query<{ pid: number }>(
    superuserOf(open, app),
    "select pid from pg_stat_activity where backend_type = 'checkpointer'",
  )
  process.kill(Number(checkpointer?.pid), 'SIGSEGV')
  expect(await gone).toMatch(/^Postgres ended with code 1/)
  await started(open)
})

test('a Postgres that was asked to stop is not reported as gone', async () => {
  const postgres = await started(open)
  const told = postgres.gone.then(() => 'told')
  await Promise.all([postgres.stop(), postgres.stop()])
  expect(await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 200, 'silent'))])).toBe(
    'silent',
  )
})

test('a pid file that names a process of somebody else does not keep Postgres from starting', async () => {
  const first = await started(open)
  const pidFile = readFileSync(join(cluster(open), 'postmaster.pid'), 'utf8')
  await first.stop()
  // Of the same user as Postgres: for such a process Postgres itself would refuse for ever.
  const other = spawn('sleep', ['60'], nobody === undefined ? {} : { uid: nobody })
  others.push(other)
  writeFileSync(join(cluster(open), 'postmaster.pid'), pidFile.replace(/^\d+/, String(other.pid)))
  await started(open)
  expect(other.exitCode).toBe(null)
})

test('a Postgres that somebody started by hand is left alone, and named', async () => {
  const first = await started(open)
  const [program = ''] = readFileSync(`/proc/${postmasterOf(open)}/cmdline`, 'utf8').split('\0')
  await first.stop()
  const byHand = [
    '-D',
    cluster(open),
    '-c',
    'listen_addresses=',
    '-c',
    `unix_socket_directories=${join(open, 'socket')}`,
  ]
  others.push(spawn(program, byHand, nobody === undefined ? {} : { uid: nobody }))
  await until(() => processesOn(open).length > 3)
  await expect(started(open)).rejects.toThrow('A Postgres that Lyster did not start (process ')
  expect(processesOn(open).length).toBeGreaterThan(3)
  process.kill(postmasterOf(open), 'SIGINT')
  await until(() => processesOn(open).length === 0)
})

test('a lock that a killed process left is stale, also when its pid lives on in another process', async () => {
  for (const left of ['', '999999999\n\nx', `${process.ppid}\nanother birth\nx`]) {
    writeFileSync(join(open, 'postgres.lock'), left)
    const postgres = await started(open)
    await postgres.stop()
  }
})

test('started by an ordinary user it is that user, and ends with Node as well', async () => {
  const data = aDataFolder()
  mkdirSync(data, { mode: 0o777 })
  const asUser = isRoot ? ownUser(data) : []
  const node = otherNode(data, asUser)
  await until(() => /it runs|refused|rror/.test(node.said()))
  expect(node.said()).toContain('it runs')
  const uid = Number(/^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${postmasterOf(data)}/status`, 'utf8'))?.[1])
  expect(uid).toBe(nobody ?? process.getuid?.())
  node.child.kill('SIGKILL')
  await until(() => processesOn(data).length === 0)
  // Root may take over the folder: Postgres still runs as the user whose it is.
  await started(data)
})

/** Node as `nobody`, able to read this checkout even where it lies under root's home. */
function ownUser(data: string): string[] {
  chownSync(data, nobody ?? 0, nobody ?? 0)
  const reach = [
    '--securebits',
    '+no_setuid_fixup',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ]
  return ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...reach]
}
