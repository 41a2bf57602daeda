/** What keeps an open board true: the stream that says that something changed, and the version one may ask for. */
import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPages, openPages } from '../../../test/open-pages.ts'
import { addDayLook } from '#clinic'
import { noteChange } from '#platform/changes'
import { openDb } from '#platform/db'
import { againHeaders } from './again.ts'

let at: OpenPages
let cookie: string
beforeAll(async () => {
  at = await openPages()
  cookie = await at.signedIn()
})
afterAll(() => at.close())

const stream = { accept: 'text/event-stream' }
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Reads a stream as it comes. */
async function listen(by = cookie) {
  const answer = await at.ask('/staff/changes', { headers: { ...stream, cookie: by } })
  const reader = answer.body?.getReader()
  if (!reader) throw new Error('no stream')
  const said = { text: '', ended: false }
  const read = async (): Promise<void> => {
    const { done, value } = await reader.read()
    if (done) {
      said.ended = true
      return
    }
    said.text += new TextDecoder().decode(value)
    return read()
  }
  void read()
  return { answer, said, leave: () => reader.cancel() }
}

async function until(is: () => boolean): Promise<void> {
  for (let left = 100; !is(); left--) {
    if (left === 0) throw new Error(`in vain: ${is.toString()}`)
    await pause(50)
  }
}

describe('the stream of changes', () => {
  test('says that something has changed when another connection has changed it, and says nothing else', async () => {
    const { answer, said, leave } = await listen()
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const elsewhere = openDb(at.app, () => undefined)
    await elsewhere.inClinic(at.clinic.id, async (trx) => noteChange(trx))
    await until(() => said.text.includes('changed'))
    expect(said.text).toBe('retry: 3000\n\nevent: changed\ndata: \n\n')
    await leave()
    await elsewhere.close()
  })

  test('a booking is such a change', async () => {
    const { said, leave } = await listen()
    await at.book('Otto Exempel')
    await until(() => said.text.includes('changed'))
    await leave()
  })

  test('is silent about another clinic', async () => {
    const { said, leave } = await listen()
    await at.db.inClinic(randomUUID(), async (trx) => noteChange(trx))
    await pause(400)
    expect(said.text).not.toContain('changed')
    await leave()
  })

  test('ends for whoever has signed out, who hears of nothing after that', async () => {
    const hers = await at.signedIn()
    const { said } = await listen(hers)
    await at.send('/staff/sign-out', {}, hers)
    await at.db.inClinic(at.clinic.id, async (trx) => noteChange(trx))
    await until(() => said.ended)
    expect(said.text).not.toContain('changed')
  })

  test('is for those at work, and for who reads it as it comes', async () => {
    expect((await at.ask('/staff/changes', { headers: stream })).status).toBe(401)
    expect((await at.ask('/staff/changes', { headers: { cookie } })).status).toBe(406)
  })
})

describe('the version', () => {
  const ask = async (query: string) => {
    const answer = await at.ask(`/staff/changes/version?${query}`, { headers: { cookie } })
    return { status: answer.status, text: await answer.text() }
  }

  test('is the one that the board carries, for a day and for a week', async () => {
    for (const [page, query] of [
      ['/staff/day/2027-01-04', 'from=2027-01-04'],
      ['/staff/week/2027-01-06', 'from=2027-01-04&days=7'],
    ] as const) {
      const html = await (await at.ask(page, { headers: { cookie } })).text()
      const carried = /data-version="([^"]+)"/.exec(html)?.[1]
      expect(html).toContain(`data-asks="/staff/changes/version?${query.replace('&', '&amp;')}"`)
      expect(await ask(query)).toEqual({ status: 200, text: JSON.stringify({ version: carried }) })
    }
  })

  test('is for those at work, and for days', async () => {
    expect((await at.ask('/staff/changes/version?from=2027-01-04')).status).toBe(401)
    expect((await ask('from=2027-02-31')).status).toBe(404)
  })
})

