import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addSmallClinic } from '../../test/small-clinic.ts'
import { granted, openBooking, type TestBooking, vera } from './booking.makers.ts'
import { confirmCourse } from './index.ts'
import { findFaults } from './raw-rows.makers.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const after = (minutes: number) => desk.now.add({ minutes })
const count = async (table: string) => (await desk.raw(`select 1 from ${table}`)).length
const written = async () => [
  await count('client'),
  await count('message'),
  await count('audit'),
  await count('idempotency'),
]
const nothing = [0, 0, 0, 0]

describe('a confirmed course', () => {
  test('is booked whole, with its client, one message in her language and one line of audit', async () => {
    const course = await desk.first()
    const hold = await desk.held(course)
    const { secret } = granted(await desk.confirm(hold, { now: after(3) }))
    expect(await findFaults(desk.raw)).toEqual([])
    expect(await desk.raw('select name, email, phone, contact, language from client')).toEqual([
      { ...vera, language: 'sv' },
    ])
    const [course_id] = (
      await desk.raw<{ course_id: string }>(`select course_id from course where state = 'booked'`)
    ).map((row) => row.course_id)
    expect(await desk.raw('select kind, language, channel, state, payload from message')).toMatchObject([
      {
        kind: 'course-booked',
        language: 'sv',
        channel: 'email',
        state: 'waiting',
        payload: { course: course_id, visits: [{}, {}, {}] },
      },
    ])
    expect(await desk.raw('select actor, act, subject_id, detail from audit')).toEqual([
      { actor: 'client', act: 'course-booked', subject_id: course_id, detail: { visits: 3 } },
    ])
    expect(granted(await desk.read(secret)).visits.map(({ start }) => start)).toEqual(
      course.visits.map(({ start }) => start),
    )
  })

  test('keeps no secret and, but for the client’s row, no name or address', async () => {
    const hold = await desk.held(await desk.first())
    const { secret } = granted(await desk.confirm(hold, { key: 'a hash' }))
    const rows = []
    for (const table of ['course', 'visit', 'occupancy', 'message', 'audit', 'idempotency'])
      rows.push(...(await desk.raw(`select row_to_json(t)::text as text from ${table} t`)))
    const text = JSON.stringify(rows)
    for (const word of [secret, secret.split('.')[1] ?? '', vera.name, vera.email, vera.phone])
      expect(text).not.toContain(word)
  })

  test('never finds, joins or changes a client who is there already', async () => {
    for (const week of [0, 1]) {
      const from = Temporal.PlainDate.from('2027-02-01').add({ weeks: week })
      const hold = await desk.held(await desk.first({ from }))
      granted(await desk.confirm(hold, { client: { ...vera, name: `Vera ${week}` } }))
    }
    expect(await desk.raw('select name from client order by name')).toEqual([
      { name: 'Vera 0' },
      { name: 'Vera 1' },
    ])
  })

  test('costs what it cost when it was held, and keeps its protocol, though the service changes', async () => {
    const course = await desk.first()
    const hold = await desk.held(course)
    await desk.raw('update service set price_minor = 1 where service_id = $1', [desk.clinic.treatment])
    await desk.raw('update anaesthetic set minutes = 60')
    const { secret } = granted(await desk.confirm(hold))
    await desk.raw('update service set price_minor = 585000 where service_id = $1', [desk.clinic.treatment])
    await desk.raw('update anaesthetic set minutes = 30')
    const read = granted(await desk.read(secret))
    expect(read.price).toEqual({ amount: 585_000, currency: 'SEK', vatPercent: 25 })
    expect(read.visits[0]?.segments).toEqual(course.visits[0]?.segments)
    expect(await findFaults(desk.raw)).toEqual([])
  })
})

