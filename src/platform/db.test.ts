import { sql } from 'kysely'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { type ClinicTransaction, openDb } from './db.ts'

let at: TestClinic
beforeAll(async () => {
  at = await openTestClinic()
})
afterAll(() => at.close())

const rename = (trx: ClinicTransaction, name: string) =>
  trx.updateTable('clinic').set({ name }).where('clinic_id', '=', trx.clinic).execute()
const nameNow = async () => (await at.raw<{ name: string }>('select name from clinic'))[0]?.name

describe('work in a clinic', () => {
  test('is kept when it answers', async () => {
    await at.db.inClinic(at.clinic.id, (trx) => rename(trx, 'Nya namnet'))
    expect(await nameNow()).toBe('Nya namnet')
  })

  test('is undone when it returns a refusal, also after a write, and the refusal comes through as it is', async () => {
    const refusal = { refused: 'time-taken', visit: 2 } as const
    const answer = await at.db.inClinic(at.clinic.id, async (trx) => {
      await rename(trx, 'Halva')
      return refusal
    })
    expect(answer).toBe(refusal)
    expect(await nameNow()).toBe('Nya namnet')
  })

  test('is undone when it throws', async () => {
    const broken = at.db.inClinic(at.clinic.id, async (trx) => {
      await rename(trx, 'Trasig')
      throw new Error('broken')
    })
    await expect(broken).rejects.toThrow('broken')
    expect(await nameNow()).toBe('Nya namnet')
  })

  test('names its clinic for its own transaction only: afterwards the same connection sees nothing', async () => {
    const opened: pg.Client[] = []
    class Watched extends pg.Client {
      constructor(config?: pg.ClientConfig) {
        super(config)
        opened.push(this)
      }
    }
    const narrow = openDb({ ...at.app, max: 1, Client: Watched }, () => undefined)
    const look = `select current_setting('app.clinic', true) as named, (select count(*)::int from clinic) as clinics`
    const inside = await narrow.inClinic(at.clinic.id, (trx) => sql.raw(look).execute(trx))
    expect(inside.rows).toEqual([{ named: at.clinic.id, clinics: 1 }])
    const refused = narrow.inClinic(at.clinic.id, async () => ({ refused: 'time-taken' }) as const)
    const broken = narrow.inClinic(at.clinic.id, () => Promise.reject(new Error('broken')))
    await Promise.allSettled([refused, broken])
    const afterwards = await Promise.all(opened.map((client) => client.query(look)))
    expect(afterwards.map(({ rows }) => rows)).toEqual([[{ named: '', clinics: 0 }]])
    const other = '00000000-0000-7000-8000-000000000000'
    const elsewhere = await narrow.inClinic(other, (trx) => sql.raw(look).execute(trx))
    expect(elsewhere.rows).toEqual([{ named: other, clinics: 0 }])
    await narrow.close()
  })

  test.each(['', 'x', `${'0'.repeat(8)}'; drop table client; --`, '0197C0DE-0000-7000-8000-00000000000A'])(
    'a clinic that is not named by its id is a breakage: %j',
    async (clinic) => {
      await expect(at.db.inClinic(clinic, async () => 1)).rejects.toThrow('A clinic is named by its id')
    },
  )

  test('runs as the plain role, whom row-level security binds', async () => {
    const { rows } = await at.db.inClinic(at.clinic.id, (trx) =>
      sql`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`.execute(trx),
    )
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }])
  })

  test('is begun anew after a deadlock or a lost race, and then holds', async () => {
    const attempts = { count: 0 }
    const answer = await at.db.inClinic(at.clinic.id, async (trx) => {
      attempts.count += 1
      if (attempts.count < 3) await sql`do $$ begin raise sqlstate '40P01'; end $$`.execute(trx)
      return attempts.count
    })
    expect(answer).toBe(3)
    const never = at.db.inClinic(at.clinic.id, async (trx) => {
      attempts.count += 1
      await sql`do $$ begin raise sqlstate '40001'; end $$`.execute(trx)
    })
    await expect(never).rejects.toMatchObject({ code: '40001' })
    expect(attempts.count).toBe(3 + 4)
  })
})

test('instants go in and come out as they are, before 1970 and to the microsecond', async () => {
  for (const text of ['2027-03-28T01:00:00Z', '1969-12-31T23:59:59.999999Z', '2028-02-29T12:00:00.000001Z']) {
    const instant = Temporal.Instant.from(text)
    const row = await at.db.inClinic(at.clinic.id, async (trx) => {
      const values = { clinic_id: trx.clinic, actor: 'client', act: 'x', subject_id: trx.clinic, at: instant }
      return trx.insertInto('audit').values(values).returning('at').executeTakeFirstOrThrow()
    })
    expect(row.at.toString()).toBe(text)
  }
})

test('a database that is gone is said to be not ready, and a broken connection is reported and survived', async () => {
  const reported: Error[] = []
  const db = openDb({ ...at.app, max: 2 }, (error) => reported.push(error))
  await db.ready()
  const superuser = new pg.Client(inject('cluster').superuser)
  await superuser.connect()
  await superuser.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = $2',
    [at.app.user, at.app.database],
  )
  await superuser.end()
  await expect.poll(() => reported.length, { timeout: 5000 }).toBeGreaterThan(0)
  await db.ready()
  await db.close()
  const nowhere = openDb({ ...at.app, host: '/nowhere' }, () => undefined)
  await expect(nowhere.ready()).rejects.toThrow()
  await nowhere.close()
})
