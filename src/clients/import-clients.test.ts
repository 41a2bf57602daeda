import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import type { ClinicTransaction } from '#platform/db'
import { aClient } from './clients.makers.ts'
import { importClients } from './index.ts'
import { guessClientColumns } from './pure/index.ts'

let at: TestClinic
beforeAll(async () => {
  at = await openTestClinic()
})
beforeEach(() => at.raw('truncate imported_line, client_word, client, audit cascade'))
afterAll(() => at.close())

const header = ['Kundnr', 'Förnamn', 'Efternamn', 'Mobil', 'E-post', 'Kontaktsätt', 'Språk', 'Skostorlek']
const run = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const clients = async () => Number((await at.raw<{ n: string }>('select count(*) as n from client'))[0]?.n)
const read = (rows: readonly (readonly string[])[], columns = guessClientColumns(header)) =>
  run((trx) =>
    importClients(trx, {
      table: { header, rows: rows.map((cells, n) => ({ line: n + 2, cells })) },
      columns,
      language: 'sv',
      by: 'staff:ägaren',
      staff: '00000000-0000-4000-8000-000000000000',
      now: at.now,
    }),
  )

const row = (n: number): string[] => {
  const { name, phone, email } = aClient(n)
  const [given = '', family = ''] = name.split(' ')
  return [
    `K${n}`,
    given,
    family,
    phone,
    email,
    ['', 'E-post', 'SMS', 'Telefon'][n % 4] ?? '',
    ['', 'svenska', 'en-GB'][n % 3] ?? '',
    '38',
  ]
}

/** What may be wrong with a line: which cell, what stands there, and what is then said of it. */
const planted: readonly [string, (cells: string[]) => string[], string, string][] = [
  ['no name', (c) => c.with(1, '').with(2, ''), 'name', 'no-name'],
  ['a name of signs', (c) => c.with(1, '123').with(2, '-'), 'name', 'bad-name'],
  ['a name with a control character', (c) => c.with(1, 'Ve\u0007ra'), 'name', 'bad-name'],
  ['a name without an end', (c) => c.with(1, 'x'.repeat(201)), 'name', 'bad-name'],
  ['a number too short', (c) => c.with(3, '0701'), 'phone', 'bad-phone'],
  ['a number of letters', (c) => c.with(3, 'ring växeln'), 'phone', 'bad-phone'],
  ['an address without an at', (c) => c.with(4, 'vera.example'), 'email', 'bad-email'],
  ['an address of two', (c) => c.with(4, 'a@b.example, c@d.example'), 'email', 'bad-email'],
  ['nowhere to reach', (c) => c.with(3, '').with(4, '').with(5, ''), 'line', 'nowhere-to-reach'],
  ['an unknown way', (c) => c.with(5, 'brevduva'), 'contact', 'bad-contact'],
  ['a way that she lacks', (c) => c.with(3, '').with(5, 'SMS'), 'contact', 'cannot-be-reached-so'],
  ['a language that we lack', (c) => c.with(6, 'finska'), 'language', 'bad-language'],
  ['too few columns', (c) => c.slice(0, 4), 'line', 'wrong-columns'],
  ['too many columns', (c) => [...c, 'x'], 'line', 'wrong-columns'],
  ['a number without an end', (c) => c.with(0, 'x'.repeat(101)), 'number', 'bad-number'],
]

describe('5,000 lines with 37 planted faults', () => {
  const right = Array.from({ length: 5000 }, (_, n) => row(n))
  const wrong = right.map((cells) => cells)
  const expected = Array.from({ length: 37 }, (_, n) => {
    const index = 11 + n * 131
    if (n >= 30) {
      wrong[index] = wrong[index - 7] ?? []
      return { line: index + 2, field: 'line', reason: 'twice', other: index - 7 + 2 }
    }
    const [, spoil, field, reason] = planted[n % planted.length] ?? []
    wrong[index] = spoil?.([...row(index)]) ?? []
    return { line: index + 2, field, reason }
  })

  test('are named by line and reason and write nothing; mended, all are in; again, nobody is added', async () => {
    const begun = performance.now()
    const refused = await read(wrong)
    expect(refused).toEqual({ refused: 'faults', faults: expected })
    expect(await clients()).toBe(0)
    for (const table of ['client_word', 'imported_line', 'audit'])
      expect(await at.raw(`select from ${table}`)).toEqual([])
    expect(await read(right)).toEqual({ added: 5000, known: 0 })
    expect(await clients()).toBe(5000)
    expect(await read(right)).toEqual({ added: 0, known: 5000 })
    expect(await clients()).toBe(5000)
    expect(performance.now() - begun).toBeLessThan(30_000)
  })

  test('known again without the column of numbers, and when two send the same file at once', async () => {
    const some = right.slice(0, 200)
    const both = await Promise.all([read(some), read(some)])
    expect(
      both.toSorted((a, b) => Number('added' in a && a.added) - Number('added' in b && b.added)),
    ).toEqual([
      { added: 0, known: 200 },
      { added: 200, known: 0 },
    ])
    const unnumbered = guessClientColumns(header).with(0, undefined)
    expect(await read(some, unnumbered)).toEqual({ added: 0, known: 200 })
  })
})

test.each(planted)('one line with %s is the only one that is named', async (...[, spoil, field, reason]) => {
  const refused = await read([row(1), spoil(row(2)), row(3)])
  expect(refused).toEqual({ refused: 'faults', faults: [{ line: 3, field, reason }] })
})

test('numbers without their nought, a client without an address, and what is left out, are kept as they should be', async () => {
  await read([['', 'Åsa', 'Örn', '701740605', '', '', '', '38']])
  expect(await at.raw('select name, phone, email, contact, language from client')).toEqual([
    { name: 'Åsa Örn', phone: '+46701740605', email: '', contact: 'phone', language: 'sv' },
  ])
  expect(guessClientColumns(header).at(-1)).toBeUndefined()
})
