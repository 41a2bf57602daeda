/**
 * The house as its keeper sees it: what it says while the database is away, its figures, and that neither log nor
 * figures hold a word of what people typed. On a Postgres of its own that is killed, with the real API.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApi } from '../src/api/index.ts'
import { openAuth } from '../src/platform/auth.ts'
import { readConfig } from '../src/platform/config.ts'
import type { RequestContext } from '../src/platform/context.ts'
import { openDb } from '../src/platform/db.ts'
import { openHttp } from '../src/platform/http.ts'
import { keysFrom } from '../src/platform/keys.ts'
import { openLog } from '../src/platform/log.ts'
import { openMetrics } from '../src/platform/metrics.ts'
import { migrate } from '../src/platform/migrate.ts'
import { keepPostgresRunning } from '../src/platform/postgres/keep-running.ts'
import { postmasterOf } from '../src/platform/postgres/postgres.makers.ts'
import type { RunningPostgres } from '../src/platform/postgres/supervisor.ts'
import { readRoomFigures } from '../src/room-figures.ts'
import { routesOf } from '../src/routes-of-pages.ts'
import { addSmallClinic, type SmallClinic } from './small-clinic.ts'

const data = mkdtempSync(join(tmpdir(), 'lyster-operate-'))
const logged: string[] = []
const now = () => Temporal.Instant.from('2027-01-04T07:00:00Z')
let postgres: RunningPostgres
let clinic: SmallClinic
let app: ReturnType<typeof openHttp>
let end: () => Promise<void>

beforeAll(async () => {
  postgres = await keepPostgresRunning({ data, log: () => undefined })
  await migrate(postgres.owner, postgres.app.user)
  clinic = await addSmallClinic(postgres)
  const config = readConfig({ LYSTER_DATA: data, LYSTER_RATE: 'off', LYSTER_METRICS_TOKEN: 'a'.repeat(20) })
  const log = openLog(
    'debug',
    new Writable({ write: (line, _, done) => done(void logged.push(String(line))) }),
  )
  const onError = (error: Error) => log.warn({ reason: error.message }, 'a database connection broke')
  const db = openDb(postgres.app, onError)
  const auth = openAuth({ connection: postgres.app, secret: 'x'.repeat(32), url: config.url, onError })
  const metrics = openMetrics({
    config,
    db,
    figures: () => readRoomFigures({ db, backups: config.backups.folder, now }),
  })
  const built = new URL('../build/server/index.js', import.meta.url)
  const routeOf = routesOf(await import(built.href))
  const house = { config, db, keys: keysFrom(Buffer.alloc(32, 7)), auth, log, now, metrics, routeOf }
  app = openHttp(house, { api: openApi(), pages: drawPage })
  end = async () => {
    await auth.close()
    await db.close()
  }
})
afterAll(async () => {
  await end()
  await postgres.stop()
  rmSync(data, { recursive: true, force: true })
})

/** Draws its own breakage with a 500, as React Router does. */
async function drawPage(request: Request, context: RequestContext): Promise<Response> {
  try {
    if (request.url.includes('late')) await killPostgres()
    if (request.url.includes('breaks')) throw new Error(`cannot read "${await request.text()}"`)
    await context.inClinic((trx) => trx.selectFrom('clinic').selectAll().execute())
    return new Response('a page')
  } catch (error) {
    context.log.error({ err: error }, 'a page broke')
    return new Response('it broke', { status: 500 })
  }
}

/** Its processes notice within some milliseconds. */
async function killPostgres(): Promise<void> {
  process.kill(postmasterOf(data), 'SIGKILL')
  await new Promise((resolve) => setTimeout(resolve, 80))
}

const here = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
const ask = async (path: string, init: RequestInit = {}) =>
  app.request(`http://127.0.0.1:3000${path}`, init, here)

