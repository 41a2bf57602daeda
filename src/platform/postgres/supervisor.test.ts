import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync } from 'node:fs'
import { rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  aDataFolder,
  cluster,
  isRoot,
  nobody,
  postmasterOf,
  processesOn,
  query,
  removeDataFolders,
  superuserOf,
} from './postgres.makers.ts'
import { type RunningPostgres, type StartPostgres, startPostgres } from './supervisor.ts'

const running: RunningPostgres[] = []
const said: string[] = []

async function started(data: string, more: Partial<StartPostgres> = {}): Promise<RunningPostgres> {
  const postgres = await startPostgres({ data, log: (line) => said.push(line), ...more })
  running.push(postgres)
  return postgres
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()))
  said.length = 0
})
afterAll(removeDataFolders)

/** Most tests only need a folder with a database in it. Making and removing one takes seconds on some disks. */
const data = aDataFolder()

describe('a first and a second start', () => {
  test('the first makes a database, stop leaves no process, and the second finds what was written', async () => {
    const first = await started(data)
    expect(first.version).toMatch(/^18\./)
    await query(first.owner, 'create table kept (word text)', "insert into kept values ('needle')")
    expect(processesOn(data).length).toBeGreaterThan(1)
    await first.stop()
    expect(processesOn(data)).toEqual([])
    expect(existsSync(join(data, 'postgres.lock'))).toBe(false)

    const second = await started(data)
    expect(await query(second.owner, 'select word from kept')).toEqual([{ word: 'needle' }])
    expect(said).toEqual([
      `Making a new database in ${cluster(data)} …`,
      `Starting Postgres ${first.version} …`,
      `Starting Postgres ${first.version} …`,
    ])
  })

  test('it is durable, sorts the same on every machine, and answers on no network port', async () => {
    const { app } = await started(data)
    const [settings] = await query<Record<string, string>>(
      app,
      `select ${[
        'fsync',
        'full_page_writes',
        'synchronous_commit',
        'data_checksums',
        'listen_addresses',
        'TimeZone',
        'restart_after_crash',
      ]
        .map((name) => `current_setting('${name}') as ${name}`)
        .join(
          ', ',
        )}, datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding, upper('åäö') as upper
       from pg_database where datname = current_database()`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      timezone: 'UTC',
      restart_after_crash: 'off',
      datlocprovider: 'b',
      datlocale: 'C.UTF-8',
      encoding: 'UTF8',
      upper: 'ÅÄÖ',
    })
    expect(tcpListenersOf(processesOn(data))).toEqual([])
    const listening = createServer().listen(0, '127.0.0.1')
    await once(listening, 'listening')
    expect(tcpListenersOf([process.pid])).not.toEqual([])
    listening.close()
  })

  test('the application role may log in and work for a while, and nothing more', async () => {
    const { app, owner } = await started(data)
    const [role] = await query(
      app,
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolconfig,
         (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships,
         (select count(*)::int from pg_shdepend where refobjid = pg_roles.oid and deptype = 'o') as owned
       from pg_roles where rolname = current_user`,
    )
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolconfig: [
        'statement_timeout=10s',
        'lock_timeout=5s',
        'idle_in_transaction_session_timeout=15s',
        'transaction_timeout=20s',
      ],
      memberships: 0,
      owned: 0,
    })
    await expect(query(app, 'create table mine (id int)')).rejects.toThrow('permission denied')
    await expect(query(app, 'set role lyster_owner')).rejects.toThrow('permission denied')
    await query(owner, 'create extension if not exists btree_gist', 'create role clerk', 'drop role clerk')
  })

  test('a wrong password is turned away on the socket', async () => {
    const { app } = await started(data)
    await expect(query({ ...app, password: 'guess' })).rejects.toThrow('password authentication failed')
  })

  test('rights that somebody gave the application role are gone after the next start', async () => {
    const first = await started(data)
    await query(superuserOf(data, first.app), 'alter role lyster_app_login bypassrls createdb')
    await first.stop()
    const { app } = await started(data)
    expect(
      await query(
        app,
        'select rolbypassrls or rolcreatedb as more from pg_roles where rolname = current_user',
      ),
    ).toEqual([{ more: false }])
  })

  test('passwords are readable by nobody else', () => {
    const names = readdirSync(join(data, 'secret'))
    expect(names.sort()).toEqual(['postgres-app', 'postgres-backup', 'postgres-owner', 'postgres-superuser'])
    for (const name of names) expect(statSync(join(data, 'secret', name)).mode & 0o777).toBe(0o600)
    expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o700)
    expect(statSync(join(data, 'socket')).mode & 0o777).toBe(0o700)
    expect(statSync(cluster(data)).mode & 0o777).toBe(0o700)
  })
})

describe('whose process it is', () => {
  test('it never runs as root, and takes no capability where it can reach its folder', async () => {
    await started(data)
    expect(statusOf(data)).toEqual({ uid: nobody ?? process.getuid?.(), capabilities: 0n })
  })

  test('behind a folder that only root may enter it gets the right to read, and still is not root', async () => {
    const data = aDataFolder({ closed: true })
    const { app } = await started(data)
    expect(await query(app, 'select 1 as one')).toEqual([{ one: 1 }])
    // 4 is CAP_DAC_READ_SEARCH alone.
    expect(statusOf(data)).toEqual({ uid: nobody ?? process.getuid?.(), capabilities: isRoot ? 4n : 0n })
  })

  test('a long path or one with odd signs still gets a socket', async () => {
    const long = await started(aDataFolder({ name: `data, "${'å'.repeat(60)}"` }))
    expect(Buffer.byteLength(long.app.host)).toBeLessThanOrEqual(90)
    expect(await query(long.app, 'select 1 as one')).toEqual([{ one: 1 }])
    await long.stop()
    expect(existsSync(long.app.host)).toBe(false)
    const odd = await started(aDataFolder({ name: `my "data", Åsa's` }))
    expect(await query(odd.app, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})

describe('what is refused', () => {
  test('a second start on the same folder, in words, and the first goes on', async () => {
    const { app } = await started(data)
    await expect(started(data)).rejects.toThrow(
      `Lyster already runs on the folder ${data} (process ${process.pid}): stop it first, or give this one another LYSTER_DATA.`,
    )
    expect(await query(app, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('fsync off, and no process stays', async () => {
    await expect(started(data, { settings: { fsync: 'off', full_page_writes: 'off' } })).rejects.toThrow(
      'This Postgres could lose bookings, so Lyster does not start: fsync is off, full_page_writes is off.',
    )
    expect(processesOn(data)).toEqual([])
    await started(data)
  })

  test('a folder with something else in it, another major version, and a database without its password', async () => {
    const data = aDataFolder()
    mkdirSync(cluster(data), { recursive: true })
    writeFileSync(join(cluster(data), 'PG_VERSION'), '17\n')
    await expect(started(data)).rejects.toThrow('was made by Postgres 17, and this is Postgres 18.')
    renameSync(join(cluster(data), 'PG_VERSION'), join(cluster(data), 'letter'))
    await expect(started(data)).rejects.toThrow('holds no database, but it is not empty')
    rmSync(join(cluster(data), 'letter'))
    const postgres = await started(data)
    await postgres.stop()
    rmSync(join(data, 'secret', 'postgres-superuser'))
    await expect(started(data)).rejects.toThrow('The password of the database is missing')
  })

  test('a database that asks for commits that may be lost; but ALTER SYSTEM changes nothing', async () => {
    const first = await started(data)
    await query(
      superuserOf(data, first.app),
      'alter system set fsync = off',
      'alter system set synchronous_commit = off',
    )
    await first.stop()
    const second = await started(data)
    expect(await query(second.app, 'show fsync')).toEqual([{ fsync: 'on' }])
    await query(second.owner, 'alter database lyster set synchronous_commit = off')
    await second.stop()
    await expect(started(data)).rejects.toThrow(
      'synchronous_commit=off for every role in the database lyster.',
    )
    expect(processesOn(data)).toEqual([])
  })
})

type Status = { uid: number; capabilities: bigint }

function statusOf(data: string): Status {
  const text = readFileSync(`/proc/${postmasterOf(data)}/status`, 'utf8')
  return {
    uid: Number(/^Uid:\t(\d+)/m.exec(text)?.[1]),
    capabilities: BigInt(`0x${/^CapEff:\t(\w+)/m.exec(text)?.[1]}`),
  }
}

/** Their sockets among those that the kernel lists as listening (state 0A). */
function tcpListenersOf(pids: readonly number[]): string[] {
  const own = new Set(
    pids.flatMap((pid) => readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`))),
  )
  const lines = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').split('\n'))
  return lines.filter((line) => {
    const fields = line.trim().split(/\s+/)
    return fields[3] === '0A' && own.has(`socket:[${fields[9]}]`)
  })
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
