import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, refusalOf, type TestApi } from './api.makers.ts'

let api: TestApi
const ours = 'https://klinik.example'
beforeAll(async () => {
  api = await openTestApi()
  await api.raw(`update clinic set cors_origins = '{${ours}}'`)
})
afterAll(() => api.close())

const from = (origin: string, more: RequestInit = {}) =>
  api.ask('/api/v1/services', { headers: { origin }, ...more })
const preflight = (origin: string) =>
  api.ask('/api/v1/bookings', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'idempotency-key',
    },
  })
const allowed = (headers: Headers) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-')).toSorted()

describe('another site’s script', () => {
  test('may read the answers when the clinic lists the site', async () => {
    const { status, headers } = await from(ours)
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, ours])
    expect(headers.get('vary')).toContain('Origin')
  })

  test('may ask first with which method and headers', async () => {
    const { status, headers } = await preflight(ours)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(ours)
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST, DELETE')
    expect(headers.get('access-control-allow-headers')).toBe('content-type, idempotency-key')
  })

  test('may read refusals too', async () => {
    const { status, headers } = await api.ask('/api/v1/courses', { headers: { origin: ours } })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([422, ours])
  })

  test.each(['https://other.example', 'null', `${ours}.evil.example`, 'http://klinik.example', '*'])(
    'of %s, which the clinic does not list, may read nothing',
    async (origin) => {
      for (const { headers } of [await from(origin), await preflight(origin)]) {
        expect(allowed(headers)).toEqual([])
        expect(headers.get('vary')).toContain('Origin')
      }
    },
  )

  test('never brings credentials', async () => {
    const { headers } = await preflight(ours)
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('may read nothing where the clinic lists no site', async () => {
    const other = await openTestApi()
    const { headers } = await other.ask('/api/v1/services', { headers: { origin: ours } })
    expect(allowed(headers)).toEqual([])
    await other.close()
  })
})

describe('whoever asks too often', () => {
  test('is told to wait, by address, and gets through again a while later', async () => {
    const limited = await openTestApi({ rateLimits: true })
    const ask = (address: string) =>
      limited.ask('/api/v1/services', { headers: { 'x-test-address': address } })
    const statuses = []
    for (let n = 0; n < 61; n += 1) statuses.push((await ask('here')).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(60)
    const late = await ask('here')
    expect([late.status, refusalOf(late)]).toMatchObject([429, { refused: 'too-many-requests' }])
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask('there')).status).toBe(200)
    limited.later(1)
    expect((await ask('here')).status).toBe(200)
    await limited.close()
  })

  test('writes less often than she reads, and at once no more than the bucket holds', async () => {
    const limited = await openTestApi({ rateLimits: true })
    const write = () => limited.send('/api/v1/holds', { course: 'x' })
    const statuses = (await Promise.all(Array.from({ length: 30 }, write))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(20)
    expect(statuses.filter((status) => status === 429)).toHaveLength(10)
    expect((await limited.ask('/api/v1/services')).status).toBe(200)
    await limited.close()
  })
})

describe('an address under /api', () => {
  test.each([
    '/api',
    '/api/',
    '/api/v1',
    '/api/v2/services',
    '/api/v1/services/x',
    '/api/%00',
    '/api/%E0%A4%A',
  ])('%s that is not there is refused in JSON', async (path) => {
    const answer = await api.ask(path)
    expect([answer.status, refusalOf(answer)]).toMatchObject([404, { refused: 'unknown-address' }])
  })

  test.each([
    ['DELETE', '/api/v1/services', 'GET'],
    ['POST', '/api/v1/courses', 'GET'],
    ['GET', '/api/v1/holds', 'POST'],
    ['PUT', '/api/v1/holds/x', 'DELETE'],
    ['GET', '/api/v1/holds/x/extend', 'POST'],
    ['PATCH', '/api/v1/bookings/x', 'GET, DELETE'],
    ['POST', '/api/openapi.json', 'GET'],
  ])('refuses %s %s and says what it takes', async (method, path, takes) => {
    const answer = await api.ask(path, { method })
    expect([answer.status, refusalOf(answer)]).toMatchObject([405, { refused: 'wrong-method' }])
    expect(answer.headers.get('allow')).toBe(takes)
  })

  test('answers HEAD as GET, without the body', async () => {
    expect(await api.ask('/api/v1/services', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' })
  })

  test('does not look at cookies', async () => {
    const plain = await api.ask('/api/v1/services')
    const withCookie = await api.ask('/api/v1/services', { headers: { cookie: 'lyster.session_token=x' } })
    expect(withCookie.text).toBe(plain.text)
    expect(withCookie.headers.get('set-cookie')).toBeNull()
  })
})
