/** The workspace as somebody uses it who is signed in: the day, a visit's card, cancelling, messages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alva, cookieFrom, type OpenPages, openPages } from './open-pages.ts'

let at: OpenPages
let cookie: string
let visits: readonly string[]
beforeAll(async () => {
  at = await openPages()
  cookie = await at.signedIn()
  visits = await at.book()
})
afterAll(() => at.close())

const look = async (path: string, language = 'sv') => {
  const answer = await at.ask(path, { headers: { cookie: `${cookie}; lyster-language=${language}` } })
  return { status: answer.status, headers: answer.headers, html: plain(await answer.text()) }
}
const cancel = (visit: string | undefined, fields: Record<string, string>) =>
  at.send(`/staff/visits/${visit}`, fields, cookie)

/** React separates texts by empty comments and writes some signs as entities. */
const plain = (html: string) =>
  html.replaceAll('<!-- -->', '').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')

describe('signing in', () => {
  test('leads to where she wanted to go, with a cookie that scripts and other sites do not get', async () => {
    const answer = await at.send('/staff/sign-in', { ...alva, next: '/staff/messages' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/staff/messages')
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly; SameSite=Lax/i)
    const subject = (
      await at.raw<{ staff_id: string }>('select staff_id from staff where user_id is not null')
    )[0]
    const lines = await at.raw(`select actor, subject_id from audit where act = 'signed-in'`)
    expect(lines).toContainEqual({ actor: `staff:${subject?.staff_id}`, subject_id: subject?.staff_id })
  })

  test('never leads out of the house', async () => {
    const answer = await at.send('/staff/sign-in', { ...alva, next: '//evil.example' })
    expect(answer.headers.get('location')).toBe('/staff/day')
  })

  test('is refused with the same words for a wrong password and an unknown e-mail, which is kept', async () => {
    const wrong = await at.send('/staff/sign-in', { ...alva, password: 'inte-det-ratta' })
    const unknown = await at.send('/staff/sign-in', { ...alva, email: 'ingen@klinik.example' })
    const [one, other] = [await wrong.text(), await unknown.text()]
    expect([wrong.status, unknown.status]).toEqual([422, 422])
    expect(one).toContain('hör inte ihop')
    expect(one).toContain('value="alva@klinik.example"')
    expect(other.replaceAll('ingen@', 'alva@')).toBe(one)
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  test.each([
    ['nothing at all', {}],
    ['a password of 10,000 characters', { email: alva.email, password: 'x'.repeat(10_000) }],
    ['what is no e-mail', { email: 'alva', password: 'x' }],
    ['an e-mail of 10,000 characters', { email: `${'a'.repeat(10_000)}@klinik.example`, password: 'x' }],
    ['a nul', { email: 'a\u0000@klinik.example', password: '\u0000' }],
  ])('is refused with 422 for %s', async (_, fields: Record<string, string>) => {
    expect((await at.send('/staff/sign-in', fields)).status).toBe(422)
  })

  test('takes no body that is not a form, and no other method', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    expect((await at.ask('/staff/sign-in', { method: 'POST', headers, body: '{' })).status).toBe(422)
    expect((await at.ask('/staff/sign-in', { method: 'PUT', headers, body: '{' })).status).toBe(405)
  })

  test('after signing out the old cookie opens nothing', async () => {
    const other = await at.signedIn()
    const answer = await at.send('/staff/sign-out', {}, other)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/sign-in'])
    expect((await at.ask('/staff/day', { headers: { cookie: other } })).status).toBe(401)
  })
})

describe('the day', () => {
  test('shows the visit under its therapist, in two textures, and who looked is written down', async () => {
    const date = await dateOf(visits[0])
    const { status, html } = await look(`/staff/day/${date}`)
    expect(status).toBe(200)
    expect(html).toContain('Vera Exempel')
    expect(html).toContain(`href="/staff/visits/${visits[0]}"`)
    expect(html).toContain('segment is-present')
    expect(html).toContain('Bedövning, terapeuten är ledig')
    expect(html).not.toContain('Städning')
    expect(html.indexOf('Alva Exempel')).toBeLessThan(html.indexOf('Bo Exempel'))
    expect(await at.raw(`select detail from audit where act = 'day-looked-at'`)).toContainEqual({
      detail: { date },
    })
  })

  test('by room shows everything that takes the room, cleaning too', async () => {
    const date = await dateOf(visits[0])
    const { html } = await look(`/staff/day/${date}?by=room`)
    expect(html).toContain('Rum 1')
    expect(html).toContain('Städning')
    expect(html).toContain('segment is-after')
  })

  test('leads to the day before and after, over the end of a year', async () => {
    const { html } = await look('/staff/day/2026-12-31?by=room')
    expect(html).toContain('href="/staff/day/2026-12-30?by=room"')
    expect(html).toContain('href="/staff/day/2027-01-01?by=room"')
  })

  test('says kindly that nothing is booked, and that the clinic is closed', async () => {
    expect((await look('/staff/day/2027-01-05')).html).toContain('Inga besök den här dagen.')
    const sunday = await look('/staff/day/2027-01-03')
    expect(sunday.html).toContain('Kliniken har stängt den här dagen')
    expect(sunday.html).not.toContain('board-column')
  })

  test.each(['2028-02-29', '2027-03-28', '2027-10-31', '2027-01-01'])('can be drawn on %s', async (date) => {
    expect((await look(`/staff/day/${date}`)).status).toBe(200)
    expect((await look(`/staff/day/${date}?by=room`)).status).toBe(200)
  })

  test.each(['2027-02-30', 'tomorrow', '0000-00-00', '2027-1-1', '99999-01-01', '%E0%A4%A'])(
    'there is no day %s',
    async (date) => {
      expect((await look(`/staff/day/${date}`)).status).toBe(404)
    },
  )

  test('the date field leads to its day, and keeps what is no date with a clear word', async () => {
    const found = await look('/staff/day?date=2027-01-12&by=room')
    expect([found.status, found.headers.get('location')]).toEqual([303, '/staff/day/2027-01-12?by=room'])
    const lost = await look('/staff/day?date=2027-02-30')
    expect(lost.status).toBe(422)
    expect(lost.html).toContain('value="2027-02-30"')
    expect(lost.html).toContain('Det datumet finns inte')
    expect((await look('/staff/day?date=')).status).toBe(200)
  })
})

describe("a visit's card", () => {
  test('says who, which of how many, when, where, and shows the whole course', async () => {
    const { status, html } = await look(`/staff/visits/${visits[1]}`)
    expect(status).toBe(200)
    for (const words of [
      'Vera Exempel',
      'besök 2 av 3',
      'href="tel:+46701740605"',
      '070-174 06 05',
      'Rum 1, Penna 1',
    ])
      expect(html).toContain(words)
    expect(html).toContain('30 dagar')
    expect(html).toContain(`href="/staff/visits/${visits[2]}"`)
    expect(await at.raw(`select subject_id from audit where act = 'visit-looked-at'`)).toContainEqual({
      subject_id: visits[1],
    })
  })

  test.each([
    '01965a3e-0000-7000-8000-000000000001',
    'nobody',
    "'; drop table visit",
    '%00',
    '%E0%A4%A',
    '-1',
  ])('there is no visit %s', async (visit) => {
    expect((await look(`/staff/visits/${visit}`)).status).toBe(404)
    expect((await cancel(visit, { which: 'this', reason: 'fanns inte' })).status).toBe(404)
  })

  test.each([
    [{ which: 'this', reason: '  a ' }, 'reason'],
    [{ which: 'this', reason: 'x'.repeat(201) }, 'reason'],
    [{ which: 'this' }, 'reason'],
    [{ reason: 'sjuk' }, 'which'],
    [{ which: 'everything', reason: 'sjuk' }, 'which'],
    [{ which: 'all', reason: 'x'.repeat(10_000) }, 'reason'],
  ])('refuses %j with 422 at the field, keeps what was written, and cancels nothing', async (wish, field) => {
    const fields: Record<string, string> = wish
    const answer = await cancel(visits[0], fields)
    const html = plain(await answer.text())
    expect(answer.status).toBe(422)
    expect(html).toContain(`id="error-${field}"`)
    if (fields['reason']) expect(html).toContain(`value="${fields['reason'].slice(0, 1000)}"`)
    expect(await at.raw(`select 1 from visit where state = 'cancelled'`)).toEqual([])
  })

  test('one visit is cancelled with its reason, its time is free, and the client is told', async () => {
    const answer = await cancel(visits[1], { which: 'this', reason: 'Terapeuten är sjuk' })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/staff/visits/${visits[1]}?cancelled=1`,
    ])
    const { html } = await look(`/staff/visits/${visits[1]}?cancelled=1`)
    expect(html).toContain('Besöket är avbokat')
    expect(html).toContain('Terapeuten är sjuk')
    const rows = await at.raw('select state, cancelled_by, cancel_reason from visit order by position')
    expect(rows.map(({ state }) => state)).toEqual(['booked', 'cancelled', 'booked'])
    expect(rows[1]?.['cancelled_by']).toMatch(/^staff:/)
    expect(await at.raw('select 1 from occupancy where visit_id = $1', [visits[1]])).toEqual([])
  })

  test('a cancelled visit is listed under its day and not on the board', async () => {
    const { html } = await look(`/staff/day/${await dateOf(visits[1])}`)
    expect(html).toContain('Avbokade besök')
    expect(html).not.toContain('board-card')
  })

  test('cancelling it again changes nothing and says so', async () => {
    const answer = await cancel(visits[1], { which: 'this', reason: 'en gång till' })
    expect(answer.headers.get('location')).toBe(`/staff/visits/${visits[1]}?cancelled=0`)
    expect((await look(`/staff/visits/${visits[1]}?cancelled=0`)).html).toContain('avbokat sedan tidigare')
  })

  test('all that are still to come are cancelled together', async () => {
    const answer = await cancel(visits[0], { which: 'all', reason: 'Klienten flyttar' })
    expect(answer.headers.get('location')).toBe(`/staff/visits/${visits[0]}?cancelled=2`)
    expect(await at.raw(`select 1 from visit where state = 'booked'`)).toEqual([])
    expect((await look(`/staff/visits/${visits[0]}`)).html).not.toContain('name="reason"')
  })
})

describe('messages', () => {
  test('stand newest first as they will read, with why they are not sent and without the secret', async () => {
    const { html } = await look('/staff/messages')
    expect(html.match(/class="message-subject"[^>]*>([^<]*)/g)).toHaveLength(3)
    expect(html.indexOf('Avbokat besök hos Testkliniken')).toBeLessThan(
      html.indexOf('>Besök hos Testkliniken'),
    )
    expect(html).toContain('inte skickat: ingen e-postserver är inställd')
    expect(html).toContain('[länk till klientens sida]')
    expect(html).toMatch(/– måndag \d+ \w+ kl\. \d\d:\d\d, hos (Alva|Bo) Exempel/)
    expect(html).not.toContain('/visits/')
    expect((await look('/staff/messages', 'en')).html).toContain('not sent: no mail server configured')
  })
})

describe('the language', () => {
  test('is remembered for the workspace and leads back', async () => {
    const answer = await at.send('/staff/language', { language: 'en', next: '/staff/messages' }, cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/messages'])
    expect(answer.headers.getSetCookie().join()).toContain('lyster-language=en; Path=/staff')
    expect(cookieFrom(answer)).toBe('lyster-language=en')
    expect((await look('/staff/messages', 'en')).html).toContain('<title>Messages · Testkliniken</title>')
  })
})

test('an address that leads nowhere is 404 for whoever is signed in', async () => {
  const { status, html } = await look('/staff/nowhere/at-all')
  expect(status).toBe(404)
  expect(html).toContain('Sidan finns inte')
  expect(html).toContain('action="/staff/sign-out"')
})

async function dateOf(visit: string | undefined): Promise<string> {
  const rows = await at.raw<{ day: string }>(
    `select (starts at time zone 'Europe/Stockholm')::date::text as day from visit where visit_id = $1`,
    [visit],
  )
  return rows[0]?.day ?? ''
}
