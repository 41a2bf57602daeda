import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addClient, importClients, mergeClients } from '#clients'
import { guessClientColumns, guessVisitColumns } from '#clients/pure'
import { openBooking, type TestBooking, vera } from './booking.makers.ts'
import { importVisits } from './import-visits.ts'
import { findOverlaps, readStretches } from './raw-rows.makers.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(async () => {
  await desk.empty()
  await desk.raw('truncate imported_line')
})
afterAll(() => desk.close())

const header = ['Kund', 'Datum', 'Tid', 'Behandling', 'Terapeut']
const analysis = 'Hudanalys'
const by = 'staff:anna' as const
const staff = '00000000-0000-4000-8000-000000000000'
const read = (rows: readonly (readonly string[])[]) =>
  desk.run((trx) =>
    importVisits(trx, {
      table: { header, rows: rows.map((cells, n) => ({ line: n + 2, cells })) },
      columns: guessVisitColumns(header),
      by,
      staff,
      now: desk.now,
    }),
  )
const count = async (table: string) => (await desk.raw(`select from ${table}`)).length
const add = (more = {}) =>
  desk.run((trx) => addClient(trx, { ...vera, ...more, language: 'sv', now: desk.now }))
const faultsOf = async (...rows: string[][]) => {
  const answer = await read(rows)
  if (!('refused' in answer)) throw new Error('nothing was refused')
  expect([await count('visit'), await count('course'), await count('imported_line')]).toEqual([0, 0, 0])
  return answer.faults.map(({ line, field, reason, other }) => [
    line,
    field,
    reason,
    ...(other ? [other] : []),
  ])
}

describe('coming visits', () => {
  test('are booked with the room and pen that are free, lines of one service as one course, and nobody is told', async () => {
    const client = await add()
    const course = 'Microneedling, tre behandlingar'
    const answer = await read([
      ['0701740605', '2027-03-09', '10.00', course.toUpperCase(), 'bo exempel'],
      ['vera@klinik.example', '2027-02-09', '10:00', course, ''],
      ['+46701740605', '20270209', '9:00', 'Skin analysis', 'Bo Exempel'],
    ])
    expect(answer).toEqual({ added: 3, known: 0 })
    const rows = await desk.raw(
      `select client_id, state, (select array_agg(starts::text order by position) from visit v where v.course_id = c.course_id) as starts,
        (select bool_and(room_id is not null and therapist_id is not null) from visit v where v.course_id = c.course_id) as placed
       from course c order by starts`,
    )
    expect(rows).toHaveLength(2)
    for (const row of rows) expect(row).toMatchObject({ client_id: client, state: 'booked', placed: true })
    expect([await count('message'), await count('visit')]).toEqual([0, 3])
    expect(findOverlaps(await readStretches(desk.raw))).toEqual([])
  })

  test('read again are known, also after their client was merged into another', async () => {
    const rows = [['0701740605', '2027-02-09', '10:00', analysis, '']]
    const merged = await add()
    expect(await read(rows)).toEqual({ added: 1, known: 0 })
    expect(await read(rows)).toEqual({ added: 0, known: 1 })
    const kept = await add({ phone: '+46701740699', email: '' })
    await desk.run((trx) => mergeClients(trx, { kept, merged, by, now: desk.now }))
    expect(await read(rows)).toEqual({ added: 0, known: 1 })
    expect(await count('visit')).toBe(1)
  })

  test('may name a client by her number of before', async () => {
    const table = {
      header: ['Kundnr', 'Namn', 'Mobil'],
      rows: [{ line: 2, cells: ['K-7', 'Vera Exempel', '0701740605'] }],
    }
    const columns = guessClientColumns(table.header)
    await desk.run((trx) => importClients(trx, { table, columns, language: 'sv', by, staff, now: desk.now }))
    expect(await read([['k-7', '2027-02-09', '10:00', analysis, '']])).toEqual({ added: 1, known: 0 })
  })
})

describe('each fault is named with its line, and nothing is written', () => {
  const right = ['0701740605', '2027-02-09', '10:00', analysis, '']
  test.each([
    [right.with(0, '0701740611'), ['client', 'unknown-client']],
    [right.with(0, ''), ['client', 'unknown-client']],
    [right.with(1, '2027-02-30'), ['date', 'bad-date']],
    [right.with(1, '9/2 2027'), ['date', 'bad-date']],
    [right.with(2, '25:00'), ['time', 'bad-time']],
    [right.with(1, '2027-03-28').with(2, '02:30'), ['time', 'bad-time']],
    [right.with(1, '2027-01-03'), ['date', 'past']],
    [right.with(1, '2029-06-01'), ['date', 'too-far']],
    [right.with(3, 'Fotvård'), ['service', 'unknown-service']],
    [right.with(4, 'Ingen Alls'), ['therapist', 'unknown-therapist']],
    [right.with(2, '20:00'), ['time', 'no-therapist']],
    [right.slice(0, 3), ['line', 'wrong-columns']],
  ])('%j', async (row, fault) => {
    await add()
    expect(await faultsOf(right, row)).toEqual([[3, ...fault]])
  })

  test('many-clients, twice, no-room and no-device', async () => {
    await add()
    expect(await faultsOf(right, right)).toEqual([[3, 'line', 'twice', 2]])
    const [one, two] = [
      { phone: '+46701740691', email: '' },
      { phone: '+46701740692', email: '' },
    ]
    await add(one)
    await add(two)
    const course = 'Microneedling, tre behandlingar'
    const treated = right.with(3, course)
    expect(await faultsOf(treated, treated.with(0, two.phone))).toEqual([[3, 'time', 'no-device']])
    await desk.shut('2027-02-09T00:00Z', '2027-02-10T00:00Z', desk.clinic.rooms[0])
    expect(await faultsOf(right, right.with(0, one.phone))).toEqual([[3, 'time', 'no-room']])
    await add()
    expect(await faultsOf(right)).toEqual([[2, 'client', 'many-clients']])
  })

  test('what was booked here meanwhile is not booked over', async () => {
    await add()
    await desk.shut('2027-02-09T00:00Z', '2027-02-10T00:00Z')
    expect(await faultsOf(right)).toEqual([[2, 'time', 'no-therapist']])
  })
})