describe('the same request with the same key', () => {
  test('at once and later gets the same answer: one client, one message, one line of audit', async () => {
    const hold = await desk.held(await desk.first())
    const as = { key: 'k', requestHash: 'r' }
    const atOnce = await Promise.all(Array.from({ length: 8 }, () => desk.confirm(hold, as)))
    const later = await desk.confirm(hold, { ...as, now: after(600) })
    expect(atOnce[0]).toHaveProperty('secret')
    expect(new Set([...atOnce, later].map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await written()).toEqual([1, 1, 1, 1])
    expect(await findFaults(desk.raw)).toEqual([])
  })

  test('is still answered when the course has been cancelled since', async () => {
    const hold = await desk.held(await desk.first())
    const as = { key: 'k', requestHash: 'r' }
    const { secret } = granted(await desk.confirm(hold, as))
    granted(await desk.cancel(granted(await desk.read(secret)).id))
    expect(await desk.confirm(hold, as)).toEqual({ secret })
  })

  test('key-reused: other words under the same key are refused, and change nothing', async () => {
    const first = await desk.held(await desk.first())
    const { secret } = granted(await desk.confirm(first, { key: 'k', requestHash: 'one' }))
    const second = await desk.held(await desk.first({ from: Temporal.PlainDate.from('2027-02-15') }))
    expect(await desk.confirm(second, { key: 'k', requestHash: 'two' })).toEqual({ refused: 'key-reused' })
    expect(await desk.confirm(first, { key: 'k', requestHash: 'two' })).toEqual({ refused: 'key-reused' })
    expect(granted(await desk.confirm(first, { key: 'k', requestHash: 'one' })).secret).toBe(secret)
    expect(granted(await desk.look(second))).toHaveProperty('until')
    expect(await written()).toEqual([1, 1, 1, 1])
  })

  test('a refused request leaves no claim on its key, so a later one can succeed', async () => {
    const course = await desk.first()
    const expired = await desk.held(course)
    const as = { key: 'k', now: after(11) }
    expect(await desk.confirm(expired, { ...as, requestHash: 'one' })).toEqual({ refused: 'hold-expired' })
    expect(await written()).toEqual(nothing)
    const fresh = await desk.held(course, { now: after(11) })
    expect(granted(await desk.confirm(fresh, { ...as, requestHash: 'two' }))).toHaveProperty('secret')
    expect(await findFaults(desk.raw)).toEqual([])
  })

  test('two keys at once for one hold: one is booked, the other is refused', async () => {
    const hold = await desk.held(await desk.first())
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((key) => desk.confirm(hold, { key })))
    expect(answers.filter((answer) => 'secret' in answer)).toHaveLength(1)
    expect(answers.filter((answer) => 'refused' in answer && answer.refused === 'hold-expired')).toHaveLength(
      3,
    )
    expect(await written()).toEqual([1, 1, 1, 1])
  })
})

describe('refused', () => {
  test('hold-expired: from the instant at which it ran out, and when it was let go', async () => {
    const hold = await desk.held(await desk.first())
    expect(await desk.confirm(hold, { now: after(10) })).toEqual({ refused: 'hold-expired' })
    expect(await written()).toEqual(nothing)
    await desk.release(hold)
    expect(await desk.confirm(hold)).toEqual({ refused: 'hold-expired' })
    expect(await written()).toEqual(nothing)
  })

  test('unknown-hold: what we did not sign, and another clinic’s', async () => {
    const hold = await desk.held(await desk.first())
    const [id] = hold.split('.')
    for (const forged of ['', 'x', `${id}.`, `${id}.${'A'.repeat(43)}`, `${hold}x`])
      expect(await desk.confirm(forged)).toEqual({ refused: 'unknown-hold' })
    const other = await addSmallClinic(desk)
    const request = {
      hold,
      keys: desk.keys,
      client: vera,
      language: 'sv',
      key: 'k',
      requestHash: 'r',
    } as const
    const there = await desk.db.inClinic(other.id, (trx) => confirmCourse(trx, { ...request, now: desk.now }))
    expect(there).toEqual({ refused: 'unknown-hold' })
    expect(await written()).toEqual(nothing)
  })

  test('hold-expired: when any part of its time has gone to somebody else', async () => {
    const course = await desk.first()
    const late = await desk.held(course)
    const other = await desk.held(course, { now: after(10) })
    await desk.release(other)
    // The clock of this request stood still at nine minutes; what it held is nevertheless gone.
    expect(await desk.confirm(late, { now: after(9) })).toEqual({ refused: 'hold-expired' })
    expect(await written()).toEqual(nothing)
  })
})
