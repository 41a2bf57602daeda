/** The clinic's own pages as its owner uses them, and who may not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPages, openPages, stranger } from '../../../test/open-pages.ts'

let at: OpenPages
let cookie: string
beforeAll(async () => {
  at = await openPages()
  await at.raw(`update staff set role = 'owner' where name = 'Alva Exempel'`)
  cookie = await at.signedIn()
})
afterAll(() => at.close())

const plain = (html: string) =>
  html.replaceAll('<!-- -->', '').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
const look = async (path: string, language = 'sv') => {
  const answer = await at.ask(path, { headers: { cookie: `${cookie}; lyster-language=${language}` } })
  return { status: answer.status, html: plain(await answer.text()) }
}
const send = async (page: string, fields: Record<string, string>) => {
  const answer = await at.send(`/staff/clinic${page}`, fields, cookie)
  return { status: answer.status, to: answer.headers.get('location'), html: plain(await answer.text()) }
}

describe('the clinic’s pages', () => {
  const pages = [
    '',
    '/address',
    '/hours',
    '/rooms',
    '/weeks',
    '/absences',
    '/services',
    '/look',
    '/messages',
    '/live',
  ]

  test.each(pages)('%s is drawn in both languages, without a script', async (page) => {
    for (const language of ['sv', 'en']) {
      const { status, html } = await look(`/staff/clinic${page}`, language)
      expect(status).toBe(200)
      expect(html).toMatch(/<h1>[^<]+<\/h1>/)
      expect(html).not.toContain('<script')
      expect(html).not.toContain('style=')
    }
  })

  test.each(['therapist', 'desk'])('are not for a %s', async (role) => {
    await at.raw(`update staff set role = $1 where name = 'Alva Exempel'`, [role])
    for (const page of pages) {
      expect((await look(`/staff/clinic${page}`)).status).toBe(403)
      if (page !== '') expect((await send(page, { name: 'x' })).status).toBe(403)
    }
    await at.raw(`update staff set role = 'owner' where name = 'Alva Exempel'`)
  })

  test('an address with faults comes back with what was written, at its fields', async () => {
    const { status, html } = await send('/address', { name: 'Hud', phone: '12', email: 'nix', street: 'Å 1' })
    expect(status).toBe(422)
    for (const field of ['postcode', 'city', 'phone', 'email']) expect(html).toContain(`id="error-${field}"`)
    expect(html).toContain('value="Å 1"')
    expect(html).not.toContain('id="error-name"')
  })

  test('an address is saved, its phone as machines want it, and who did it is written down', async () => {
    const { status, to } = await send('/address', {
      name: 'Hudrummet',
      street: 'Storgatan 1',
      postcode: '211 34',
      city: 'Malmö',
      phone: '040-628 04 15',
      email: 'hej@hud.example',
    })
    expect([status, to]).toEqual([303, '/staff/clinic/address?saved=1'])
    expect(await at.raw('select name, phone from clinic')).toEqual([
      { name: 'Hudrummet', phone: '+46406280415' },
    ])
    expect(await at.raw(`select detail from audit where act = 'clinic-changed'`)).toContainEqual({
      detail: { what: 'address' },
    })
  })

  test('how late a client may change by herself is whole hours up to two weeks', async () => {
    expect((await look('/staff/clinic/live')).html).toContain('value="24"')
    for (const hours of ['', '1,5', '-1', '337', 'snart']) {
      const bad = await send('/live', { do: 'notice', hours })
      expect(bad.status).toBe(422)
      expect(bad.html).toContain('id="error-hours"')
      expect(bad.html).toContain(`value="${hours}"`)
    }
    expect((await send('/live', { do: 'notice', hours: '48' })).to).toBe('/staff/clinic/live?saved=1')
    expect(await at.raw('select change_notice_hours from clinic')).toEqual([{ change_notice_hours: 48 }])
  })

  test('hours are read as they are written, and kept when one day cannot be read', async () => {
    const bad = await send('/hours', { 'open-1': '8-12, 13-17', 'open-2': 'när jag vill' })
    expect(bad.status).toBe(422)
    expect(bad.html).toContain('value="när jag vill"')
    expect(bad.html).toContain('id="error-open-2"')
    expect((await send('/hours', { 'open-1': '8-12, 13-17', 'open-5': '9–20' })).status).toBe(303)
    expect((await look('/staff/clinic/hours')).html).toContain('value="08:00–12:00, 13:00–17:00"')
  })

  test('a room in use is not given up, and the visits that use it are linked', async () => {
    const [visit] = await at.book()
    const { status, html } = await send('/rooms', { place: at.clinic.device, do: 'retire' })
    expect(status).toBe(409)
    expect(html).toContain(`href="/staff/visits/${visit}"`)
    expect((await send('/rooms', { place: 'new-room', 'name-new-room': 'Rum 3' })).status).toBe(303)
    expect((await send('/rooms', { place: 'new-room', 'name-new-room': 'rum 3' })).status).toBe(409)
    expect((await send('/rooms', { place: 'new-room', 'name-new-room': ' ' })).status).toBe(422)
    expect((await send('/rooms', { place: 'nowhere' })).status).toBe(404)
  })

  test('alternating weeks are written and read back', async () => {
    const page = `/weeks/${at.clinic.therapists[0]}`
    const ordinary = { key: 'ordinary', 'rhythm-ordinary': 'alternating', 'a-ordinary-1': '8-12' }
    const bad = await send(page, { ...ordinary, 'anchor-ordinary': 'nyss', 'b-ordinary-2': '17-9' })
    expect(bad.status).toBe(422)
    for (const field of ['anchor-ordinary', 'b-ordinary-2']) expect(bad.html).toContain(`id="error-${field}"`)
    const good = await send(page, { ...ordinary, 'anchor-ordinary': '2027-01-13', 'b-ordinary-2': '13-17' })
    expect(good.status).toBe(303)
    expect((await look(`/staff/clinic${page}`)).html).toContain('value="2027-01-11"')
    expect(
      await at.raw(
        `select weekday, every_weeks, anchor::text from working_hours where anchor is not null order by 1`,
      ),
    ).toEqual([
      { weekday: 1, every_weeks: 2, anchor: '2027-01-11' },
      { weekday: 2, every_weeks: 2, anchor: '2027-01-18' },
    ])
    const summer = { key: 'new', 'from-new': '2027-06-21', 'until-new': '2027-06-01', 'a-new-1': '10-14' }
    expect((await send(page, summer)).html).toContain('id="error-until-new"')
    expect((await send(page, { ...summer, 'until-new': '2027-08-01' })).status).toBe(303)
    expect((await look(`/staff/clinic${page}`)).html).toContain('21 juni 2027 – 1 augusti 2027')
  })

  test('holidays are proposed, closed with a tick each, and proposed no more', async () => {
    const before = await look('/staff/clinic/absences')
    expect(before.html).toContain('name="day-2027-12-24"')
    expect((await send('/absences', { do: 'holidays', 'day-2027-12-24': 'Julafton' })).status).toBe(303)
    const after = await look('/staff/clinic/absences')
    expect(after.html).not.toContain('name="day-2027-12-24"')
    expect(after.html).toContain('Julafton')
    const bad = await send('/absences', { whose: 'clinic', 'from-date': '2027-02-30', why: '' })
    expect(bad.status).toBe(422)
    for (const field of ['from-date', 'why']) expect(bad.html).toContain(`id="error-${field}"`)
  })

  test('a service is drafted, drawn before it is saved, priced, and shown', async () => {
    const made = await send('/services', { name: 'Peeling', kind: 'analysis' })
    const page = (made.to ?? '').replace('/staff/clinic', '')
    expect((await send(page, { part: 'show', do: 'show' })).html).toContain('Lägg till minst en del först')
    const part = {
      'sv-0': 'Allt',
      'minutes-0': '60',
      'holds-therapist-0': 'yes',
      'holds-room-0': 'yes',
      'present-0': 'yes',
    }
    const drawn = await send(page, { part: 'segments', count: '1', do: 'add', ...part })
    expect(drawn.status).toBe(200)
    expect(drawn.html).toContain('protocol-segment is-present')
    expect(drawn.html).toContain('90 minuter')
    expect(await at.raw(`select 1 from segment where name->>'sv' = 'Allt'`)).toEqual([])
    expect(
      (await send(page, { part: 'segments', count: '1', do: 'save', ...part, 'minutes-0': '0' })).html,
    ).toContain('id="error-minutes-0"')
    expect((await send(page, { part: 'segments', count: '1', do: 'save', ...part })).status).toBe(303)
    const fields = {
      part: 'fields',
      kind: 'analysis',
      'name-sv': 'Peeling',
      price: '1 200,50',
      vat: '25',
      visits: '2',
    }
    const rest = { least: '14', ideal: '10', most: '28' }
    expect((await send(page, { ...fields, ...rest })).html).toContain('id="error-least"')
    expect((await send(page, { ...fields, ...rest, ideal: '21' })).status).toBe(303)
    expect((await send(page, { part: 'show', do: 'show' })).status).toBe(303)
    expect(plain(await (await at.ask('/sv/book')).text())).toMatch(/Peeling[^]*1\s200,50\skr/)
  })

  test('a clinic that is not live books nothing from outside, and says kindly so', async () => {
    await at.raw('update clinic set live = false')
    const answer = await at.ask('/sv/book')
    expect(await answer.text()).toContain('Bokningen öppnar snart')
    const times = await at.ask('/sv/book/times?service=x')
    expect([times.status, times.headers.get('location')]).toEqual([302, '/sv/book'])
    expect((await send('/live', { do: 'open' })).status).toBe(303)
    expect(await (await at.ask('/sv/book')).text()).not.toContain('Bokningen öppnar snart')
  })

  test('there is no page to leave where there is no demonstration', async () => {
    const answer = await at.ask('/staff/clinic/leave', { headers: { cookie } })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/clinic'])
  })

  test('leaving: a short password is refused; then the owner is signed in to her own clinic', async () => {
    await at.raw('update clinic set demonstration = true')
    const mine = { clinic: 'Idas hud', name: 'Ida Egen', email: 'ida@egen.example' }
    expect((await send('/leave', { ...mine, password: 'kort' })).html).toContain('id="error-password"')
    // Somebody else's account is not taken over by naming her address.
    const somebodys = { ...mine, email: stranger.email, password: 'ett-eget-langt-losen' }
    expect((await send('/leave', somebodys)).html).toContain('id="error-email"')
    const answer = await at.send('/staff/clinic/leave', { ...mine, password: 'ett-eget-langt-losen' }, cookie)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/clinic'])
    const own = answer.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ')
    const start = await at.ask('/staff/clinic', { headers: { cookie: own } })
    expect(await start.text()).toContain('Idas hud')
    expect((await at.ask('/staff/clinic', { headers: { cookie } })).status).toBe(403)
  })
})
