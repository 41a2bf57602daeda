/** How Lyster starts, and what it refuses to start with. */
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freshFolder, startLyster } from './lyster.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folders: string[] = []
const aFolder = () => {
  const folder = freshFolder()
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** What it says when it does not start. */
function refusal(env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const settings = { ...process.env, LYSTER_LOG: 'error', PORT: '0', LYSTER_DATA: aFolder(), ...env }
  return new Promise((resolve) => {
    execFile(
      `${root}node_modules/.bin/node`,
      ['src/main.ts'],
      { cwd: root, env: settings, timeout: 20_000 },
      (error, out, err) => resolve({ code: error?.code, said: out + err }),
    )
  })
}

test('LYSTER_RATE=off is refused where others can reach it', async () => {
  const { code, said } = await refusal({ LYSTER_RATE: 'off', LYSTER_HOST: '0.0.0.0' })
  expect(code).toBe(1)
  expect(said).toContain('LYSTER_RATE=off is refused unless LYSTER_HOST is a loopback address')
  expect(said).not.toContain('    at ')
})

describe('a Postgres outside', () => {
  const database = `outside_${randomUUID().replaceAll('-', '')}`
  const address = (role: 'owner' | 'app') => {
    const { host, port, user, password } = inject('cluster')[role]
    return `postgres://${user}:${encodeURIComponent(password)}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
  }
  beforeAll(() => asSuperuser(`create database ${database} owner lyster_owner`))
  afterAll(() => asSuperuser(`drop database if exists ${database} with (force)`))

  test('is migrated by its owner and served by the plain role', async () => {
    const env = { DATABASE_URL: address('app'), DATABASE_OWNER_URL: address('owner') }
    const lyster = await startLyster({ data: aFolder(), env })
    const services = await (await fetch(`${lyster.url}/api/v1/services`)).json()
    expect(services).toMatchObject({
      services: [{ visits: expect.any(Number) }, { visits: expect.any(Number) }],
    })
    expect((await fetch(`${lyster.url}/readyz`)).status).toBe(200)
    await lyster.stop()
    expect(lyster.child.exitCode).toBe(0)
  })

  test('is refused when the application would be its owner', async () => {
    const { code, said } = await refusal({
      DATABASE_URL: address('owner'),
      DATABASE_OWNER_URL: address('owner'),
    })
    expect(code).toBe(1)
    expect(said).toContain(
      'The application role lyster_owner may bypass row-level security, so Lyster does not start',
    )
  })

  test('is refused when it could lose bookings', async () => {
    await asSuperuser(`alter database ${database} set synchronous_commit = off`)
    const { code, said } = await refusal({
      DATABASE_URL: address('app'),
      DATABASE_OWNER_URL: address('owner'),
    })
    await asSuperuser(`alter database ${database} reset synchronous_commit`)
    expect(code).toBe(1)
    expect(said).toContain('could lose bookings')
  })

  test('that is not there is named without its password', async () => {
    const away = 'postgres://lyster:geheim-ord@127.0.0.1:9/lyster'
    const { code, said } = await refusal({ DATABASE_URL: away, DATABASE_OWNER_URL: away })
    expect([code, said.includes('geheim-ord')]).toEqual([1, false])
    expect(said).toContain('Lyster cannot start')
  })
})

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client(inject('cluster').superuser)
  await client.connect()
  await client.query(statement)
  await client.end()
}
