/**
 * The drill: a clinic with bookings is backed up, wiped and restored, and must be the same to the row. A backup that
 * nobody restored counts as none.
 */
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmCourse, holdCourse, offerCourses } from '../src/booking/index.ts'
import { backUp } from '../src/platform/backup/back-up.ts'
import { restore } from '../src/platform/backup/restore.ts'
import { type Db, openDb } from '../src/platform/db.ts'
import { type Keys, openKeys } from '../src/platform/keys.ts'
import { migrate } from '../src/platform/migrate.ts'
import type { PostgresAddress } from '../src/platform/postgres/roles.ts'
import { type RunningPostgres, startPostgres } from '../src/platform/postgres/supervisor.ts'
import { addSmallClinic, type SmallClinic } from './small-clinic.ts'

const root = mkdtempSync(join(tmpdir(), 'lyster-drill-'))
const data = join(root, 'data')
const backups = join(root, 'backups')
const now = Temporal.Instant.from('2027-01-04T07:00:00Z')
const quiet = () => undefined

let postgres: RunningPostgres
let db: Db
let keys: Keys
let clinic: SmallClinic

beforeAll(async () => {
  postgres = await startPostgres({ data, log: quiet })
  await migrate(postgres.owner, postgres.app.user)
  clinic = await addSmallClinic(postgres)
  db = openDb(postgres.app, quiet)
  keys = openKeys(data)
})
afterAll(async () => {
  await db.close()
  await postgres.stop()
  rmSync(root, { recursive: true })
})

test('backed up, wiped and restored, every table holds the same rows, and a client’s link still opens', async () => {
  for (const n of Array(12).keys()) await book(`Vera Exempel ${n}`)
  const before = await fingerprint(postgres.owner)
  const backup = await backUp({ data, backups, now: () => now })
  await db.close()
  await postgres.stop()
  rmSync(data, { recursive: true })

  const restored = await restore({ backup: backup.folder, into: data, log: quiet })
  postgres = await startPostgres({ data, log: quiet })
  db = openDb(postgres.app, quiet)
  const after = await fingerprint(postgres.owner)
  expect([...after.keys()]).toEqual([...before.keys()])
  expect(after).toEqual(before)
  expect(restored.tables.map(({ table, rows }) => [table, rows])).toEqual(
    [...before].map(([table, { rows }]) => [table, rows]),
  )
  expect(restored.tables.find(({ table }) => table === 'public.course')?.rows).toBe(12)
  expect(openKeys(data).sign('manage', 'a course')).toBe(keys.sign('manage', 'a course'))
  // It is no museum: the next booking goes in.
  expect(await book('Nora Exempel')).toBe(true)
  process.stdout.write(
    `restore drill: ${restored.files} files, ${backup.list.cluster.bytes} bytes packed to ${backup.bytes}, ${after.size} tables alike\n`,
  )
})

test('under load, every booking that was acknowledged before the backup began is in it, and each is whole', async () => {
  const acknowledged: { readonly name: string; readonly at: number }[] = []
  let isOver = false
  const client = async (who: number) => {
    for (let n = 0; !isOver; n++) {
      const name = `Load ${who}.${n}`
      if (await book(name)) acknowledged.push({ name, at: performance.now() })
    }
  }
  const clients = Promise.all([client(0), client(1), client(2)])
  const enough = async () => {
    while (acknowledged.length < 5) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await Promise.race([enough(), clients])
  const began = performance.now()
  const backup = await backUp({ data, backups, now: () => now.add({ seconds: 1 }) })
  const ended = performance.now()
  isOver = true
  await clients

  const into = join(root, 'other')
  await restore({ backup: backup.folder, into, log: quiet })
  const other = await startPostgres({ data: into, log: quiet })
  try {
    const rows = await ask<{ name: string; visits: string; told: string }>(
      other.owner,
      `select client.name, count(distinct visit_id) as visits,
         (select count(*) from message where message.client_id = client.client_id) as told
       from client join course using (clinic_id, client_id) join visit using (clinic_id, course_id)
       where client.name like 'Load %' group by client.client_id, client.name`,
    )
    const names = new Set(rows.map((row) => row.name))
    const due = acknowledged.filter(({ at }) => at < began)
    const during = acknowledged.filter(({ at }) => at >= began && at < ended)
    expect(due.length).toBeGreaterThanOrEqual(5)
    expect(during.length).toBeGreaterThan(0)
    process.stdout.write(
      `restore drill under load: ${due.length} bookings before, ${during.length} during, ${names.size} restored\n`,
    )
    expect(due.filter(({ name }) => !names.has(name))).toEqual([])
    expect(rows.filter(({ visits, told }) => visits !== '1' || told === '0')).toEqual([])
  } finally {
    await other.stop()
  }
})

test('a wiped folder beside its backups is not written into until they are moved away', async () => {
  const own = join(root, 'own')
  cpSync(backups, join(own, 'backups'), { recursive: true })
  const backup = join(own, 'backups', '2027-01-04T07-00-00Z')
  await expect(restore({ backup, into: own, log: quiet })).rejects.toThrow('is not empty')
  expect(existsSync(join(own, 'pg'))).toBe(false)
})

/** One analysis, the way a client's browser books it; false when somebody was quicker. */
async function book(name: string): Promise<boolean> {
  const booked = await db.inClinic(clinic.id, async (trx) => {
    const asked = { service: clinic.analysis, days: 120, limit: 40, wish: {}, now, keys }
    const offers = await offerCourses(trx, asked)
    if ('refused' in offers) return offers
    const course = offers.courses.at(Math.floor(Math.random() * offers.courses.length))
    const hold = await holdCourse(trx, { course: course?.id ?? '', keys, heldFor: name, now })
    if ('refused' in hold) return hold
    const client = { name, email: 'vera@klinik.example', phone: '+46701740605', contact: 'email' as const }
    const words = { key: name, requestHash: name, language: 'sv' as const }
    return confirmCourse(trx, { hold: hold.hold, keys, client, now, ...words })
  })
  return !('refused' in booked)
}

/** Of every table of every room, sign-in and the queue: how many rows, and SHA-256 of them sorted. */
async function fingerprint(owner: PostgresAddress) {
  const tables = await ask<{ table: string }>(
    owner,
    `select format('%I.%I', nspname, relname) as table
     from pg_class join pg_namespace on pg_namespace.oid = relnamespace
     where relkind = 'r' and nspname !~ '^(pg_|information_schema$)' order by 1`,
  )
  const prints = new Map<string, { rows: number; sha256: string }>()
  for (const { table } of tables) {
    const rows = await ask<{ row: string }>(owner, `select t::text as row from ${table} as t order by 1`)
    const hash = createHash('sha256')
    for (const { row } of rows) hash.update(`${row}\n`)
    prints.set(table, { rows: rows.length, sha256: hash.digest('hex') })
  }
  return prints
}

async function ask<Row extends pg.QueryResultRow>(owner: PostgresAddress, text: string): Promise<Row[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}
