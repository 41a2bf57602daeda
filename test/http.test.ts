/** The front of the house with real pages and the real API behind it, and a database that can be taken away. */
import { globSync } from 'node:fs'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from './database.ts'
import { addSmallClinic } from './small-clinic.ts'
import { openApi } from '../src/api/index.ts'
import { openAuth } from '../src/platform/auth.ts'
import { readConfig } from '../src/platform/config.ts'
import type { RequestContext } from '../src/platform/context.ts'
import { openHttp } from '../src/platform/http.ts'
import type { House } from '../src/platform/house.ts'

const base = 'http://klinik.example'
let at: TestClinic
let house: House
let app: ReturnType<typeof openHttp>
const logged: string[] = []
const asked: RequestContext[] = []

beforeAll(async () => {
  at = await openTestClinic()
  const config = readConfig({ LYSTER_URL: 'https://klinik.example' })
  const auth = openAuth({
    connection: at.app,
    secret: 'x'.repeat(32),
    url: config.url,
    onError: () => undefined,
  })
  const log = pino(new Writable({ write: (line, _, done) => done(void logged.push(String(line))) }))
  house = { config, db: at.db, keys: at.keys, auth, log, now: () => at.now }
  app = openHttp(house, { api: openApi(), pages: drawPage })
})
beforeEach(() => {
  logged.length = 0
})
afterAll(async () => {
  await house.auth.close()
  await at.close()
})

/** A page that breaks where it is asked to, and otherwise reads the body as an action would. */
async function drawPage(request: Request, context: RequestContext): Promise<Response> {
  asked.push(context)
  const { pathname } = new URL(request.url)
  if (pathname.endsWith('/breaks')) throw new Error('a page of ours broke')
  if (pathname.endsWith('/loses'))
    await context.inClinic((trx) => trx.selectFrom('client').selectAll().execute())
  if (pathname.endsWith('/lost') || pathname.startsWith('/assets/'))
    return new Response('lost', { status: 404 })
  return new Response(request.method === 'POST' ? `got ${(await request.text()).length}` : 'a page')
}

type Sent = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> }
const ask = (path: string, init: Sent = {}) =>
  app.request(base + path, { ...init, headers: { host: 'klinik.example', ...init.headers } })
const send = (path: string, body: string, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body, headers })

describe('every answer', () => {
  test.each([
    ['a public page', '/sv', 200],
    ['a page that is not there', '/sv/lost', 404],
    ['a page that broke', '/sv/breaks', 500],
    ['the staff’s', '/staff', 200],
    ['the API', '/api/v1/services', 200],
    ['the API where there is nothing', '/api/nothing', 404],
    ['health', '/healthz', 200],
    ['readiness', '/readyz', 200],
    ['a file that is not there', '/assets/none-abc.css', 404],
  ])(
    '%s forbids scripts, guessing, framing and keeping, and has its request’s id',
    async (_, path, status) => {
      const answer = await ask(path)
      expect(answer.status).toBe(status)
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'")
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(answer.headers.get('referrer-policy')).toMatch(/^(no-referrer|same-origin)$/)
      expect(answer.headers.get('strict-transport-security')).toContain('max-age=31536000')
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
      expect(answer.headers.get('server')).toBeNull()
    },
  )
})

test('a file with a hash in its name is kept for a year, and one that is not there is not', async () => {
  const [file = ''] = globSync('build/client/assets/*.css')
  const there = await ask(file.replace('build/client', ''))
  expect([there.status, there.headers.get('cache-control')]).toEqual([
    200,
    'public, max-age=31536000, immutable',
  ])
  expect(there.headers.get('content-type')).toContain('text/css')
  const missing = await ask('/assets/none-abc.css')
  expect(missing.headers.get('cache-control')).toBe('no-store')
  for (const path of [
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
  ])
    expect(await (await ask(path)).text(), path).not.toContain('"lyster"')
})

