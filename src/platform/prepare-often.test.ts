import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { openNames, prepareOften } from './prepare-often.ts'

let at: TestDatabase
beforeAll(async () => {
  at = await openTestDatabase()
})
afterAll(() => at.close())

test('a text gets a name when it comes for the fifth time, and keeps it', () => {
  const nameOf = openNames({ times: 5, texts: 2 })
  const names = Array.from({ length: 7 }, () => nameOf('select 1'))
  expect(names).toEqual([undefined, undefined, undefined, undefined, 'often_1', 'often_1', 'often_1'])
})

test('no more texts than there is room for; those that never come again are forgotten', () => {
  const nameOf = openNames({ times: 2, texts: 2 })
  for (let n = 0; n < 500; n += 1) expect(nameOf(`select ${n}`)).toBeUndefined()
  const named = ['a', 'b', 'c'].map((text) => [nameOf(text), nameOf(text)].at(-1))
  expect(named).toEqual(['often_1', 'often_2', undefined])
})

test.each([
  'begin',
  'commit',
  `set local app.clinic = '…'`,
  'select * from "clinic"',
  'insert into x values ($1) returning *',
])('never %s: it has no plan, or one that a migration spoils', (text) => {
  const nameOf = openNames({ times: 1, texts: 10 })
  expect(nameOf(text)).toBeUndefined()
  expect(nameOf('select count(*) from x')).toBe('often_1')
})

test('on a connection it answers the same, is prepared, and lives through a migration that adds a column', async () => {
  const client = new pg.Client(at.owner)
  await client.connect()
  try {
    const pooled = Object.assign(client, { release: () => undefined })
    prepareOften(pooled, openNames({ times: 2, texts: 10 }))
    await client.query('create table often (n int); insert into often values (1), (2)')
    const ask = async (most: number) =>
      (await client.query('select row_to_json(o) as one from often o where n <= $1 order by n', [most])).rows
    for (const most of [1, 2, 1, 2]) expect(await ask(most)).toHaveLength(most)
    await client.query('alter table often add column m int default 7')
    expect(await ask(1)).toEqual([{ one: { n: 1, m: 7 } }])
    const prepared = await client.query(`select name from pg_prepared_statements`)
    expect(prepared.rows).toEqual([{ name: 'often_1' }])
  } finally {
    await client.end()
  }
})