async function until(status: number): Promise<void> {
  for (const stop = Date.now() + 15_000; (await ask('/readyz')).status !== status; ) {
    if (Date.now() > stop) throw new Error(`/readyz did not come to ${status} within 15 s.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('while Postgres is away pages and API say 503 and when to come back, and then all is as before', async () => {
  expect((await ask('/sv')).status).toBe(200)
  process.kill(postmasterOf(data), 'SIGKILL')
  await until(503)
  const [page, api] = await Promise.all([ask('/sv'), ask('/api/v1/services')])
  if (page.status !== 200) {
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5'])
    const text = await page.text()
    expect(text).toContain('Vi är strax tillbaka')
    expect(text).toContain('We will be back in a moment')
  }
  expect([api.status, api.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await api.json()).toMatchObject({ refused: 'unavailable' })
  expect((await ask('/healthz')).status).toBe(200)
  await until(200)
  expect((await ask('/sv')).status).toBe(200)
})

test('a page in whose middle it went away says the same', async () => {
  const page = await ask('/sv/late')
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('Vi är strax tillbaka')])
  await until(200)
})

test('figures: requests by template, refusals by code, bookings, messages, pool, disk; for the keeper alone', async () => {
  await ask('/api/v1/services')
  await book('070-174 06 05')
  await ask('/api/v1/holds', json({ course: 'not-one' }))
  const text = await (await ask('/metrics')).text()
  for (const line of [
    /^lyster_request_seconds_count\{method="GET",route="\/api\/v1\/services",status="200"\} \d+$/m,
    /^lyster_refusals_total\{refused="[a-z-]+"\} \d+$/m,
    /^lyster_bookings_made 1$/m,
    /^lyster_messages\{state="waiting"\} \d+$/m,
    /^lyster_oldest_waiting_message_seconds \d/m,
    /^lyster_backup_age_seconds Nan$/im,
    /^lyster_database_up 1$/m,
    /^lyster_database_connections\{state="open"\} \d+$/m,
    /^lyster_disk_bytes\{what="free"\} \d/m,
    /^nodejs_eventloop_lag_seconds /m,
    /^process_resident_memory_bytes \d+$/m,
  ])
    expect(text).toMatch(line)
  const from = (address: string, headers: Record<string, string> = {}) =>
    app.request(
      'http://127.0.0.1:3000/metrics',
      { headers },
      { incoming: { socket: { remoteAddress: address } } },
    )
  expect((await from('203.0.113.9')).status).toBe(404)
  expect((await from('127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404)
  expect((await from('203.0.113.9', { authorization: `Bearer ${'b'.repeat(20)}` })).status).toBe(404)
  expect((await from('203.0.113.9', { authorization: `Bearer ${'a'.repeat(20)}` })).status).toBe(200)
})

test('no canary that people or programs send is in the log, in the figures, or in an answer that broke', async () => {
  const canaries = [
    '19121212-1212',
    'kanarie@klinik.example',
    'Q2FuYXJ5VG9rZW4-MTIzNDU2Nzg',
    'rodnad-vid-nasan',
  ]
  const [pnr = '', email = '', token = '', note = ''] = canaries
  const headers = {
    cookie: `s=${token}`,
    authorization: `Bearer ${token}`,
    'user-agent': note,
    'x-request-id': note,
  }
  const own = { ...headers, 'sec-fetch-site': 'same-origin' }
  const paths = [
    `/sv/hold/${token}`,
    `/sv/${note}/breaks?q=${pnr}&e=${email}`,
    `/staff/invitation/${token}?n=${note}`,
  ]
  logged.length = 0
  const answers = []
  for (const path of paths) {
    answers.push(await ask(path, { headers }))
    answers.push(await ask(path, { method: 'POST', headers: own, body: `breaks ${pnr} ${note} ${token}` }))
  }
  answers.push(await ask(`/api/v1/bookings/${token}`, { headers }))
  answers.push(
    await ask('/api/v1/bookings', json({ hold: token, client: { name: note, email, phone: pnr } })),
  )
  answers.push(await ask('/api/v1/bookings', { method: 'POST', headers, body: `{"${note}` }))
  await book(email.length > 0 ? '070-174 06 05' : '', { name: note, email })
  process.kill(postmasterOf(data), 'SIGKILL')
  for (const path of paths) answers.push(await ask(path, { headers }))
  await until(200)
  expect(logged.length).toBeGreaterThan(10)
  expect(logged.some((line) => line.includes('a page broke'))).toBe(true)
  const figures = await (await ask('/metrics')).text()
  for (const canary of canaries) {
    expect(logged.filter((line) => line.includes(canary))).toEqual([])
    expect(figures.includes(canary)).toBe(false)
  }
  // The id is always our own, whatever is sent.
  for (const answer of answers) expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

function json(body: unknown): RequestInit {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
  return { method: 'POST', headers, body: JSON.stringify(body) }
}

async function book(
  phone: string,
  who = { name: 'Vera Exempel', email: 'vera@klinik.example' },
): Promise<void> {
  const offered = await (await ask(`/api/v1/courses?service=${clinic.analysis}&limit=1`)).json()
  const { hold } = await (await ask('/api/v1/holds', json({ course: offered.courses[0].id }))).json()
  const client = { ...who, phone, contact: 'email' }
  const booked = await ask('/api/v1/bookings', json({ hold, language: 'sv', client }))
  expect(booked.status).toBe(201)
}
