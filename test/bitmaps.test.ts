/** The command that holds the bitmaps against what is booked, as the person who runs Lyster gives it. */
import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillBitmaps } from '../src/booking/fill-bitmaps.job.ts'
import { openDb } from '../src/platform/db.ts'
import { migrate } from '../src/platform/migrate.ts'
import { startPostgres } from '../src/platform/postgres/supervisor.ts'
import { freshFolder } from './lyster.ts'
import { addSmallClinic, type SmallClinic } from './small-clinic.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const data = freshFolder()
let postgres: Awaited<ReturnType<typeof startPostgres>>
let clinics: readonly SmallClinic[]

beforeAll(async () => {
  postgres = await startPostgres({ data, log: () => undefined })
  await migrate(postgres.owner, postgres.app.user)
  clinics = [await addSmallClinic(postgres), await addSmallClinic(postgres)]
  const db = openDb(postgres.app, () => undefined)
  for (const { id } of clinics) await db.inClinic(id, (trx) => fillBitmaps(trx, Temporal.Now.instant()))
  await db.close()
})
afterAll(async () => {
  await postgres.stop()
  rmSync(data, { recursive: true, force: true })
})

function bitmaps(what: string): Promise<{ readonly code: number; readonly said: string }> {
  const env = { ...process.env, LYSTER_DATA: data }
  const node = join(root, 'node_modules', '.bin', 'node')
  return new Promise((resolve) => {
    execFile(node, ['src/lyster.ts', 'bitmaps', what], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    )
  })
}

async function plant(room: string | undefined): Promise<void> {
  const client = new pg.Client(postgres.owner)
  await client.connect()
  await client.query(
    `update busy_bitmap set bits = set_bit(bits, 100, 1) where resource_id = $1
       and period = (select min(period) from busy_bitmap where resource_id = $1)`,
    [room],
  )
  await client.end()
}

test('beside a running database: a wrong bit is named, the rebuild mends it, every clinic is looked at', async () => {
  const clean = await bitmaps('check')
  expect(clean).toMatchObject({ code: 0 })
  expect(clean.said.match(/all as booked/g)).toHaveLength(2)
  await plant(clinics[1]?.rooms[0])
  const wrong = await bitmaps('check')
  expect(wrong.code).toBe(1)
  expect(wrong.said).toContain('1 wrong')
  expect(wrong.said).toContain(`Rum 1 (${clinics[1]?.rooms[0]})`)
  expect(wrong.said).toContain('the bitmap says booked; 5 minutes differ')
  expect((await bitmaps('rebuild')).code).toBe(0)
  expect((await bitmaps('check')).code).toBe(0)
})

test('where none runs, it starts the database for as long as it takes', async () => {
  await postgres.stop()
  expect(await bitmaps('check')).toMatchObject({ code: 0 })
})
