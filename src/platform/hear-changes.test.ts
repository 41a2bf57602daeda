import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { addSmallClinic } from '../../test/small-clinic.ts'
import { noteChange } from './changes.ts'
import { openDb, openPool } from './db.ts'
import { type Changes, hearChanges } from './hear-changes.ts'
import { keepPostgresRunning } from './postgres/keep-running.ts'
import { aDataFolder, postmasterOf, query, removeDataFolders, until } from './postgres/postgres.makers.ts'

let at: TestClinic
let other: string
let changes: Changes
beforeAll(async () => {
  at = await openTestClinic()
  other = (await addSmallClinic(at)).id
  changes = hearChanges(at.app, () => undefined)
  const mine = subscriber(at.clinic.id)
  for (; mine.told.changed === 0; await pause(150))
    await at.db.inClinic(at.clinic.id, async (trx) => noteChange(trx))
  mine.leave()
  await pause(150)
})
afterAll(async () => {
  await changes.close()
  await at.close()
  removeDataFolders()
})

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Counts what a subscriber of this clinic is told. */
function subscriber(clinic: string, to: Changes = changes) {
  const told = { changed: 0, ended: 0 }
  const leave = to.subscribe(clinic, { changed: () => told.changed++, ended: () => told.ended++ })
  return { told, leave }
}

describe('a change in a clinic', () => {
  test('is told once to those who look at that clinic, however often it was noted, and to no other', async () => {
    const mine = subscriber(at.clinic.id)
    const theirs = subscriber(other)
    await Promise.all(
      Array.from({ length: 10 }, () =>
        at.db.inClinic(at.clinic.id, async (trx) => {
          noteChange(trx)
          noteChange(trx)
        }),
      ),
    )
    await until(() => mine.told.changed > 0)
    await pause(250)
    expect(mine.told.changed).toBeLessThanOrEqual(2)
    expect(theirs.told.changed).toBe(0)
    mine.leave()
    theirs.leave()
  })

  test('is told to another process as well: another pool, another listener', async () => {
    const elsewhere = openDb(at.app, () => undefined)
    const mine = subscriber(at.clinic.id)
    await elsewhere.inClinic(at.clinic.id, async (trx) => noteChange(trx))
    await until(() => mine.told.changed > 0)
    mine.leave()
    await elsewhere.close()
  })

  test('is not told when it was refused or broke, and not when nothing was noted', async () => {
    const mine = subscriber(at.clinic.id)
    await at.db.inClinic(at.clinic.id, async (trx) => {
      noteChange(trx)
      return { refused: 'time-taken' } as const
    })
    const broken = at.db.inClinic(at.clinic.id, async (trx) => {
      noteChange(trx)
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    await at.db.inClinic(at.clinic.id, async () => 1)
    await pause(300)
    expect(mine.told.changed).toBe(0)
    mine.leave()
  })

  test('is not told to somebody who has left', async () => {
    const mine = subscriber(at.clinic.id)
    const left = subscriber(at.clinic.id)
    left.leave()
    await at.db.inClinic(at.clinic.id, async (trx) => noteChange(trx))
    await until(() => mine.told.changed > 0)
    expect(left.told.changed).toBe(0)
    mine.leave()
  })
})

test('its connection broken, it listens again, tells everybody once, and hears on', async () => {
  const mine = subscriber(at.clinic.id)
  const killer = openPool({ ...at.app, max: 1 }, () => undefined)
  await killer.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like 'listen %'`,
  )
  await killer.end()
  await until(() => mine.told.changed === 1)
  await at.db.inClinic(at.clinic.id, async (trx) => noteChange(trx))
  await until(() => mine.told.changed === 2)
  mine.leave()
})

test('closed, it lets everybody go, and whoever comes later too', async () => {
  const short = hearChanges(at.app, () => undefined)
  const early = subscriber(at.clinic.id, short)
  await short.close()
  const late = subscriber(at.clinic.id, short)
  await pause(1)
  expect([early.told.ended, late.told.ended]).toEqual([1, 1])
})

test('closed while the database is away, it ends at once', async () => {
  const errors: string[] = []
  const nowhere = hearChanges({ host: '127.0.0.1', port: 1, user: 'x', database: 'x' }, (error) =>
    errors.push(error.message),
  )
  await until(() => errors.length > 1)
  await nowhere.close()
  const count = errors.length
  await pause(700)
  expect(errors.length).toBe(count)
})

test('Postgres killed and started again: Node lives, and the next change is heard', {
  timeout: 60_000,
}, async () => {
  const data = aDataFolder()
  const postgres = await keepPostgresRunning({ data, log: () => undefined })
  const heard = hearChanges(postgres.app, () => undefined)
  const mine = subscriber('somewhere', heard)
  const notify = () => query(postgres.app, `select pg_notify('lyster_changes', 'somewhere')`)
  for (; mine.told.changed === 0; await pause(50)) await notify()
  await pause(100)
  const before = mine.told.changed
  process.kill(postmasterOf(data), 'SIGKILL')
  await until(() => mine.told.changed > before, 20)
  const back = mine.told.changed
  await notify()
  await until(() => mine.told.changed > back)
  await heard.close()
  await postgres.stop()
})
