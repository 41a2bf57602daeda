import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { addSmallClinic } from '../../test/small-clinic.ts'
import type { NewClient } from '#clinic/contract'
import { postMessage } from '#messages'
import type { ClinicTransaction } from '#platform/db'
import {
  addClient,
  addClients,
  changeClient,
  mergeClients,
  readClient,
  searchClients,
  undoMerge,
  writeNote,
} from './index.ts'
import { manyClients } from './clients.makers.ts'
import { movedTables } from './merges.store.ts'
import { findByWordsQuery } from './words.store.ts'
import { wordsAsked } from './pure/index.ts'
import { sql } from 'kysely'

let at: TestClinic
beforeAll(async () => {
  at = await openTestClinic()
})
beforeEach(() =>
  at.raw('truncate client_word, client_merge, client_note, message, course, client, audit cascade'),
)
afterAll(() => at.close())

const run = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const by = 'staff:anna' as const
const nobody = '00000000-0000-4000-8000-000000000000'
const vera: NewClient = {
  name: 'Vera Exempel',
  email: 'vera@post.example',
  phone: '+46701740605',
  contact: 'email',
}
const add = (client: Partial<NewClient> = {}) =>
  run((trx) => addClient(trx, { ...vera, language: 'sv', ...client, now: at.now }))
const search = async (text: string, limit = 20) => run((trx) => searchClients(trx, { text, limit }))
const names = async (text: string) => (await search(text)).clients.map(({ name }) => name)
const merge = (kept: string, merged: string) =>
  run((trx) => mergeClients(trx, { kept, merged, by, now: at.now }))
const undo = (id: string) => run((trx) => undoMerge(trx, { merge: id, by, now: at.now }))
const staffId = async () =>
  (await at.raw<{ staff_id: string }>('select staff_id from staff limit 1'))[0]?.staff_id ?? ''

describe('searching', () => {
  test('finds by the beginning of any word, number or address, with and without rings and dots', async () => {
    await add({ name: 'Åsa Örn', email: 'asa@post.example', phone: '+46701740699' })
    await add()
    for (const text of ['asa', 'Åsa', 'ör ås', '0701740699', '+46 70-174 06 99', 'asa@post'])
      expect(await names(text)).toEqual(['Åsa Örn'])
    expect(await names('exempel åsa')).toEqual([])
  })

  test('shows the newest where nothing is asked, and nobody for signs alone', async () => {
    await run((trx) =>
      addClient(trx, { ...vera, name: 'Förr', language: 'sv', now: at.now.subtract({ hours: 1 }) }),
    )
    await add({ name: 'Nyss' })
    expect(await names('')).toEqual(['Nyss', 'Förr'])
    expect(await names('%')).toEqual([])
    expect(await search('', 1)).toMatchObject({ more: true, clients: [{ name: 'Nyss' }] })
  })

  test('never finds another clinic’s clients', async () => {
    await add()
    const other = await addSmallClinic(at)
    const found = await at.db.inClinic(other.id, (trx) => searchClients(trx, { text: 'vera', limit: 5 }))
    expect(found).toEqual({ more: false, clients: [] })
  })

  test('a changed card is found by what it says now, and by nothing else', async () => {
    const client = await add()
    const values = { ...vera, name: 'Vera Påhitt', language: 'en' as const }
    await run((trx) => changeClient(trx, { client, values, by, now: at.now }))
    expect([await names('påhitt'), await names('exempel')]).toEqual([['Vera Påhitt'], []])
    expect(await at.raw(`select detail from audit where act = 'client-changed'`)).toEqual([
      { detail: { fields: ['name', 'language'] } },
    ])
  })

  test('the key of the words serves it as the plain role, whatever is asked', async () => {
    await run((trx) => addClients(trx, manyClients(4000, at.now)))
    await at.raw('analyze client, client_word')
    for (const text of ['asa', 'vera exempel', '0701', 'kund.31@post.example'])
      await run(async (trx) => {
        const asked = findByWordsQuery(trx.clinic, wordsAsked(text), 50)
        const plan = await sql<{ 'QUERY PLAN': string }>`explain ${asked}`.execute(trx)
        const lines = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
        expect(lines).toMatch(/Index (Only )?Scan (using|on) client_word_(pkey|of)/)
        expect(lines).toMatch(/Index Cond: .*word >= .*word < /)
        expect(lines).not.toMatch(/Seq Scan on client_word/)
      })
  })
})

