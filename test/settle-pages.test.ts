/** An absence over booked visits, a blocked stretch, and who came, as the pages do it for somebody at work. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenPages, openPages } from './open-pages.ts'

let at: OpenPages
let cookie: string
let now: Temporal.Instant
beforeAll(async () => {
  at = await openPages({ now: () => now })
  now = at.now
  await at.raw(`update staff set role = 'owner' where name = 'Alva Exempel'`)
  cookie = await at.signedIn()
})
beforeEach(async () => {
  now = at.now
  await at.raw(
    'truncate occupancy, busy_bitmap, visit, course, message, idempotency, unavailable, client, audit cascade',
  )
})
afterAll(() => at.close())

/** React separates texts by empty comments and writes some signs as entities. */
const plain = (html: string) => html.replaceAll('<!-- -->', '').replaceAll('&amp;', '&')
const look = async (path: string) => {
  const answer = await at.ask(path, { headers: { cookie } })
  return { status: answer.status, html: plain(await answer.text()) }
}
const send = async (path: string, fields: Record<string, string>) => {
  const answer = await at.send(path, fields, cookie)
  return {
    status: answer.status,
    to: answer.headers.get('location') ?? '',
    html: plain(await answer.text()),
  }
}
type Row = { id: string; day: string; start: string; therapist: string; state: string }
const rowOf = async (id: string | undefined) => {
  const [row] = await at.raw<Row>(
    `select visit_id as id, state, therapist_id as therapist, to_char(starts at time zone 'Europe/Stockholm', 'YYYY-MM-DD') as day,
       to_char(starts at time zone 'Europe/Stockholm', 'HH24:MI') as start from visit where visit_id = $1`,
    [id],
  )
  if (!row) throw new Error('There is no such visit.')
  return row
}
const toldOf = () => at.raw(`select kind from message where kind in ('visit-moved', 'therapist-changed')`)
/** The fields of the page's form as they stand when it is opened: for each visit what is chosen. */
function chosenIn(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]*type="radio"[^>]*>/g)].map(([tag]) => tag)
  const ofTag = (tag: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return Object.fromEntries(
    inputs.filter((tag) => /checked/.test(tag)).map((tag) => [ofTag(tag, 'name'), ofTag(tag, 'value')]),
  )
}
const absence = (row: Row, whose = row.therapist) =>
  send('/staff/clinic/absences', { whose, 'from-date': row.day, why: 'Sjuk' })