describe('in the audit', () => {
  const looks = async () => (await at.raw(`select 1 from audit where act = 'day-looked-at'`)).length
  /** How many lines it added. */
  const look = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const before = await looks()
    expect((await at.ask(path, { headers: { cookie, ...headers } })).status).toBe(200)
    return (await looks()) - before
  }

  test('a board that draws itself anew is one look, of a day and of a week, and one by hand is another', async () => {
    for (const path of ['/staff/day/2027-02-01', '/staff/week/2027-02-01']) {
      expect(await look(path, againHeaders), 'a mark without a look before it hides nothing').toBe(1)
      expect(await look(path, againHeaders)).toBe(0)
      expect(await look(path)).toBe(1)
    }
    expect(await look('/staff/day/2027-02-02', againHeaders), 'another day').toBe(1)
  })

  test('a board that stands open is a line each quarter of an hour', async () => {
    await look('/staff/day/2027-02-03')
    const [last] = await at.raw<{ at: Date }>('select max(at) as at from audit')
    const actor = (await at.raw<{ actor: string }>(`select actor from audit where act = 'day-looked-at'`))[0]
    const later = Temporal.Instant.fromEpochMilliseconds(last?.at.getTime() ?? 0).add({ minutes: 16 })
    const again = (moment: Temporal.Instant) =>
      at.db.inClinic(at.clinic.id, (trx) =>
        addDayLook(trx, {
          at: moment,
          staff: actor?.actor.slice('staff:'.length) ?? '',
          detail: { date: '2027-02-03' },
          isAgain: true,
        }),
      )
    const before = await looks()
    await again(later.subtract({ minutes: 2 }))
    expect(await looks()).toBe(before)
    await again(later)
    expect(await looks()).toBe(before + 1)
  })
})

describe('the pages of the board', () => {
  const page = async (path: string) => {
    const answer = await at.ask(path, { headers: { cookie } })
    return { answer, html: await answer.text() }
  }

  test('may run a script of ours and ask us, and carry none in the page itself', async () => {
    for (const path of ['/staff/day', '/staff/day/2027-01-04', '/staff/week', '/staff/week/2027-01-04']) {
      const { answer, html } = await page(path)
      const policy = answer.headers.get('content-security-policy')
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("connect-src 'self'")
      expect(html.match(/<script(?![^>]*src=)/g)).toBeNull()
    }
  })

  test('a week has the days on which the clinic is open, each a way to its day', async () => {
    const { html } = await page('/staff/week/2027-01-06')
    const days = [...html.matchAll(/data-day="([^"]+)"/g)].map(([, day]) => day)
    expect(days).toEqual(['2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08'])
    expect(html).toContain('href="/staff/day/2027-01-06"')
  })

  test('a week may be a room’s or a pen’s', async () => {
    const { html } = await page(`/staff/week/2027-01-06?by=room&who=${at.clinic.rooms[1]}`)
    expect(html).toContain(`data-column="${at.clinic.rooms[1]}"`)
    expect(html).not.toContain(`data-column="${at.clinic.rooms[0]}"`)
    const pens = await page('/staff/week/2027-01-06?by=device')
    expect(pens.html).toContain(`data-column="${at.clinic.device}"`)
  })

  test('an empty stretch leads to a booking with that therapist, on that day, at that time', async () => {
    const { html } = await page('/staff/day/2027-01-05')
    const [, href = ''] = /class="board-free" href="([^"]+)"/.exec(html) ?? []
    const asked = new URL(href.replaceAll('&amp;', '&'), 'http://localhost').searchParams
    expect(Object.fromEntries(asked)).toEqual({
      therapist: at.clinic.therapists[0],
      from: '2027-01-05',
      at: '09:00',
    })
    // Its name begins with what is seen, so that whoever speaks to her machine can say it.
    expect(html).toMatch(
      /Ledigt 09:00–[\d:]+<\/span> <span class="visually-hidden">Boka Alva Exempel klockan 09:00</,
    )
  })

  test('booked from there, the time that was pressed is offered first', async () => {
    for (const time of ['11:15', '14:30']) {
      const query = `service=${at.clinic.treatment}&therapist=${at.clinic.therapists[1]}&from=2027-01-07&at=${time}`
      const { html } = await page(`/staff/clients/book?${query}`)
      const [, first] = /aria-label="(Boka den här: [^"]+)"/.exec(html) ?? []
      expect(first).toContain(`7 januari kl. ${time}`)
      expect(html).not.toContain('Ingenting passar precis')
    }
    const late = `service=${at.clinic.treatment}&therapist=${at.clinic.therapists[1]}&from=2027-01-07&at=16:45`
    expect((await page(`/staff/clients/book?${late}`)).html).toContain(
      'Ingenting passar precis klockan 16:45',
    )
  })

  test('a client who has a card already is found without losing the wish', async () => {
    await at.book('Vera Exempel')
    const { html } = await page('/staff/clients/book?from=2027-01-07&at=11:15&who=vera')
    expect(html).toMatch(/href="\/staff\/clients\/book\/[0-9a-f-]{36}\?from=2027-01-07&amp;at=11%3A15"/)
    const none = await page('/staff/clients/book?from=2027-01-07&at=11:15&who=qqq')
    expect(none.html).toContain('Ingen hittades.')
  })
})
