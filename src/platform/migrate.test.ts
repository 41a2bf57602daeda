import {
  appendFileSync,
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { migrate } from './migrate.ts'

const files = ['0001-clinic.sql', '0002-booking.sql', '0003-words.sql', '0004-guards.sql', '0005-auth.sql']

describe('a database that is up to date', () => {
  let at: TestDatabase
  beforeAll(async () => {
    at = await openTestDatabase()
  })
  afterAll(() => at.close())

  test('is left as it is, however often', async () => {
    const before = await at.raw('select * from migrations.done order by name')
    expect(before.map((row) => row['name'])).toEqual(expect.arrayContaining(files))
    expect([await migrate(at.owner, at.app.user), await migrate(at.owner, at.app.user)]).toEqual([[], []])
    expect(await at.raw('select * from migrations.done order by name')).toEqual(before)
  })

  test('is refused when a file that has run was changed since', async () => {
    await at.raw(`update migrations.done set hash = 'another' where name = '0002-booking.sql'`)
    await expect(migrate(at.owner, at.app.user)).rejects.toThrow(
      'migrations/0002-booking.sql has run here and was changed since; add a new file instead.',
    )
  })
})

describe('an empty database', () => {
  const made: string[] = []
  const folders: string[] = []
  afterEach(async () => {
    for (const database of made.splice(0)) await asSuperuser(`drop database ${database} with (force)`)
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  async function anEmptyDatabase() {
    const database = `test_${randomUUID().replaceAll('-', '')}`
    await asSuperuser(`create database ${database} owner lyster_owner`)
    made.push(database)
    const { owner, app } = inject('cluster')
    return { owner: { ...owner, database }, app: { ...app, database } }
  }

  test('gets every file once and in order, though three begin at the same moment', async () => {
    const { owner, app } = await anEmptyDatabase()
    const ran = await Promise.all([1, 2, 3].map(() => migrate(owner, app.user)))
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1)
    expect(ran.flat().slice(0, files.length)).toEqual(files)
    const client = new pg.Client(owner)
    await client.connect()
    const { rows } = await client.query('select name from migrations.done order by at, name')
    await client.end()
    expect(rows.map((row) => row.name)).toEqual(ran.flat())
  })

  test('keeps nothing of a file that breaks half-way, and says which it was', async () => {
    const { owner, app } = await anEmptyDatabase()
    const copy = aCopyOfThisTree()
    writeFileSync(join(copy, 'migrations', '9999-broken.sql'), 'create table half (); select broken;')
    const error = await runIn(copy, owner, app.user)
    expect(error).toContain('migrations/9999-broken.sql could not be run')
    const client = new pg.Client(owner)
    await client.connect()
    const half = await client.query(`select to_regclass('half') as half, to_regclass('clinic') as clinic`)
    await client.end()
    expect(half.rows).toEqual([{ half: null, clinic: 'clinic' }])
  })

  test('and after it a changed file is refused, by its content and not by its date', async () => {
    const { owner, app } = await anEmptyDatabase()
    const copy = aCopyOfThisTree()
    await migrate(owner, app.user)
    const file = join(copy, 'migrations', '0001-clinic.sql')
    writeFileSync(file, readFileSync(file))
    expect(await runIn(copy, owner, app.user)).toBe('done')
    appendFileSync(file, '\n-- and one thing more\n')
    expect(await runIn(copy, owner, app.user)).toContain('0001-clinic.sql has run here and was changed since')
  })

  /** The migrator finds its files beside itself, so another set of files is another tree. */
  function aCopyOfThisTree(): string {
    const root = fileURLToPath(new URL('../..', import.meta.url))
    const folder = mkdtempSync(join(tmpdir(), 'lyster-migrations-'))
    folders.push(folder)
    cpSync(join(root, 'migrations'), join(folder, 'migrations'), { recursive: true })
    for (const file of globSync('src/platform/*.ts', { cwd: root, exclude: ['**/*.test.ts'] }))
      cpSync(join(root, file), join(folder, file))
    cpSync(join(root, 'package.json'), join(folder, 'package.json'))
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    return folder
  }

  async function runIn(copy: string, owner: pg.ClientConfig, role: string): Promise<string> {
    const url = new URL(`file://${copy}/src/platform/migrate.ts`).href
    const again: { migrate: typeof migrate } = await import(/* @vite-ignore */ url)
    return again.migrate(owner, role).then(
      () => 'done',
      (error: Error) => error.message,
    )
  }
})

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client(inject('cluster').superuser)
  await client.connect()
  await client.query(statement)
  await client.end()
}