describe('possibly the same', () => {
  test('is said of the same number, the same address and a very similar name, and of nothing else', async () => {
    const kept = await add()
    await add({ name: 'V E', email: '' })
    await add({ name: 'V E', phone: '', email: 'VERA@post.example' })
    await add({ name: 'Wera Exempell', phone: '', email: '' })
    await add({ name: 'Bo Exempel', phone: '', email: '' })
    const card = await run((trx) => readClient(trx, { client: kept, notes: false }))
    if ('refused' in card) throw new Error(card.refused)
    expect(card.possiblySame.map(({ why }) => why.join()).toSorted()).toEqual(['email', 'name', 'phone'])
    expect((await search('vera exempel')).clients[0]?.possiblySame).toHaveLength(3)
  })

  test('is not said of a number that many share', async () => {
    for (const n of [1, 2, 3, 4, 5, 6, 7]) await add({ name: `Nr${n} Prov${n}`, email: '' })
    expect((await search('nr1')).clients[0]?.possiblySame).toEqual([])
  })
})

describe('merging', () => {
  test('moves courses, messages, notes and questions, and undoing puts every row back to the letter', async () => {
    const [kept, merged, old] = [
      await add(),
      await add({ name: 'Wera Exempel' }),
      await add({ name: 'W Exempel' }),
    ]
    for (const client of [kept, merged, old]) await burden(client)
    expect('refused' in (await merge(merged, old))).toBe(false)
    const before = await hashes()
    const done = await merge(kept, merged)
    if ('refused' in done) throw new Error(done.refused)
    const count = (table: string) => at.raw(`select from ${table} where client_id = '${kept}'`)
    for (const table of ['course', 'message', 'client_note', 'question'])
      expect(await count(table)).toHaveLength(3)
    expect(await names('wera')).toEqual(['Vera Exempel'])
    expect(await names('w exempel')).toEqual(['Vera Exempel'])
    expect(await hashes()).not.toEqual(before)
    await burden(kept)
    expect(await undo(done.merge)).toEqual({ kept, merged })
    await at.raw(
      `delete from course where price_minor = 4; delete from message where language = 'l4'; delete from client_note where body = '4'; delete from question where body = 'question 4'`,
    )
    expect(await hashes()).toEqual(before)
    expect(await undo(done.merge)).toEqual({ refused: 'unknown-merge' })
  })

  test('same-client, unknown-client, merged-away', async () => {
    const [kept, merged] = [await add(), await add()]
    expect(await merge(kept, kept)).toEqual({ refused: 'same-client' })
    expect(await merge(kept, nobody)).toEqual({ refused: 'unknown-client' })
    await merge(kept, merged)
    expect(await merge(kept, merged)).toEqual({ refused: 'merged-away' })
    expect(await merge(merged, await add())).toEqual({ refused: 'merged-away' })
    expect(await run((trx) => readClient(trx, { client: merged, notes: true }))).toEqual({
      refused: 'merged-away',
      into: kept,
    })
    const values = { ...vera, language: 'sv' as const }
    expect(await run((trx) => changeClient(trx, { client: merged, values, by, now: at.now }))).toEqual({
      refused: 'merged-away',
    })
    expect(await run((trx) => changeClient(trx, { client: nobody, values, by, now: at.now }))).toEqual({
      refused: 'unknown-client',
    })
    const note = { body: 'x', staff: await staffId(), now: at.now }
    expect(await run((trx) => writeNote(trx, { client: merged, ...note }))).toEqual({
      refused: 'merged-away',
    })
    expect(await run((trx) => writeNote(trx, { client: nobody, ...note }))).toEqual({
      refused: 'unknown-client',
    })
  })

  test('undo-the-later-first, unknown-merge', async () => {
    const [a, b, c] = [await add(), await add(), await add()]
    const first = await merge(b, a)
    const second = await merge(c, b)
    if ('refused' in first || 'refused' in second) throw new Error('not merged')
    expect(await undo(first.merge)).toEqual({ refused: 'undo-the-later-first' })
    expect(await undo(nobody)).toEqual({ refused: 'unknown-merge' })
    expect(await undo(second.merge)).toEqual({ kept: c, merged: b })
    expect(await undo(first.merge)).toEqual({ kept: b, merged: a })
  })

  test('of two who merge the same two at once, each the other way, one wins; so with two who undo', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await add(), await add()]
      const answers = await Promise.all([merge(a, b), merge(b, a)])
      expect(answers.map((answer) => ('refused' in answer ? answer.refused : 'merged')).toSorted()).toEqual([
        'merged',
        'merged-away',
      ])
      const id = answers.map((answer) => ('merge' in answer ? answer.merge : '')).join('')
      const undone = await Promise.all([undo(id), undo(id)])
      expect(undone.filter((answer) => 'refused' in answer)).toEqual([{ refused: 'unknown-merge' }])
    }
  })

  test('knows every table that names a client', async () => {
    const keys = await at.raw<{ table: string; column: string }>(
      `select conrelid::regclass::text as table, attname as column from pg_constraint
       join pg_attribute on attrelid = conrelid and attnum = conkey[2] where contype = 'f' and confrelid = 'client'::regclass`,
    )
    const moved = Object.entries(movedTables).map(([table, { client }]) => `${table}.${client}`)
    const staying = ['client_word.client_id', 'client_merge.kept_id', 'client_merge.merged_id']
    expect(keys.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(
      [...moved, ...staying].toSorted(),
    )
  })
})

