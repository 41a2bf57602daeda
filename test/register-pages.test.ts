/** The register as staff use it: finding, the card, merging, booking by phone, walking in, reading in a file. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPages, openPages } from './open-pages.ts'

let at: OpenPages
let cookie: string
let vera: string
beforeAll(async () => {
  at = await openPages()
  cookie = await at.signedIn()
  await at.book()
  vera = await idOf('Vera Exempel')
})
afterAll(() => at.close())

const idOf = async (name: string) =>
  (await at.raw<{ client_id: string }>('select client_id from client where name = $1', [name]))[0]
    ?.client_id ?? ''
const plain = (html: string) =>
  html.replaceAll('<!-- -->', '').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
const look = async (path: string) => {
  const answer = await at.ask(path, { headers: { cookie } })
  return { status: answer.status, location: answer.headers.get('location'), html: plain(await answer.text()) }
}
const send = async (path: string, fields: Record<string, string>) => {
  const answer = await at.send(path, fields, cookie)
  return { status: answer.status, location: answer.headers.get('location'), html: plain(await answer.text()) }
}
const upload = async (fields: Record<string, string | Blob>) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const answer = await at.ask('/staff/clients/import', {
    method: 'POST',
    body,
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  })
  return { status: answer.status, html: plain(await answer.text()) }
}
const asRole = async (role: string, work: () => Promise<void>) => {
  await at.raw(`update staff set role = $1 where name = 'Alva Exempel'`, [role])
  try {
    await work()
  } finally {
    await at.raw(`update staff set role = 'therapist' where name = 'Alva Exempel'`)
  }
}
const details = {
  name: 'Vera Exempel',
  phone: '0701740605',
  email: 'vera@klinik.example',
  contact: 'email',
  language: 'sv',
}
const courseIn = (html: string) => /<button[^>]* value="([^"]+)"[^>]* name="course"/.exec(html)?.[1] ?? ''

describe('finding', () => {
  test.each(['', 'vera', '070-174 06 05', 'VERA@klinik', 'exémpel'])(
    'by %j, with the next visit; one line in the audit',
    async (q) => {
      await at.raw(`delete from audit where act = 'clients-searched'`)
      const { status, html } = await look(`/staff/clients?q=${encodeURIComponent(q)}`)
      expect(status).toBe(200)
      expect(html).toContain(`href="/staff/clients/${vera}"`)
      expect(html).toMatch(/href="\/staff\/visits\/[^"]+">/)
      expect(html).toContain(`href="/staff/clients/book/${vera}"`)
      const lines = await at.raw<{ detail: { clients: string[] } }>(
        `select detail from audit where act = 'clients-searched'`,
      )
      expect(lines.map(({ detail }) => detail.clients.includes(vera))).toEqual([true])
    },
  )

  test('says kindly that nobody begins so, whatever is written', async () => {
    for (const q of ['ingen', '%', "'--", '\u0000', 'x'.repeat(5000)])
      expect((await look(`/staff/clients?q=${encodeURIComponent(q)}`)).html).toContain(
        'Ingen klient börjar så',
      )
  })
})

describe('the card', () => {
  test('shows visits, what was sent, and the way to book; that she was looked at is written down', async () => {
    const { html } = await look(`/staff/clients/${vera}`)
    expect(html.match(/href="\/staff\/visits\//g)).toHaveLength(3)
    expect(html).toContain('Besök hos Testkliniken')
    expect(html).toContain('href="tel:+46701740605"')
    expect(await at.raw(`select subject_id from audit where act = 'client-looked-at'`)).toContainEqual({
      subject_id: vera,
    })
  })

  test('is changed, and a field that cannot be used is named and keeps what was written', async () => {
    const changed = await send(`/staff/clients/${vera}`, { act: 'change', ...details, language: 'en' })
    expect([changed.status, changed.location]).toEqual([303, `/staff/clients/${vera}?done=changed`])
    expect((await look(changed.location ?? '')).html).toContain('Uppgifterna är sparade')
    const bad = await send(`/staff/clients/${vera}`, {
      act: 'change',
      ...details,
      phone: '12',
      email: 'nej',
      name: '',
    })
    expect(bad.status).toBe(422)
    for (const field of ['name', 'phone', 'email']) expect(bad.html).toContain(`href="#field-${field}"`)
    expect(bad.html).toContain('value="nej"')
    const none = await send(`/staff/clients/${vera}`, {
      act: 'change',
      ...details,
      phone: '',
      contact: 'sms',
    })
    expect([none.status, none.html.includes('href="#field-contact"')]).toEqual([422, true])
  })

  test('keeps notes for those who treat; the desk neither sees nor writes them', async () => {
    const body = 'Känslig vid näsan\nProva mildare'
    const written = await send(`/staff/clients/${vera}`, { act: 'note', body })
    expect(written.location).toBe(`/staff/clients/${vera}?done=note`)
    expect((await look(`/staff/clients/${vera}`)).html).toContain(body)
    expect((await send(`/staff/clients/${vera}`, { act: 'note', body: '  ' })).status).toBe(422)
    await asRole('desk', async () => {
      const { status, html } = await look(`/staff/clients/${vera}`)
      expect([status, html.includes('Känslig'), html.includes('Anteckning')]).toEqual([200, false, false])
      expect((await send(`/staff/clients/${vera}`, { act: 'note', body })).status).toBe(403)
      expect((await look('/staff/clients/import')).status).toBe(403)
      expect((await upload({ kind: 'clients', text: 'namn\nVera' })).status).toBe(403)
    })
    expect(await at.raw('select from client_note')).toHaveLength(1)
  })

  test.each(['x', '00000000-0000-4000-8000-000000000000'])('that is none (%s) is not found', async (id) => {
    expect((await look(`/staff/clients/${id}`)).status).toBe(404)
    expect((await look(`/staff/clients/book/${id}`)).status).toBe(404)
    expect((await look(`/staff/clients/${vera}/merge/${id}`)).status).toBe(404)
  })
})

describe('possibly the same', () => {
  test('leads from the search and the card to both side by side, to one card, and apart again', async () => {
    await at.book('Wera Exempel')
    const wera = await idOf('Wera Exempel')
    expect((await look('/staff/clients?q=vera')).html).toContain('Möjligen samma')
    const card = await look(`/staff/clients/${vera}`)
    expect(card.html).toContain('Wera Exempel: samma telefon, e-post, namn, nästan')
    const path = `/staff/clients/${vera}/merge/${wera}`
    expect(card.html).toContain(`href="${path}"`)
    expect((await look(path)).html.match(/name="keep"/g)).toHaveLength(2)
    const merged = await send(path, { keep: vera })
    expect(merged.location).toBe(`/staff/clients/${vera}?done=merged`)
    const both = await look(`/staff/clients/${vera}`)
    expect(both.html.match(/href="\/staff\/visits\//g)).toHaveLength(6)
    expect((await look(`/staff/clients/${wera}`)).location).toBe(`/staff/clients/${vera}`)
    const merge = /name="merge" value="([^"]+)"/.exec(both.html)?.[1] ?? ''
    expect((await send(`/staff/clients/${vera}`, { act: 'undo', merge })).location).toBe(
      `/staff/clients/${vera}?done=undone`,
    )
    expect((await look(`/staff/clients/${wera}`)).html.match(/href="\/staff\/visits\//g)).toHaveLength(3)
  })
})

describe('booking by phone', () => {
  test('for a card: wishes, offers, one press; without the tick nothing is booked', async () => {
    const path = `/staff/clients/book/${vera}`
    expect((await look(path)).html).not.toContain('name="course"')
    const query = `?service=${at.clinic.treatment}&from=2027-02-01&weekday=2&part=afternoon`
    await at.raw(
      `insert into screening_question values ($1, 'pregnant', 1, '{"sv":"Är du gravid?","en":"Are you pregnant?"}', '{"sv":"","en":""}', 'call', 'x', 'judgement', '2026-11-01')`,
      [at.clinic.id],
    )
    const offers = await look(path + query)
    expect(offers.html).toContain('Är du gravid?')
    const course = courseIn(offers.html)
    const unasked = await send(path + query, { course, asks: 'yes' })
    expect([unasked.status, unasked.html.includes('href="#field-asked"')]).toEqual([422, true])
    const booked = await send(path + query, { course, asks: 'yes', asked: 'yes' })
    expect(booked.location).toBe(`/staff/clients/${vera}?done=booked`)
    const again = await send(path + query, { course, asks: 'yes', asked: 'yes' })
    expect(again.location).toBe(booked.location)
    expect((await look(booked.location ?? '')).html.match(/href="\/staff\/visits\//g)).toHaveLength(6)
    const late = await send('/staff/clients/book' + query, {
      ...details,
      name: 'Sen Exempel',
      course,
      asks: 'yes',
      asked: 'yes',
    })
    expect([late.status, late.html.includes('Någon hann före')]).toEqual([409, true])
    expect(await idOf('Sen Exempel')).toBe('')
  })

  test('for somebody new a name and a number are enough; what is missing is named and books nothing', async () => {
    const path = `/staff/clients/book?service=${at.clinic.analysis}`
    const course = courseIn((await look(path)).html)
    const nameless = await send(path, { ...details, name: '', email: '', contact: 'phone', course })
    expect([nameless.status, nameless.html.includes('href="#field-name"')]).toEqual([422, true])
    const booked = await send(path, {
      ...details,
      name: 'Ny Påhitt',
      phone: '0701740611',
      email: '',
      contact: 'phone',
      course,
    })
    expect(booked.location).toBe(`/staff/clients/${await idOf('Ny Påhitt')}?done=booked`)
    expect((await send(path, { ...details, course: 'x.y' })).status).toBe(422)
  })

  test('somebody who stands there is offered today, the soonest first', async () => {
    await at.raw('update clinic set lead_minutes = 1000')
    const { html } = await look(`/staff/clients/book?service=${at.clinic.analysis}&now=yes`)
    const times = [...html.matchAll(/aria-label="Boka den här: måndag 4 januari kl. (\d\d:\d\d)"/g)].map(
      ([, time]) => String(time),
    )
    expect(times[0]).toBe('09:00')
    expect(times).toEqual(times.toSorted((one, other) => one.localeCompare(other)))
  })
})

describe('reading in a file', () => {
  const asOwner = (work: () => Promise<void>) => asRole('owner', work)
  const text = 'Namn;Mobil;E-post\r\nÅsa Fil;0701740612;asa@post.example\r\nBo Fil;nej;bo@post.example\r\n'

  test('shows the columns, names what is wrong by line, writes nothing; mended it is in, and again adds nobody', async () =>
    asOwner(async () => {
      expect((await look('/staff/clients/import')).html).toContain('type="file"')
      const latin = new Blob([Buffer.from(text, 'latin1')])
      const preview = await upload({ kind: 'clients', text: '', file: latin })
      expect(preview.html).toContain('Åsa Fil · Bo Fil')
      expect(preview.html).toMatch(/<option value="name" selected[^>]*>/)
      const columns = async (sent: string) => {
        const body = new FormData()
        for (const [name, value] of [
          ['kind', 'clients'],
          ['text', sent],
          ['act', 'read'],
          ['column', 'name'],
          ['column', 'phone'],
          ['column', 'email'],
        ] as const)
          body.append(name, value)
        const answer = await at.ask('/staff/clients/import', {
          method: 'POST',
          body,
          headers: { cookie, 'sec-fetch-site': 'same-origin' },
        })
        return { status: answer.status, html: plain(await answer.text()) }
      }
      const wrong = await columns(text)
      expect(wrong.status).toBe(422)
      expect(wrong.html).toContain('1 rader måste lagas')
      expect(wrong.html).toContain(
        '<th scope="row">3</th><td>telefon</td><td>det är inget telefonnummer</td>',
      )
      expect(await idOf('Åsa Fil')).toBe('')
      const mended = text.replace('nej', '0701740613')
      expect((await columns(mended)).html).toContain('2 nya är inlästa')
      expect((await columns(mended)).html).toContain('2 rader fanns redan')
      expect(await idOf('Bo Fil')).not.toBe('')
    }))

  test.each([
    ['nothing', '', 422, 'Filen är tom'],
    ['a header alone', 'namn;mobil', 422, 'Filen är tom'],
    ['a quotation mark without its other half', 'namn\n"Vera', 422, 'citattecken'],
    ['a file of 6 MB', `namn\n${'x'.repeat(6_000_000)}`, 413, 'större än 5 MB'],
  ])('%s is refused in one sentence', async (...[, sent, status, words]) =>
    asOwner(async () => {
      const answer = await upload({ kind: 'clients', file: new Blob([sent]), text: '' })
      expect([answer.status, answer.html.includes(words)]).toEqual([status, true])
    }),
  )

  test('a file of 5,000 lines passes the gate, and other pages still take no such body', async () =>
    asOwner(async () => {
      const lines = Array.from(
        { length: 5000 },
        (_, n) => `Fil ${n} Exempel;+4670${1_000_000 + n};fil.${n}@post.example;${'x'.repeat(60)}`,
      )
      const large = ['Namn;Mobil;E-post;Adress', ...lines].join('\n')
      expect((await upload({ kind: 'clients', text: large })).html).toContain('Läs in 5000 rader')
      expect((await send(`/staff/clients/${vera}`, { act: 'note', body: large })).status).toBe(413)
    }))
})
