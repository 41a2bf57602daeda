/** Two clinics share one database, and neither can tell that the other is there. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from './database.ts'
import { addSmallClinic, type SmallClinic } from './small-clinic.ts'

let at: TestDatabase
let one: SmallClinic
let two: SmallClinic
beforeAll(async () => {
  at = await openTestDatabase()
  one = await addSmallClinic(at, 'ett.klinik.example')
  two = await addSmallClinic(at, 'tva.klinik.example')
})
afterAll(() => at.close())

const guideChain = ['article_version', 'review_request', 'review_withdrawal', 'fact_version']

describe('two clinics in one database', () => {
  const login = async (work: (client: pg.Client) => Promise<void>) => {
    const client = new pg.Client(at.app)
    await client.connect()
    try {
      await work(client)
    } finally {
      await client.end()
    }
  }
  const named = async (client: pg.Client, clinic: string, text: string) => {
    await client.query('begin')
    await client.query(`set local app.clinic = '${clinic}'`)
    try {
      return (await client.query(text)).rows
    } finally {
      await client.query('rollback')
    }
  }
  const tables = async () =>
    (
      await at.raw<{ name: string }>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      )
    ).map(({ name }) => name)

  beforeAll(async () => {
    for (const clinic of [one, two]) await fillEveryTable(clinic)
  })

  test('each sees its own rows in every table, and none of the other’s', async () => {
    let shown = 0
    await login(async (client) => {
      for (const table of await tables()) {
        const all = new Set((await at.raw(`select clinic_id from ${table}`)).map((row) => row['clinic_id']))
        for (const clinic of [one, two]) {
          const seen = await named(client, clinic.id, `select clinic_id from ${table}`)
          const own = [...all].filter((id) => id === clinic.id)
          expect([...new Set(seen.map((row) => row['clinic_id']))], table).toEqual(own)
        }
        if (all.size === 2) shown += 1
      }
    })
    expect(shown).toBeGreaterThanOrEqual(21)
  })

  test('where no clinic is named, or none any more, nothing is seen', async () => {
    await login(async (client) => {
      for (const table of await tables()) {
        expect((await client.query(`select 1 from ${table}`)).rows, table).toEqual([])
        await named(client, one.id, 'select 1')
        expect((await client.query(`select 1 from ${table}`)).rows, table).toEqual([])
      }
    })
  })

  test('a row in the other’s name is refused with 42501, and the other’s rows are not reached', async () => {
    await login(async (client) => {
      const wrong = `insert into rate_bucket values ('${two.id}', 'x', 1, now())`
      await expect(named(client, one.id, wrong)).rejects.toMatchObject({ code: '42501' })
      const move = `update client set clinic_id = '${two.id}' returning 1`
      await expect(named(client, one.id, move)).rejects.toMatchObject({ code: '42501' })
      const reach = `update client set name = 'x' where clinic_id = '${two.id}' returning 1`
      expect(await named(client, one.id, reach)).toEqual([])
      expect(
        await named(client, one.id, `delete from occupancy where clinic_id = '${two.id}' returning 1`),
      ).toEqual([])
    })
  })

  test('what was done, answered and approved is only ever added to', async () => {
    await login(async (client) => {
      for (const table of ['audit', 'idempotency', 'review', ...guideChain]) {
        await expect(
          named(client, one.id, `update ${table} set clinic_id = clinic_id`),
        ).rejects.toMatchObject({ code: '42501' })
        await expect(named(client, one.id, `delete from ${table}`)).rejects.toMatchObject({ code: '42501' })
      }
      for (const table of await tables())
        await expect(named(client, one.id, `truncate ${table} cascade`)).rejects.toMatchObject({
          code: '42501',
        })
      await expect(client.query('select 1 from auth."user"')).rejects.toMatchObject({ code: '42501' })
      await expect(client.query('select 1 from directory.clinic_host')).rejects.toMatchObject({
        code: '42501',
      })
    })
  })

  test('each is found by its host, whatever its case, and no other host finds either', async () => {
    expect(await at.db.findClinic('ett.klinik.example')).toBe(one.id)
    expect(await at.db.findClinic('TVA.Klinik.example')).toBe(two.id)
    for (const host of ['', 'klinik.example', 'localhost', `x' or '1'='1`])
      expect(await at.db.findClinic(host)).toBeUndefined()
    expect(new Set(await at.db.listClinics())).toEqual(new Set([one.id, two.id]))
  })

  test('a clinic that is alone answers on any host, and where there is none, nobody does', async () => {
    const alone = await openTestDatabase()
    expect(await alone.db.findClinic('localhost')).toBeUndefined()
    const { id } = await addSmallClinic(alone)
    expect([await alone.db.findClinic('localhost'), await alone.db.findClinic('')]).toEqual([id, id])
    await alone.close()
  })

  /** A row in each table of the ground floor, written as the owner. */
  async function fillEveryTable(clinic: SmallClinic): Promise<void> {
    const pool = new pg.Pool({ ...at.owner, max: 1 })
    pool.on('error', () => undefined)
    const add = (into: string, values: string, ...more: unknown[]) =>
      pool.query(`insert into ${into} values ($1, ${values})`, [clinic.id, ...more])
    const [nine, ten] = [`'2027-01-12 09:00+01'`, `'2027-01-12 10:00+01'`]
    await add(
      'client (clinic_id, client_id, name, email, phone, contact, language, created_at)',
      `$1, 'V', 'v@x.example', '+46', 'email', 'sv', now()`,
    )
    await add(
      `course (clinic_id, course_id, service_id, client_id, state, language, price_minor, currency, vat_percent,
        created_at, booked_at)`,
      `$1, $2, $1, 'booked', 'sv', 1, 'SEK', 25, now(), now()`,
      clinic.treatment,
    )
    await add(
      'visit (clinic_id, visit_id, course_id, position, starts, client_leaves, ends, segments, state)',
      `$1, $1, 1, ${nine}, ${ten}, ${ten}, '[]', 'booked'`,
    )
    await add(
      'occupancy (clinic_id, visit_id, resource_id, during)',
      `$1, $2, tstzrange(${nine}, ${ten})`,
      clinic.rooms[0],
    )
    await add('unavailable (clinic_id, during, why)', `tstzrange(${nine}, ${ten}), 'x'`)
    await add('idempotency (clinic_id, course_id, key, request_hash, created_at)', `$1, 'k', 'h', now()`)
    await add('audit (clinic_id, subject_id, at, actor, act)', `$1, now(), 'client', 'x'`)
    await add('rate_bucket (clinic_id, bucket, tokens, at)', `'b', 1, now()`)
    await add(
      'message (clinic_id, client_id, kind, language, channel, payload, created_at)',
      `$1, 'course-booked', 'sv', 'email', '{}', now()`,
    )
    await add(
      'fact (clinic_id, fact_id, value, unit, wording, source, grade, reviewed_on)',
      `'f', '1', 'x', '{}', 's', 'memory', '2026-01-01'`,
    )
    await add(
      `article (clinic_id, article_id, language, slug, title, summary, body, questions, content_hash, published_on)`,
      `'a', 'sv', 's', 't', 's', 'b', '[]', 'h', '2026-01-01'`,
    )
    await add(
      `review (clinic_id, article_id, language, content_hash, reviewer, credential, reviewed_on, next_review_on, fictitious)`,
      `'a', 'sv', 'h', 'r', '{}', '2026-01-01', '2027-01-01', true`,
    )
    await add(
      'screening_question (clinic_id, question_id, position, question, advice, leads_to, source, grade, reviewed_on)',
      `'q', 1, '{}', '{}', 'call', 's', 'memory', '2026-01-01'`,
    )
    await pool.end()
  }
})
