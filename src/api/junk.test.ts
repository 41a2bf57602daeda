import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aClient, bookingAnswer, openTestApi, type TestApi } from './api.makers.ts'

let api: TestApi
let hold = ''
let moves = ''
beforeAll(async () => {
  api = await openTestApi()
  const analysis = await api.hold((await api.firstCourse(`service=${api.clinic.analysis}`)).id)
  const booked = await api.send('/api/v1/bookings', { hold: analysis.hold, language: 'sv', client: aClient })
  moves = `/api/v1/bookings/${bookingAnswer.parse(booked.body).secret}/moves`
  hold = (await api.hold((await api.firstCourse(`service=${api.clinic.treatment}`)).id)).hold
})
afterAll(() => api.close())

const nasty = fc.constantFrom(
  '\u0000',
  '\ud800',
  '%',
  '%00',
  '%ff',
  '../..',
  '1e9',
  '-0',
  'NaN',
  '9'.repeat(400),
  '🧖‍♀️',
  "' or 1=1 --",
  '__proto__',
)
const word = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ maxLength: 60 }))
const segment = word.map((text) => encodeURIComponent(text.toWellFormed()).replaceAll('.', '%2E'))
const rawSegment = fc.oneof(segment, fc.constantFrom('%', '%zz', '%E0%A4%A', '%c0%80', '%00', ';', '//'))
const field = fc.constantFrom(
  'service',
  'from',
  'days',
  'therapist',
  'limit',
  'weekdays',
  'after',
  'before',
  'language',
  'visit',
)
const query = fc.array(fc.tuple(fc.oneof(field, segment), rawSegment), { maxLength: 6 })
const value = fc.oneof(word, fc.jsonValue({ maxDepth: 2 }))
const headers = fc.record(
  { 'idempotency-key': fc.string({ maxLength: 30 }), 'accept-language': fc.string({ maxLength: 30 }) },
  { requiredKeys: [] },
)

/** No answer is a breakage; whatever is not taken is told as a refusal in words. */
function expectKind(answer: { status: number; body: unknown }) {
  expect(api.broken).toEqual([])
  expect(answer.status).toBeLessThan(500)
  if (answer.status >= 400)
    expect(answer.body).toMatchObject({ refused: expect.any(String), message: expect.any(String) })
}

test('no question breaks it', async () => {
  const queries = fc.asyncProperty(query, fc.boolean(), async (pairs, known) => {
    const all = known ? [...pairs, ['service', api.clinic.analysis]] : pairs
    expectKind(await api.ask(`/api/v1/courses?${all.map(([name, text]) => `${name}=${text}`).join('&')}`))
  })
  await fc.assert(queries, { numRuns: 300 })
})

test('no question about moves breaks it', async () => {
  const queries = fc.asyncProperty(query, fc.boolean(), async (pairs, known) => {
    const all = known ? [...pairs, ['visit', 'all']] : pairs
    expectKind(await api.ask(`${moves}?${all.map(([name, text]) => `${name}=${text}`).join('&')}`))
  })
  await fc.assert(queries, { numRuns: 200 })
})

test('no body breaks a move, and none of these moves anything', async () => {
  const before = await api.raw('select starts, sequence from visit order by visit_id')
  const body = fc.record({ move: value, visit: value }, { requiredKeys: [] })
  const bodies = fc.asyncProperty(fc.oneof(body, fc.jsonValue()), headers, async (sent, extra) => {
    const answer = await api.send(moves, sent, extra)
    expectKind(answer)
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })
  await fc.assert(bodies, { numRuns: 200 })
  expect(await api.raw('select starts, sequence from visit order by visit_id')).toEqual(before)
})

test('no path breaks it', async () => {
  const method = fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'OPTIONS')
  const root = fc.constantFrom(
    '/api/',
    '/api/v1/',
    '/api/v1/holds/',
    '/api/v1/bookings/',
    `/api/v1/holds/${hold.slice(0, 20)}`,
  )
  const paths = fc.asyncProperty(root, rawSegment, method, async (begun, rest, how) => {
    expectKind(await api.ask(begun + rest, { method: how }))
  })
  await fc.assert(paths, { numRuns: 300 })
})

test('no body breaks it, and none of these books anything', async () => {
  const almost = fc
    .tuple(fc.constantFrom('name', 'email', 'phone', 'contact', 'x'), value)
    .map(([name, given]) => ({ hold, language: 'sv', client: { ...aClient, email: 'no', [name]: given } }))
  const other = fc.record(
    { hold: value, course: value, language: value, client: value },
    { requiredKeys: [] },
  )
  const body = fc.oneof(almost, other, fc.jsonValue()).map((given) => JSON.stringify(given))
  const text = fc.oneof({ weight: 4, arbitrary: body }, { weight: 1, arbitrary: word })
  const bodies = fc.asyncProperty(text, headers, fc.boolean(), async (sent, extra, booking) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json', ...extra }, body: sent }
    const answer = await api.ask(booking ? '/api/v1/bookings' : '/api/v1/holds', init)
    expectKind(answer)
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })
  const before = await api.raw('select from client')
  await fc.assert(bodies, { numRuns: 400 })
  expect(await api.raw('select from client')).toHaveLength(before.length)
})

test('no name that is taken breaks the database', async () => {
  const analyses = (await api.courses(`service=${api.clinic.analysis}&limit=1`)).courses
  const { hold: once } = await api.hold(analyses[0]?.id ?? '')
  const names = fc.asyncProperty(word, async (name) => {
    const body = { hold: once, language: 'sv', client: { ...aClient, name } }
    expectKind(await api.send('/api/v1/bookings', body, { 'idempotency-key': 'the-same' }))
  })
  await fc.assert(names, { numRuns: 200 })
})