describe('an absence over a booked visit', () => {
  test('leads to the visits in it; nothing moves and nobody is told until it is confirmed', async () => {
    const [first] = await at.book()
    const before = await rowOf(first)
    const { to } = await absence(before)
    expect(to).toMatch(/^\/staff\/settle\/[0-9a-f-]{36}$/)
    expect((await look('/staff/day')).html).toContain('Besök att ordna: 1')
    const page = await look(to)
    expect(page.status).toBe(200)
    expect(page.html).toContain('Samma tid hos Bo Exempel')
    expect(page.html, 'why she is away is nobody’s business').not.toContain('Sjuk')
    expect(await rowOf(first)).toEqual(before)
    expect(await toldOf()).toEqual([])

    const chosen = chosenIn(page.html)
    expect(Object.keys(chosen)).toEqual([`visit-${first}`])
    const done = await send(to, chosen)
    expect(done.status).toBe(200)
    expect(done.html).toContain('Ordnade besök: 1')
    expect(done.html).toContain('Inget mer att ordna här')
    const after = await rowOf(first)
    expect([after.day, after.start]).toEqual([before.day, before.start])
    expect(after.therapist).not.toBe(before.therapist)
    expect(await toldOf()).toEqual([{ kind: 'therapist-changed' }])
    expect((await look('/staff/day')).html).not.toContain('Besök att ordna')
  })

  test('sent twice it is done once', async () => {
    const [first] = await at.book()
    const { to } = await absence(await rowOf(first), 'clinic')
    const chosen = chosenIn((await look(to)).html)
    const answers = await Promise.all([send(to, chosen), send(to, chosen)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await toldOf()).toEqual([{ kind: 'visit-moved' }])
    expect((await rowOf(first)).day).not.toBe('2027-01-04')
  })

  test('somebody else was quicker: she is told, and sees what holds now', async () => {
    const [first] = await at.book()
    const { to } = await absence(await rowOf(first))
    const chosen = chosenIn((await look(to)).html)
    await at.raw('update visit set sequence = sequence + 1 where visit_id = $1', [first])
    const done = await send(to, chosen)
    expect(done.status).toBe(409)
    expect(done.html).toContain('någon annan har ändrat kuren under tiden')
    expect(done.html).toContain('Samma tid hos Bo Exempel')
    expect(await toldOf()).toEqual([])
  })

  test('“I will call” keeps it on the list, and “let it stand” takes it off', async () => {
    const [first] = await at.book()
    const before = await rowOf(first)
    const { to } = await absence(before)
    const kept = await send(to, { [`visit-${first}`]: 'call' })
    expect(kept.html).toContain('Besök som ligger kvar: 1')
    expect((await look(to)).html).toContain('Jag ringer själv, 070-174 06 05')
    const left = await send(to, { [`visit-${first}`]: 'leave' })
    expect(left.html).toContain('Ordnade besök: 1')
    expect((await look(to)).html).toContain('Inget mer att ordna här')
    expect(await rowOf(first)).toEqual(before)
    expect(await toldOf()).toEqual([])
  })

  test.each([
    ['a token that nobody signed', 'abc.def'],
    ['nothing', ''],
    ['very much', 'x'.repeat(20_000)],
  ])('junk moves nothing: %s', async (_, value) => {
    const [first] = await at.book()
    const before = await rowOf(first)
    const { to } = await absence(before)
    const answer = await send(to, { [`visit-${first}`]: value, 'visit-nobody': 'leave' })
    expect(answer.status).toBe(409)
    expect(await rowOf(first)).toEqual(before)
  })

  test('an absence that is not there is not found', async () => {
    expect((await look('/staff/settle/01965a3e-0000-7000-8000-000000000001')).status).toBe(404)
    expect((await look('/staff/settle/nowhere')).status).toBe(404)
    expect((await look('/staff/settle')).html).toContain('Inga bokade besök ligger i någon frånvaro')
  })
})

describe('a blocked stretch', () => {
  const block = (more: Record<string, string> = {}) =>
    send('/staff/block', {
      whose: at.clinic.therapists[0],
      'from-date': '2027-01-12',
      'from-time': '12:00',
      'until-time': '12:30',
      why: 'Lunch med säljaren',
      ...more,
    })

  test('stands on the board with its reason, and is undone', async () => {
    expect((await look('/staff/day/2027-01-12')).html).toContain(
      `/staff/block?whose=${at.clinic.therapists[0]}`,
    )
    const { to } = await block()
    expect(to).toMatch(/^\/staff\/day\/2027-01-12\?blocked=/)
    const board = (await look(to)).html
    expect(board).toContain('Lunch med säljaren')
    expect(board).toContain('Tiden är blockerad.')
    const [row] = await at.raw<{ id: string }>('select unavailable_id as id from unavailable where is_block')
    expect((await look(`/staff/block/${row?.id}`)).html).toContain('Ta bort blockeringen')
    const undone = await send(`/staff/block/${row?.id}`, {})
    expect(undone.to).toBe('/staff/day/2027-01-12?unblocked=1')
    expect((await look(undone.to)).html).not.toContain('Lunch med säljaren')
    expect(await at.raw('select 1 from unavailable')).toEqual([])
    const acts = await at.raw(`select act from audit where act like 'time-%' order by at, act`)
    expect(acts.map((line) => line['act'])).toEqual(['time-blocked', 'time-given-back'])
  })

  test('over a booked visit leads to settling it', async () => {
    const [first] = await at.book()
    const row = await rowOf(first)
    const { to } = await block({
      whose: row.therapist,
      'from-date': row.day,
      'from-time': row.start,
      'until-time': '17:00',
    })
    expect(to).toMatch(/^\/staff\/settle\//)
    expect((await look(to)).html).toContain('Lunch med säljaren')
  })

  test.each([
    ['the whole clinic', { whose: 'clinic' }, 'field-whose'],
    ['no end', { 'until-time': '' }, 'field-until-time'],
    ['an end before its beginning', { 'until-time': '11:00' }, 'field-until-time'],
    ['no reason', { why: ' ' }, 'field-why'],
    ['no day', { 'from-date': '2027-02-30' }, 'field-from-date'],
  ])('%s is refused, with what was written', async (_, more, field) => {
    const answer = await block(more)
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(`href="#${field}"`)
    expect(await at.raw('select 1 from unavailable')).toEqual([])
  })

  test('whoever may only block cannot take an absence away', async () => {
    await send('/staff/clinic/absences', {
      whose: at.clinic.therapists[0],
      'from-date': '2027-01-12',
      why: 'Ledig',
    })
    const [row] = await at.raw<{ id: string }>('select unavailable_id as id from unavailable')
    expect((await look(`/staff/block/${row?.id}`)).status).toBe(404)
    await send(`/staff/block/${row?.id}`, {})
    expect(await at.raw('select 1 from unavailable')).toHaveLength(1)
  })
})

describe('who came', () => {
  test('is said on the visit’s page from its start on, shown, and taken back', async () => {
    const [first] = await at.book()
    const path = `/staff/visits/${first}`
    expect((await look(path)).html).not.toContain('Kom klienten?')
    const [{ starts } = { starts: '' }] = await at.raw<{ starts: string }>(
      `select to_char(starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as starts from visit where visit_id = $1`,
      [first],
    )
    expect((await send(path, { mark: 'missed' })).status).toBe(409)
    now = Temporal.Instant.from(starts).add({ minutes: 5 })
    expect((await look(path)).html).toContain('Kom klienten?')
    const missed = await send(path, { mark: 'missed' })
    expect(missed.to).toBe(`${path}?marked=missed`)
    expect((await look(missed.to)).html).toContain('kurens senare besök står kvar')
    expect((await rowOf(first)).state).toBe('missed')
    await send(path, { mark: 'booked' })
    await send(path, { mark: 'arrived' })
    expect((await look(path)).html).toContain('Har kommit')
    expect((await rowOf(first)).state).toBe('arrived')
  })

  test('why a visit stands against a rule is on its page', async () => {
    const [first] = await at.book()
    await at.raw(`update visit set override_reason = 'Reser bort' where visit_id = $1`, [first])
    expect((await look(`/staff/visits/${first}`)).html).toContain('Reser bort')
  })
})
