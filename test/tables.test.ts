/** The types of rows are made from the migrated database; whoever changes a migration makes them anew. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tablesFromCatalog } from '../scripts/tables.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

let at: TestDatabase
beforeAll(async () => {
  at = await openTestDatabase()
})
afterAll(() => at.close())

const kept = () => readFileSync(new URL('../src/platform/tables.ts', import.meta.url), 'utf8')
/** Spaces, line ends and commas at a line's end are the formatter's. */
const tokens = (text: string) => text.split(/\s+/).filter((word) => word !== '')

test('src/platform/tables.ts is what the migrations make (node scripts/tables.ts writes it anew)', async () => {
  expect(tokens(kept())).toEqual(tokens(await tablesFromCatalog(at.owner)))
})

test('a column more, or one that may be empty now, is seen', async () => {
  await at.raw('alter table client add column nickname text')
  const more = await tablesFromCatalog(at.owner)
  await at.raw('alter table client drop column nickname')
  await at.raw('alter table client alter column email drop not null')
  const looser = await tablesFromCatalog(at.owner)
  expect(more).toContain('nickname: string | null')
  expect(looser).toContain('email: string | null')
  for (const changed of [more, looser]) expect(tokens(changed)).not.toEqual(tokens(kept()))
})

test('a type that the rows’ types do not know is not guessed', async () => {
  await at.raw('alter table client add column place point')
  await expect(tablesFromCatalog(at.owner)).rejects.toThrow('knows no type for client.place')
})
