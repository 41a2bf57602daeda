import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aClient, type Answer, bookingAnswer, openTestApi, refusalOf, type TestApi } from './api.makers.ts'

let api: TestApi
beforeAll(async () => {
  api = await openTestApi()
})
afterEach(() => expect(api.broken).toEqual([]))
afterAll(() => api.close())

/** From a week on: what is nearer than the clinic's notice cannot be cancelled here. */
const aCourse = () => {
  const from = api.clock.now
    .add({ hours: 7 * 24 })
    .toString()
    .slice(0, 10)
  return api.firstCourse(`service=${api.clinic.treatment}&from=${from}`)
}
const aHold = async () => (await api.hold((await aCourse()).id)).hold
const book = (hold: string, key?: string, more: object = {}) =>
  api.send(
    '/api/v1/bookings',
    { hold, language: 'sv', client: aClient, ...more },
    key === undefined ? {} : { 'idempotency-key': key },
  )
const secretOf = ({ body }: Answer) => bookingAnswer.parse(body).secret
const states = z.object({ visits: z.array(z.object({ start: z.string(), state: z.string() })) })
const count = async (table: 'client' | 'message' | 'course') =>
  (await api.raw<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? 0

describe('a booking', () => {
  test('is of the whole course, with its client and its message, and is read back with its secret', async () => {
    const course = await api.firstCourse(`service=${api.clinic.treatment}`)
    const { hold } = await api.hold(course.id)
    const answer = await book(hold, 'first')
    expect(answer.status).toBe(201)
    expect(bookingAnswer.parse(answer.body).visits).toEqual(course.visits)
    const read = await api.ask(`/api/v1/bookings/${secretOf(answer)}?language=en`)
    expect(read).toMatchObject({
      status: 200,
      body: {
        service: { id: api.clinic.treatment, name: 'Microneedling, three treatments' },
        price: { amount: 585000, currency: 'SEK' },
      },
    })
    const { visits } = states.parse(read.body)
    expect(visits.map(({ start, state }) => [start, state])).toEqual(
      course.visits.map(({ start }) => [start, 'booked']),
    )
    const clients = await api.raw('select name, email, phone, contact, language from client')
    expect(clients).toEqual([{ ...aClient, phone: '+46701740605', language: 'sv' }])
    expect(await count('message')).toBe(1)
  })

  test('is written once for the same key, at once and later, and each is given the same answer', async () => {
    const hold = await aHold()
    const before = await count('client')
    const together = await Promise.all(Array.from({ length: 6 }, () => book(hold, 'same-key')))
    api.later(60)
    const later = await book(hold, 'same-key')
    expect(new Set([...together, later].map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set([...together, later].map(({ text }) => text)).size).toBe(1)
    expect(await count('client')).toBe(before + 1)
  })

  test('is answered the same after it was cancelled, and stays cancelled', async () => {
    const hold = await aHold()
    const first = await book(hold, 'then-cancelled')
    await api.ask(`/api/v1/bookings/${secretOf(first)}`, { method: 'DELETE' })
    const again = await book(hold, 'then-cancelled')
    expect([again.status, again.text]).toEqual([201, first.text])
    const read = await api.ask(`/api/v1/bookings/${secretOf(first)}`)
    expect(read.text).not.toContain('"booked"')
  })

  test('without a key has the hold itself as its key', async () => {
    const hold = await aHold()
    const [first, second] = await Promise.all([book(hold), book(hold)])
    expect([first.status, second.status, second.text]).toEqual([201, 201, first.text])
    const changed = await book(hold, undefined, { client: { ...aClient, name: 'En Annan' } })
    expect([changed.status, refusalOf(changed)]).toMatchObject([409, { refused: 'already-booked' }])
  })

  test('is answered in the language of the booking, whatever the program’s own', async () => {
    const hold = await aHold()
    const english = await book(hold, 'in-english', { language: 'en' })
    expect(english.text).toContain('Numbing')
    expect((await book(hold, 'in-english', { language: 'en' })).text).toBe(english.text)
  })

  test('keeps no secret of a hold in the table of keys', async () => {
    const hold = await aHold()
    await book(hold)
    const rows = await api.raw<{ key: string }>('select key from idempotency')
    expect(rows.some(({ key }) => key.includes(hold) || hold.includes(key))).toBe(false)
  })
})

describe('is refused', () => {
  test('key-reused: the same key for another request', async () => {
    const hold = await aHold()
    await book(hold, 'reused')
    const other = await book(hold, 'reused', { client: { ...aClient, name: 'En Annan' } })
    expect([other.status, refusalOf(other)]).toMatchObject([
      422,
      { refused: 'key-reused', path: 'Idempotency-Key' },
    ])
  })

  test('nobody because somebody else chose the same key: another hold’s key is another', async () => {
    const [mine, theirs] = [await aHold(), await aHold()]
    expect([(await book(mine, '1')).status, (await book(theirs, '1')).status]).toEqual([201, 201])
  })

  test('already-booked: the same hold under another key', async () => {
    const hold = await aHold()
    const answers = await Promise.all([book(hold, 'one'), book(hold, 'two')])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
    const late = answers.find(({ status }) => status === 409)
    expect(late && refusalOf(late)).toMatchObject({ refused: 'already-booked' })
  })

  test('hold-expired: with the nearest courses, of which one can be held; nothing is written', async () => {
    const hold = await aHold()
    const before = await count('client')
    api.later(11)
    const late = await book(hold, 'late')
    const refusal = refusalOf(late)
    expect(late.status).toBe(409)
    expect(refusal).toMatchObject({ refused: 'hold-expired' })
    expect(refusal.visit).toBeUndefined()
    expect(refusal.courses).toHaveLength(3)
    expect(await count('client')).toBe(before)
    const { hold: fresh } = await api.hold(refusal.courses?.[0]?.id ?? '')
    expect((await book(fresh, 'late')).status).toBe(201)
  })

  test('hold-expired: without courses when the hold was let go', async () => {
    const hold = await aHold()
    await api.ask(`/api/v1/holds/${hold}`, { method: 'DELETE' })
    const answer = await book(hold)
    expect([answer.status, refusalOf(answer)]).toMatchObject([409, { refused: 'hold-expired', courses: [] }])
  })

  test('unknown-hold: a hold that we did not give', async () => {
    const answer = await book(`${(await aHold()).slice(0, -3)}AAA`)
    expect([answer.status, refusalOf(answer)]).toMatchObject([404, { refused: 'unknown-hold', path: 'hold' }])
  })

  test('language-not-spoken: a language that the clinic does not have', async () => {
    await api.raw(`update clinic set languages = '{sv}'`)
    const answer = await book(await aHold(), undefined, { language: 'en' })
    await api.raw(`update clinic set languages = '{sv,en}'`)
    expect([answer.status, refusalOf(answer)]).toMatchObject([
      422,
      { refused: 'language-not-spoken', path: 'language' },
    ])
  })
})

describe('a cancellation', () => {
  const cancel = (secret: string) => api.ask(`/api/v1/bookings/${secret}`, { method: 'DELETE' })
  const statesOf = ({ body }: Answer) => states.parse(body).visits.map(({ state }) => state)

  test('frees every visit that is to come, and again changes nothing', async () => {
    const course = await aCourse()
    const { hold } = await api.hold(course.id)
    const secret = secretOf(await book(hold))
    const first = await cancel(secret)
    expect([first.status, statesOf(first)]).toEqual([200, ['cancelled', 'cancelled', 'cancelled']])
    const again = await cancel(secret)
    expect([again.status, again.text]).toEqual([200, first.text])
    expect((await api.send('/api/v1/holds', { course: course.id })).status).toBe(201)
  })

  test('of a visit that has begun is refused, while those to come can still be cancelled', async () => {
    const one = await api.firstCourse(`service=${api.clinic.analysis}`)
    const begun = secretOf(await book((await api.hold(one.id)).hold))
    const three = secretOf(await book(await aHold()))
    api.later(60 * 24 * 14)
    const refused = await cancel(begun)
    expect([refused.status, refusalOf(refused)]).toMatchObject([409, { refused: 'already-begun' }])
    const rest = await cancel(three)
    expect([rest.status, statesOf(rest)]).toEqual([200, ['booked', 'cancelled', 'cancelled']])
  })

  test.each(['x', 'AAAAAAAAAAAAAAAAAAAAAA.AAAA', '%00', '%ff', '0'.repeat(3000)])(
    'or a look with the secret %s finds nothing',
    async (secret) => {
      for (const answer of [await cancel(secret), await api.ask(`/api/v1/bookings/${secret}`)]) {
        expect([answer.status, refusalOf(answer)]).toMatchObject([
          404,
          { refused: 'unknown-booking', path: 'secret' },
        ])
      }
    },
  )

  test('takes the secret of a booking, and the secret of its hold opens nothing', async () => {
    const hold = await aHold()
    await book(hold)
    expect((await cancel(hold)).status).toBe(404)
  })
})
