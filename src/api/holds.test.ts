import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { holdAnswer, openTestApi, refusalOf, type TestApi } from './api.makers.ts'

let api: TestApi
beforeAll(async () => {
  api = await openTestApi()
})
afterEach(() => expect(api.broken).toEqual([]))
afterAll(() => api.close())

const release = (hold: string) => api.ask(`/api/v1/holds/${hold}`, { method: 'DELETE' })
const extend = (hold: string) => api.ask(`/api/v1/holds/${hold}/extend`, { method: 'POST' })
const aCourse = () => api.firstCourse(`service=${api.clinic.treatment}`)

describe('a hold', () => {
  test('is of every visit of the course, for ten minutes, and says until when in the clinic’s clock', async () => {
    const course = await aCourse()
    const { status, body } = await api.send('/api/v1/holds', { course: course.id })
    expect(status).toBe(201)
    expect(body).toMatchObject({ expires: '2027-01-04T08:10:00+01:00', visits: course.visits })
    const rows = await api.raw<{ n: number }>('select count(*)::int as n from visit')
    expect(rows[0]?.n).toBe(3)
    await release(api.clinic.id)
    await release(holdAnswer.parse(body).hold)
  })

  test('takes the time: the next who asks is told which visit, and offered the nearest free courses', async () => {
    const course = await aCourse()
    const { hold } = await api.hold(course.id)
    const second = await api.send('/api/v1/holds', { course: course.id })
    const refusal = refusalOf(second)
    expect(second.status).toBe(409)
    expect(refusal).toMatchObject({ refused: 'time-taken', visit: 1 })
    const [nearest] = refusal.courses ?? []
    expect(nearest?.id).not.toBe(course.id)
    const other = await api.hold(nearest?.id ?? '')
    await release(hold)
    await release(other.hold)
  })

  test('that is asked for by 40 at once is had by one; 39 are told why and offered other courses', async () => {
    const course = await aCourse()
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => api.send('/api/v1/holds', { course: course.id })),
    )
    const taken = answers.filter(({ status }) => status === 409).map(refusalOf)
    expect(taken).toHaveLength(39)
    for (const { refused, visit, courses } of taken) {
      expect([refused, visit, courses?.length]).toEqual(['time-taken', 1, 3])
      expect(courses?.some(({ visits }) => visits[0]?.start === course.visits[0]?.start)).toBe(false)
    }
    const [held] = answers.filter(({ status }) => status === 201)
    const rows = await api.raw<{ n: number }>(`select count(*)::int as n from visit where state = 'held'`)
    expect(rows[0]?.n).toBe(3)
    await release(holdAnswer.parse(held?.body).hold)
  })

  test('that is let go frees the time, and letting it go again changes nothing', async () => {
    const course = await aCourse()
    const { hold } = await api.hold(course.id)
    expect((await release(hold)).status).toBe(204)
    expect((await release(hold)).status).toBe(204)
    const again = await api.send('/api/v1/holds', { course: course.id })
    expect(again.status).toBe(201)
    await release(holdAnswer.parse(again.body).hold)
  })

  test('can be extended while it lasts, and up to three times its length', async () => {
    const { id } = await aCourse()
    const { hold } = await api.hold(id)
    api.later(9)
    const extended = await extend(hold)
    expect(extended).toMatchObject({ status: 200, body: { hold, expires: '2027-01-04T08:19:00+01:00' } })
    api.later(9)
    expect((await extend(hold)).status).toBe(200)
    api.later(9)
    const enough = await extend(hold)
    expect([enough.status, refusalOf(enough)]).toMatchObject([409, { refused: 'held-long-enough' }])
    api.later(9)
    const late = await extend(hold)
    expect([late.status, refusalOf(late)]).toMatchObject([409, { refused: 'hold-expired' }])
    const someoneElse = await api.hold(id)
    await release(someoneElse.hold)
  })

  test('of a booked course is not let go', async () => {
    const { id } = await aCourse()
    const { hold } = await api.hold(id)
    const client = { name: 'Prov', email: 'prov@exempel.example', phone: '0701740605', contact: 'sms' }
    expect((await api.send('/api/v1/bookings', { hold, language: 'sv', client })).status).toBe(201)
    const answer = await release(hold)
    expect([answer.status, refusalOf(answer)]).toMatchObject([409, { refused: 'already-booked' }])
  })
})

describe('nothing is held', () => {
  test.each([
    ['for a course that we did not sign', async (id: string) => `${id.slice(0, -4)}AAAA`],
    ['for a course that was changed', async (id: string) => `x${id}`],
    ['for a course with a tail', async (id: string) => `${id}.x`],
    ['for a null byte', async () => '\u0000'],
    ['for half a character', async () => '\ud800'],
  ])('%s', async (_, forge) => {
    const answer = await api.send('/api/v1/holds', { course: await forge((await aCourse()).id) })
    expect([answer.status, refusalOf(answer)]).toMatchObject([
      422,
      { refused: 'unknown-course', path: 'course' },
    ])
  })

  test('for an offer that has run out', async () => {
    const { id } = await aCourse()
    api.later(61)
    const answer = await api.send('/api/v1/holds', { course: id })
    expect([answer.status, refusalOf(answer)]).toMatchObject([
      422,
      { refused: 'unknown-course', path: 'course' },
    ])
  })

  test.each(['x', 'AAAAAAAAAAAAAAAAAAAAAA.AAAA', '%00', '%E0%A4%A', '%F0%9F%92%A9'])(
    'of the name %s, to let go or extend',
    async (hold) => {
      for (const answer of [await release(hold), await extend(hold)]) {
        expect([answer.status, refusalOf(answer)]).toMatchObject([
          404,
          { refused: 'unknown-hold', path: 'hold' },
        ])
      }
    },
  )
})

test('live holds are capped per address also when they are asked for all at once', async () => {
  const capped = await openTestApi({ rateLimits: true })
  const { courses } = await capped.courses(`service=${capped.clinic.analysis}&limit=14`)
  const answers = await Promise.all(courses.map(({ id }) => capped.send('/api/v1/holds', { course: id })))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(4)
  await capped.close()
})

test('live holds are capped per address, and one that is let go makes room', async () => {
  const capped = await openTestApi({ rateLimits: true })
  const { courses } = await capped.courses(`service=${capped.clinic.analysis}&limit=20`)
  const held: Awaited<ReturnType<typeof capped.hold>>[] = []
  const dayOf = ({ visits }: (typeof courses)[number]) => visits[0]?.start.slice(0, 10)
  const apart = courses.filter(
    (course, at) => courses.findIndex((one) => dayOf(one) === dayOf(course)) === at,
  )
  for (const { id } of apart.slice(0, 4)) held.push(await capped.hold(id))
  const fifth = apart[4]
  const refused = await capped.send('/api/v1/holds', { course: fifth?.id })
  expect([refused.status, refusalOf(refused)]).toMatchObject([429, { refused: 'too-many-holds' }])
  const elsewhere = await capped.send('/api/v1/holds', { course: fifth?.id }, { 'x-test-address': 'there' })
  expect(elsewhere.status).toBe(201)
  await capped.ask(`/api/v1/holds/${holdAnswer.parse(elsewhere.body).hold}`, { method: 'DELETE' })
  await capped.ask(`/api/v1/holds/${held[0]?.hold}`, { method: 'DELETE' })
  expect((await capped.send('/api/v1/holds', { course: fifth?.id })).status).toBe(201)
  await capped.close()
})