describe('a breakage', () => {
  test('shows a kind page in both languages without any detail, and is logged once with its request’s id', async () => {
    const answer = await ask('/sv/visits/AbC.dEf/breaks')
    const text = await answer.text()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, 'text/html; charset=UTF-8'])
    expect(text).toContain('Det som redan var bokat finns kvar')
    expect(text).toContain('What was booked is still booked')
    expect(text).not.toMatch(/a page of ours broke|<script|style=|at .*\.ts/)
    expect(logged).toHaveLength(1)
    const line = JSON.parse(logged[0] ?? '{}')
    expect(line).toMatchObject({
      path: '/sv/visits/:secret/breaks',
      request: answer.headers.get('x-request-id'),
    })
    expect(text).toContain(line.request)
    expect(logged[0]).not.toContain('AbC.dEf')
  })

  test('is the same while the database is away: a kind page, readiness says no, health says yes', async () => {
    const away = await openTestClinic()
    const lost = openHttp({ ...house, db: away.db }, { api: openApi(), pages: drawPage })
    const there = (path: string) => lost.request(base + path)
    expect((await there('/readyz')).status).toBe(200)
    await away.close()
    const page = await there('/sv')
    expect([page.status, page.headers.get('content-security-policy')?.includes("script-src 'none'")]).toEqual(
      [500, true],
    )
    expect(await page.text()).toContain('Något gick fel hos oss')
    expect(logged).toHaveLength(1)
    expect(await (await there('/api/v1/services')).json()).toMatchObject({ refused: 'broken' })
    expect([(await there('/readyz')).status, (await there('/healthz')).status]).toEqual([503, 200])
  })

  test('of the API names no table, no value and no file', async () => {
    await at.raw("alter table client add constraint no_vera check (name not like 'Vera%') not valid")
    const [course] = (await (await ask(`/api/v1/courses?service=${at.clinic.analysis}&limit=1`)).json())
      .courses
    const json = { 'content-type': 'application/json' }
    const { hold } = await (await send('/api/v1/holds', JSON.stringify({ course: course.id }), json)).json()
    const client = {
      name: 'Vera Exempel',
      email: 'vera@klinik.example',
      phone: '070-174 06 05',
      contact: 'email',
    }
    logged.length = 0
    const broken = await send('/api/v1/bookings', JSON.stringify({ hold, language: 'sv', client }), json)
    await at.raw('alter table client drop constraint no_vera')
    const text = await broken.text()
    expect([broken.status, JSON.parse(text)]).toMatchObject([500, { refused: 'broken' }])
    expect(text).not.toMatch(/client|Vera|no_vera|\.ts/)
    expect(logged).toHaveLength(1)
    for (const word of ['Vera Exempel', 'vera@klinik', '0701740605', '701740605', hold])
      expect(logged[0]).not.toContain(word)
    expect(
      (await send('/api/v1/bookings', JSON.stringify({ hold, language: 'sv', client }), json)).status,
    ).toBe(201)
  })
})

describe('what is sent', () => {
  test('from another site is refused with 403 and reaches no page; from our own it is taken', async () => {
    asked.length = 0
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }])
      for (const path of ['/sv/book', '/staff/sign-in'])
        expect((await send(path, 'a=b', headers)).status).toBe(403)
    expect((await send('/staff/sign-in', 'a=b')).status).toBe(403)
    expect(asked).toEqual([])
    expect(await (await send('/sv/book', 'a=b', { 'sec-fetch-site': 'same-origin' })).text()).toBe('got 3')
    expect(await (await send('/sv/book', 'a=b', { origin: 'http://klinik.example' })).text()).toBe('got 3')
  })

  test('is taken up to 64 KiB, and beyond is refused with 413, whether or not its length is told', async () => {
    const own = { 'sec-fetch-site': 'same-origin' }
    expect((await send('/sv/book', 'x'.repeat(64 * 1024), own)).status).toBe(200)
    const told = await send('/sv/book', 'x'.repeat(64 * 1024 + 1), own)
    expect([told.status, told.headers.get('content-security-policy')?.includes('script-src')]).toEqual([
      413,
      true,
    ])
    const parts = new ReadableStream({
      start(stream) {
        for (let part = 0; part < 65; part += 1) stream.enqueue(new TextEncoder().encode('x'.repeat(1024)))
        stream.close()
      },
    })
    const streamed = { method: 'POST', body: parts, duplex: 'half', headers: own }
    expect((await ask('/sv/book', streamed)).status).toBe(413)
    expect(logged).toEqual([])
  })
})

describe('whose clinic it is', () => {
  test('where one clinic stands, it answers on any host; of two, each on its own, and elsewhere none', async () => {
    const on = async (host: string) => {
      asked.length = 0
      const { status } = await app.request(`http://${host}/sv`, { headers: { host } })
      return [status, asked[0]?.clinic]
    }
    expect(await on('anything.example')).toEqual([200, at.clinic.id])
    const other = await addSmallClinic(at, 'tva.klinik.example')
    expect(await on('tva.klinik.example')).toEqual([200, other.id])
    expect(await on('tva.klinik.example:8080')).toEqual([200, other.id])
    expect(await on('anything.example')).toEqual([404, undefined])
    const nobody = await app.request('http://x.example/api/v1/services', { headers: { host: 'x.example' } })
    expect([nobody.status, nobody.headers.get('x-content-type-options')]).toEqual([404, 'nosniff'])
    await at.raw('insert into directory.clinic_host values ($1, $2)', ['klinik.example', at.clinic.id])
    expect(await on('klinik.example')).toEqual([200, at.clinic.id])
  })

  test('an address is kept as a keyed hash only', async () => {
    asked.length = 0
    await app.request(
      `${base}/sv`,
      { headers: { host: 'klinik.example' } },
      {
        incoming: { socket: { remoteAddress: '203.0.113.77' } },
      },
    )
    expect(asked[0]?.address).toBe(at.keys.sign('address', '203.0.113.77'))
    const hash = async (remoteAddress: string) => {
      asked.length = 0
      await app.request(
        `${base}/sv`,
        { headers: { host: 'klinik.example' } },
        { incoming: { socket: { remoteAddress } } },
      )
      return asked[0]?.address
    }
    expect(await hash('::ffff:203.0.113.77')).toBe(await hash('203.0.113.77'))
    expect(await hash('2001:db8:1:2::1')).toBe(await hash('2001:db8:1:2:ffff::9'))
    expect(await hash('2001:db8:1:2::1')).not.toBe(await hash('2001:db8:1:3::1'))
  })
})
