/** The entrance behind the real front door: a server on a port, with what the platform puts around it. */
import { request } from 'node:http'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAuth } from '#platform/auth'
import { readConfig } from '#platform/config'
import { listen, openHttp } from '#platform/http'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { openApi } from './index.ts'

let house: TestClinic
let server: Awaited<ReturnType<typeof listen>>
let auth: ReturnType<typeof openAuth>
const logged: string[] = []
beforeAll(async () => {
  house = await openTestClinic()
  const config = readConfig({ LYSTER_RATE: 'off' })
  auth = openAuth({
    connection: house.app,
    secret: 'x'.repeat(32),
    url: config.url,
    onError: () => undefined,
  })
  const log = pino(new Writable({ write: (line, _, done) => done(void logged.push(String(line))) }))
  const { db, keys, now } = house
  const pages = async () => new Response('a page')
  const app = openHttp({ config, db, keys, auth, log, now: () => now }, { api: openApi(), pages })
  server = await listen(app, { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await server.close()
  await auth.close()
  await house.close()
})

/** By node:http, for fetch would tidy a malformed path. */
function send(
  method: string,
  path: string,
  body = '',
): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request({ host: '127.0.0.1', port: server.port, method, path, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: String(answer.headers['content-type']),
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

test('answers under /api, and leaves the rest to the pages', async () => {
  expect(await send('GET', '/api/v1/services')).toMatchObject({ status: 200, type: 'application/json' })
  expect(await send('GET', '/api/nothing')).toMatchObject({ status: 404, type: 'application/json' })
  expect((await send('GET', '/apis')).text).toBe('a page')
})

test.each([
  '/api/v1/holds/%',
  '/api/v1/bookings/%E0%A4%A',
  '/api/v1/courses?service=%',
  '/api/v1/courses?%ff=%00',
])('refuses the malformed address %s', async (path) => {
  const { status, text } = await send('GET', path)
  expect(status >= 400 && status < 500).toBe(true)
  expect(JSON.parse(text)).toMatchObject({ refused: expect.any(String) })
})

test('refuses a body that is too large', async () => {
  const { status, text } = await send('POST', '/api/v1/holds', JSON.stringify({ course: 'x'.repeat(70_000) }))
  expect([status, JSON.parse(text)]).toMatchObject([413, { refused: 'too-large' }])
})

test('says in JSON that it broke, without detail, and logs it once without the secret in the path', async () => {
  const { hold } = await holdOne()
  await house.raw('alter table visit rename to lost')
  logged.length = 0
  const { status, text } = await send('DELETE', `/api/v1/holds/${hold}`)
  await house.raw('alter table lost rename to visit')
  expect([status, JSON.parse(text)]).toMatchObject([500, { refused: 'broken' }])
  expect(text).not.toContain('visit')
  expect(logged).toHaveLength(1)
  expect(logged[0]).toContain('/api/v1/holds/:secret')
  expect(logged[0]).not.toContain(hold)
})

async function holdOne(): Promise<{ readonly hold: string }> {
  const { text } = await send('GET', `/api/v1/courses?service=${house.clinic.analysis}&limit=1`)
  const { courses } = JSON.parse(text)
  return JSON.parse((await send('POST', '/api/v1/holds', JSON.stringify({ course: courses[0].id }))).text)
}