let burdens = 0
/** A course, a message, a note and a question. */
async function burden(client: string): Promise<void> {
  burdens += 1
  await at.raw(
    `insert into course (clinic_id, service_id, client_id, state, language, price_minor, currency, vat_percent, created_at, booked_at)
     values ($1, $2, $3, 'booked', 'sv', $4, 'SEK', 25, now(), now())`,
    [at.clinic.id, at.clinic.treatment, client, burdens],
  )
  const payload = { course: nobody, visits: [] }
  await run(async (trx) => {
    await postMessage(trx, {
      client,
      kind: 'course-booked',
      language: 'sv',
      channel: 'email',
      payload,
      now: at.now,
    })
    await writeNote(trx, { client, body: String(burdens), staff: await staffId(), now: at.now })
  })
  await at.raw(
    `insert into question (clinic_id, form_id, language, body, name, way, reach_at, reach_when, consent_at, asked_at, answer_by, client_id)
     values ($1, gen_random_uuid(), 'sv', 'question ' || $3, 'Vera', 'sms', '+46701740605', 'any', now(), now(), now(), $2)`,
    [at.clinic.id, client, String(burdens)],
  )
  await at.raw(`update message set language = 'l' || $2 where client_id = $1 and language = 'sv'`, [
    client,
    String(burdens),
  ])
}

/** Every row of what a merge may touch, as one hash a table. */
async function hashes(): Promise<Record<string, string>> {
  const all: Record<string, string> = {}
  for (const table of ['client', 'client_word', 'course', 'message', 'client_note', 'question']) {
    const rows = await at.raw<{ row: string }>(`select to_jsonb(t)::text as row from ${table} t order by 1`)
    all[table] = createHash('sha256')
      .update(rows.map(({ row }) => row).join('\n'))
      .digest('hex')
  }
  return all
}
