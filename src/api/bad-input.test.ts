import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aClient, openTestApi, refusalOf, type TestApi } from './api.makers.ts'

let api: TestApi
let hold = ''
beforeAll(async () => {
  api = await openTestApi()
  hold = (await api.hold((await api.firstCourse(`service=${api.clinic.treatment}`)).id)).hold
})
afterAll(() => api.close())

const withClient = (change: object) => ({ hold, language: 'sv', client: { ...aClient, ...change } })
const longest = `${'a'.repeat(64)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`

describe('a booking with bad input is refused with the field’s path, and nothing is written', () => {
  test.each<readonly [string, () => unknown, string, string]>([
    ['nothing', () => ({}), 'missing-field', 'hold'],
    ['a list', () => [], 'invalid-field', 'body'],
    ['null', () => null, 'invalid-field', 'body'],
    ['a number', () => 1e308, 'invalid-field', 'body'],
    ['a field that we do not know', () => ({ ...withClient({}), price: 0 }), 'unknown-field', 'price'],
    [
      'a field of the client that we do not know',
      () => withClient({ id: '1' }),
      'unknown-field',
      'client.id',
    ],
    [
      'a clinic of its own choosing',
      () => ({ ...withClient({}), clinic_id: 'x' }),
      'unknown-field',
      'clinic_id',
    ],
    ['a hold that is a list', () => ({ ...withClient({}), hold: [hold] }), 'invalid-field', 'hold'],
    ['no language', () => ({ hold, client: aClient }), 'missing-field', 'language'],
    ['German', () => ({ ...withClient({}), language: 'de' }), 'invalid-field', 'language'],
    ['no client', () => ({ hold, language: 'sv' }), 'missing-field', 'client'],
    ['a client that is text', () => ({ hold, language: 'sv', client: 'Prov' }), 'invalid-field', 'client'],
    ['no name', () => withClient({ name: undefined }), 'missing-field', 'client.name'],
    ['a blank name', () => withClient({ name: '  ' }), 'missing-field', 'client.name'],
    [
      'a name of 10,000 characters',
      () => withClient({ name: 'a'.repeat(10_000) }),
      'too-long',
      'client.name',
    ],
    ['a name of 201 characters', () => withClient({ name: 'a'.repeat(201) }), 'too-long', 'client.name'],
    ['a name with a null byte', () => withClient({ name: 'Prov\u0000' }), 'invalid-field', 'client.name'],
    [
      'a name with a line break',
      () => withClient({ name: 'Prov\nProvsson' }),
      'invalid-field',
      'client.name',
    ],
    [
      'a name with half a character',
      () => withClient({ name: 'Prov \ud800' }),
      'invalid-field',
      'client.name',
    ],
    [
      'a name that turns the text around',
      () => withClient({ name: 'Prov \u202e' }),
      'invalid-field',
      'client.name',
    ],
    ['a name without a letter', () => withClient({ name: '123 \u200b' }), 'invalid-name', 'client.name'],
    ['a name that is a number', () => withClient({ name: 7 }), 'invalid-field', 'client.name'],
    ['no e-mail', () => withClient({ email: undefined }), 'missing-field', 'client.email'],
    ['a wrong e-mail', () => withClient({ email: 'prov@' }), 'invalid-email', 'client.email'],
    ['an e-mail with two @', () => withClient({ email: 'a@b@c.example' }), 'invalid-email', 'client.email'],
    [
      'an e-mail with a line break',
      () => withClient({ email: 'a@b.example\nBcc: x@y.example' }),
      'invalid-email',
      'client.email',
    ],
    [
      'an e-mail with a null byte',
      () => withClient({ email: 'a\u0000@b.example' }),
      'invalid-email',
      'client.email',
    ],
    ['an e-mail of 255 characters', () => withClient({ email: longest }), 'too-long', 'client.email'],
    ['no phone', () => withClient({ phone: '' }), 'missing-field', 'client.phone'],
    ['a short phone', () => withClient({ phone: '123' }), 'invalid-phone', 'client.phone'],
    ['a phone in words', () => withClient({ phone: 'ring mig' }), 'invalid-phone', 'client.phone'],
    ['a phone of another kind', () => withClient({ phone: '+99912345678' }), 'invalid-phone', 'client.phone'],
    [
      'a phone with an extension',
      () => withClient({ phone: '0701740605 ext 5' }),
      'invalid-phone',
      'client.phone',
    ],
    ['a phone of 10,000 digits', () => withClient({ phone: '0'.repeat(10_000) }), 'too-long', 'client.phone'],
    ['a pigeon', () => withClient({ contact: 'pigeon' }), 'invalid-field', 'client.contact'],
  ])('%s', async (...[, body, refused, path]) => {
    const answer = await api.send('/api/v1/bookings', body())
    expect([answer.status, refusalOf(answer)]).toMatchObject([422, { refused, path }])
    expect(await api.raw('select from client')).toHaveLength(0)
  })

  test.each([
    ['empty', ''],
    ['201 characters long', 'k'.repeat(201)],
    ['with a letter that is not plain', 'nyckel-å'],
  ])('a key that is %s', async (_, key) => {
    const answer = await api.send('/api/v1/bookings', withClient({}), { 'idempotency-key': key })
    expect([answer.status, refusalOf(answer)]).toMatchObject([422, { path: 'Idempotency-Key' }])
  })
})

describe('a body that cannot be read', () => {
  test.each([
    ['broken JSON', '{"course":', 'application/json', 422, 'broken-json'],
    ['nothing at all', '', 'application/json', 422, 'broken-json'],
    ['bytes that are no text', '\u0000\ufffd', 'application/json', 422, 'broken-json'],
    ['a form', 'course=x', 'application/x-www-form-urlencoded', 415, 'not-json'],
    ['plain text, as another site’s form could send it', '{"course":"x"}', 'text/plain', 415, 'not-json'],
  ])('%s', async (...[, body, type, status, refused]) => {
    for (const path of ['/api/v1/holds', '/api/v1/bookings']) {
      const answer = await api.ask(path, { method: 'POST', headers: { 'content-type': type }, body })
      expect([answer.status, refusalOf(answer)]).toMatchObject([status, { refused, path: 'body' }])
    }
  })

  test('no body and no type', async () => {
    const answer = await api.ask('/api/v1/holds', { method: 'POST' })
    expect([answer.status, refusalOf(answer)]).toMatchObject([
      422,
      { refused: 'missing-field', path: 'course' },
    ])
  })
})

test('the same refusal is told in the language that is asked for', async () => {
  const swedish = await api.send('/api/v1/bookings', withClient({ email: 'prov@' }))
  const english = await api.send('/api/v1/bookings?language=en', withClient({ email: 'prov@' }))
  expect(refusalOf(swedish).message).toContain('Kontrollera e-postadressen')
  expect(refusalOf(english).message).toContain('Check the e-mail address')
})

test.each([
  ['070-174 06 05', '+46701740605'],
  ['+46 70 174 06 05', '+46701740605'],
  ['0046701740605', '+46701740605'],
  ['+45 32 12 34 56', '+4532123456'],
])('the phone number %s is kept as %s', async (phone, kept) => {
  const fresh = await api.hold((await api.firstCourse(`service=${api.clinic.analysis}`)).id)
  const answer = await api.send('/api/v1/bookings', { ...withClient({ phone }), hold: fresh.hold })
  expect(answer.status).toBe(201)
  const rows = await api.raw<{ phone: string }>(
    'select phone from client order by created_at desc, client_id desc limit 1',
  )
  expect(rows[0]?.phone).toBe(kept)
})
