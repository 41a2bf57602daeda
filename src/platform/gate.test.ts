import { describe, expect, test } from 'vitest'
import { comesFromElsewhere, headersFor, pathTemplate } from './gate.ts'

const url = 'https://klinik.example'
const sent = (path: string, headers: Record<string, string> = {}, method = 'POST') =>
  comesFromElsewhere(new Request(url + path, { method, headers: { host: 'klinik.example', ...headers } }))

describe('a form', () => {
  test.each([
    ['from our own page', { 'sec-fetch-site': 'same-origin' }, false],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }, false],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, true],
    ['from a neighbour under our domain', { 'sec-fetch-site': 'same-site' }, true],
    ['from what an old browser calls our origin', { origin: url }, false],
    ['from what an old browser calls another origin', { origin: 'https://evil.example' }, true],
    ['from our name on another port', { origin: 'https://klinik.example:8443' }, true],
    ['with an origin that is none', { origin: 'x' }, true],
    ['from elsewhere, though its Origin says ours', { 'sec-fetch-site': 'cross-site', origin: url }, true],
  ] as const)('%s', (_, headers, isRefused) => {
    for (const path of ['/sv/book', '/staff/sign-in'])
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect(sent(path, headers, method), `${method} ${path}`).toBe(isRefused)
  })

  test('of which nobody says where it is from is taken on public pages and refused on the staff’s', () => {
    expect(sent('/sv/book')).toBe(false)
    for (const path of ['/staff', '/staff/sign-in', '/staff.data', '/staff/day/2027-01-12', '/STAFF/sign-in'])
      expect(sent(path)).toBe(true)
    expect(sent('/staffan')).toBe(false)
  })

  test('from a page that tells nobody its address is taken on public pages, and refused on the staff’s', () => {
    expect(sent('/sv/hold/x', { origin: 'null' })).toBe(false)
    expect(sent('/staff/day', { origin: 'null' })).toBe(true)
    expect(sent('/sv/hold/x', { origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(true)
  })

  test('looking is not sending, and the API, which rests on no cookie, is not asked', () => {
    const elsewhere = { 'sec-fetch-site': 'cross-site' }
    for (const method of ['GET', 'HEAD']) expect(sent('/staff', elsewhere, method)).toBe(false)
    expect([sent('/api/v1/holds', elsewhere), sent('/api', elsewhere)]).toEqual([false, false])
    expect(sent('/apis', elsewhere)).toBe(true)
  })
})

describe('headers', () => {
  test('no page may run a script, be framed, or send a form elsewhere', () => {
    const policy = headersFor(url, '/sv').get('Content-Security-Policy') ?? ''
    for (const rule of [
      "default-src 'none'",
      "script-src 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "base-uri 'none'",
    ])
      expect(policy.split('; ')).toContain(rule)
    expect(policy).not.toContain('unsafe')
  })

  test('an address that carries a secret is told to nobody', () => {
    for (const path of [
      '/sv/visits/x',
      '/sv/visits/x/move',
      '/en/hold/x',
      '/api/v1/bookings/x',
      '/api/v1/holds/x/extend',
      '/staff/invitation/x',
    ])
      expect(headersFor(url, path).get('Referrer-Policy'), path).toBe('no-referrer')
    expect(headersFor(url, '/sv/book', '?kept=x').get('Referrer-Policy')).toBe('no-referrer')
    expect(headersFor(url, '/sv/book', '?service=x').get('Referrer-Policy')).toBe('same-origin')
    for (const path of ['/sv', '/staff/day', '/staff/visits/x'])
      expect(headersFor(url, path).get('Referrer-Policy'), path).toBe('same-origin')
  })

  test('only files with a hash in their name are kept by browsers', () => {
    expect(headersFor(url, '/assets/site-abc.css').get('Cache-Control')).toBe(
      'public, max-age=31536000, immutable',
    )
    for (const path of ['/', '/sv/visits/x', '/staff', '/api/v1/services', '/assetsx'])
      expect(headersFor(url, path).get('Cache-Control'), path).toBe('no-store')
  })

  test('https is asked for from now on where we are reached by it', () => {
    expect(headersFor(url, '/').get('Strict-Transport-Security')).toMatch(/^max-age=31536000/)
    expect(headersFor('http://127.0.0.1:3000', '/').has('Strict-Transport-Security')).toBe(false)
  })
})

test.each([
  ['/sv/visits/AbC.dEf', '/sv/visits/:secret'],
  ['/en/visits/AbC.dEf/cancel', '/en/visits/:secret/cancel'],
  ['/en/visits/AbC.dEf/move', '/en/visits/:secret/move'],
  ['/en/visits/AbC.dEf.data', '/en/visits/:secret'],
  ['/sv/hold/AbC.dEf', '/sv/hold/:secret'],
  // The router does not mind the case, so neither may this.
  ['/SV/Visits/AbC.dEf', '/SV/Visits/:secret'],
  ['/api/v1/holds/AbC.dEf', '/api/v1/holds/:secret'],
  ['/api/v1/holds/AbC.dEf/extend', '/api/v1/holds/:secret/extend'],
  ['/api/v1/bookings/AbC.dEf', '/api/v1/bookings/:secret'],
  ['/xx/visits/AbC.dEf', '/xx/visits/:secret'],
  ['/sv/guide', '/sv/guide'],
  ['/sv/book/times', '/sv/book/times'],
])('%s stands in a log as %s', (path, template) => {
  expect(pathTemplate(path)).toBe(template)
})
