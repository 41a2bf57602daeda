import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aClient, type Answer, bookingAnswer, openTestApi, refusalOf, type TestApi } from './api.makers.ts'
import { bookedVisit, move } from './shapes.ts'

let api: TestApi
beforeAll(async () => {
  api = await openTestApi()
})
afterEach(() => expect(api.broken).toEqual([]))
afterAll(() => api.close())

const movesAnswer = z.strictObject({ moves: z.array(move.strict()), more: z.boolean() })
const visitsAnswer = z.looseObject({ visits: z.array(bookedVisit.strict()) })

/** A booked course of three: where it is, and its visits. */
async function aBooking() {
  const { hold } = await api.hold(
    (await api.firstCourse(`service=${api.clinic.treatment}&from=2027-01-11`)).id,
  )
  const booked = await api.send('/api/v1/bookings', { hold, language: 'sv', client: aClient })
  const path = `/api/v1/bookings/${bookingAnswer.parse(booked.body).secret}`
  return { path, visits: visitsAnswer.parse((await api.ask(path)).body).visits }
}
type Booking = Awaited<ReturnType<typeof aBooking>>

const visitsOf = ({ body }: Answer) => visitsAnswer.parse(body).visits
const find = async ({ path }: Booking, query: string) =>
  movesAnswer.parse((await api.ask(`${path}/moves?${query}`)).body).moves
const agree = ({ path }: Booking, id: string, key?: string) =>
  api.send(`${path}/moves`, { move: id }, key === undefined ? {} : { 'idempotency-key': key })
const third = ({ visits }: Booking) => visits[2]?.id ?? ''
const first = (moves: z.infer<typeof movesAnswer>['moves']) => {
  const [one] = moves
  if (!one) throw new Error('No move was offered.')
  return one
}

describe('a move', () => {
  test('is offered with the whole course: what was asked, what follows, what stays', async () => {
    const booking = await aBooking()
    const moves = await find(booking, `visit=${booking.visits[1]?.id}&from=2027-02-19&limit=20`)
    const following = first(moves.filter(({ visits }) => visits.at(-1)?.change === 'follows'))
    expect(following.visits.map(({ change }) => change)).toEqual(['stays', 'asked', 'follows'])
    expect(following.visits.map(({ before }) => before.start)).toEqual(
      booking.visits.map(({ start }) => start),
    )
    expect(following.visits.map(({ id }) => id)).toEqual(booking.visits.map(({ id }) => id))
    expect(following.visits[0]?.start).toBe(booking.visits[0]?.start)
  })

  test('is made whole, keeps the visits’ ids, and is read back', async () => {
    const booking = await aBooking()
    const moves = await find(booking, `visit=${booking.visits[1]?.id}&from=2027-02-19&limit=20`)
    const following = first(moves.filter(({ visits }) => visits.at(-1)?.change === 'follows'))
    const done = await agree(booking, following.id, 'moved-once')
    expect(done.status).toBe(200)
    const standing = visitsOf(done).map(({ id, start, state }) => ({ id, start, state }))
    expect(standing).toEqual(following.visits.map(({ id, start }) => ({ id, start, state: 'booked' })))
    expect(visitsOf(await api.ask(booking.path)).map(({ start }) => start)).toEqual(
      following.visits.map(({ start }) => start),
    )
  })

  test('is done once for the same key, at once and later; without a key the move is its own', async () => {
    const booking = await aBooking()
    const one = first(await find(booking, `visit=${third(booking)}`))
    const together = await Promise.all([1, 2, 3].map(() => agree(booking, one.id, 'same')))
    const later = await agree(booking, one.id, 'same')
    expect([...together, later].map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(new Set([...together, later].map(({ text }) => text)).size).toBe(1)
    const moved = await api.raw(
      `select 1 from message where kind = 'visit-moved' and payload::text like $1`,
      [`%${third(booking)}%`],
    )
    expect(moved).toHaveLength(1)
    const two = first(await find(booking, `visit=${third(booking)}`))
    expect([(await agree(booking, two.id)).status, (await agree(booking, two.id)).status]).toEqual([200, 200])
  })

  test('has its own key, whatever key another client chose', async () => {
    for (const booking of [await aBooking(), await aBooking()]) {
      const one = first(await find(booking, `visit=${third(booking)}`))
      expect((await agree(booking, one.id, '1')).status).toBe(200)
    }
  })

  test('follows what is wished for: days, hours, how many', async () => {
    const booking = await aBooking()
    const moves = await find(booking, `visit=all&from=2027-03-01&weekdays=2&after=13:00&limit=2`)
    expect(moves.length).toBeGreaterThan(0)
    expect(moves.length).toBeLessThanOrEqual(2)
    for (const { visits } of moves)
      for (const { start } of visits) {
        expect(new Date(start).getUTCDay()).toBe(2)
        expect(start.slice(11, 16) >= '13:00').toBe(true)
      }
  })
})

describe('is refused', () => {
  test('time-taken: with the visit and the nearest moves, of which one can be made; nothing has moved', async () => {
    const [mine, other] = [await aBooking(), await aBooking()]
    // On Tuesdays at 13 there is one time a day that both want, and one pen for it.
    const query = 'visit=all&from=2027-06-01&weekdays=2&after=13:00&before=14:30'
    const wanted = first(await find(mine, query))
    const theirs = first(await find(other, query))
    expect(theirs.visits.map(({ start }) => start)).toEqual(wanted.visits.map(({ start }) => start))
    expect((await agree(other, theirs.id)).status).toBe(200)
    const refused = await agree(mine, wanted.id)
    expect([refused.status, refusalOf(refused)]).toMatchObject([409, { refused: 'time-taken', visit: 1 }])
    expect(visitsOf(await api.ask(mine.path))).toEqual(mine.visits)
    const [near] = refusalOf(refused).moves ?? []
    expect((await agree(mine, near?.id ?? '')).status).toBe(200)
  })

  test('changed-meanwhile: the course is not as it was when the move was offered', async () => {
    const booking = await aBooking()
    const [one, two] = await find(booking, `visit=${third(booking)}`)
    await agree(booking, one?.id ?? '')
    const late = await agree(booking, two?.id ?? '')
    expect([late.status, refusalOf(late)]).toMatchObject([409, { refused: 'changed-meanwhile' }])
  })

  test('unknown-move: not ours, another booking’s, or run out', async () => {
    const [mine, other] = [await aBooking(), await aBooking()]
    const theirs = first(await find(other, `visit=${third(other)}`))
    for (const id of ['x', `${theirs.id}x`, theirs.id]) {
      const answer = await agree(mine, id)
      expect([answer.status, refusalOf(answer)]).toMatchObject([
        422,
        { refused: 'unknown-move', path: 'move' },
      ])
    }
    api.later(61)
    expect(refusalOf(await agree(other, theirs.id))).toMatchObject({ refused: 'unknown-move' })
  })

  test('key-reused: the same key for another move', async () => {
    const booking = await aBooking()
    const [one, two] = await find(booking, `visit=${third(booking)}`)
    await agree(booking, one?.id ?? '', 'for-the-first')
    const other = await agree(booking, two?.id ?? '', 'for-the-first')
    expect([other.status, refusalOf(other)]).toMatchObject([
      422,
      { refused: 'key-reused', path: 'Idempotency-Key' },
    ])
  })

  test('unknown-visit and unknown-booking: what is not there', async () => {
    const booking = await aBooking()
    for (const visit of ['00000000-0000-4000-8000-000000000000', 'x', '%00']) {
      const answer = await api.ask(`${booking.path}/moves?visit=${visit}`)
      expect([answer.status, refusalOf(answer)]).toMatchObject([
        404,
        { refused: 'unknown-visit', path: 'visit' },
      ])
    }
    const nobody = await api.ask('/api/v1/bookings/AbC.dEf/moves?visit=all')
    expect([nobody.status, refusalOf(nobody)]).toMatchObject([404, { refused: 'unknown-booking' }])
    expect((await api.send('/api/v1/bookings/AbC.dEf/moves', { move: 'x' })).status).toBe(404)
  })

  test.each([
    ['', 'missing-field', 'visit'],
    ['visit=all&from=2027-02-30', 'invalid-date', 'from'],
    ['visit=all&from=2020-01-01', 'past-date', 'from'],
    ['visit=all&days=181', 'out-of-range', 'days'],
    ['visit=all&limit=0', 'out-of-range', 'limit'],
  ])('when the question cannot be used: %s', async (query, refused, path) => {
    const booking = await aBooking()
    const answer = await api.ask(`${booking.path}/moves?${query}`)
    expect([answer.status, refusalOf(answer)]).toMatchObject([422, { refused, path }])
  })

  test('too-late: nearer than the clinic’s notice, to move and to cancel; already-begun after that', async () => {
    const booking = await aBooking()
    const [visit] = booking.visits
    const moves = `${booking.path}/moves?visit=${visit?.id}`
    const minutesLeft = (Date.parse(visit?.start ?? '') - api.clock.now.epochMilliseconds) / 60_000
    api.later(minutesLeft - 23 * 60)
    const late = await api.ask(moves)
    expect([late.status, refusalOf(late)]).toMatchObject([409, { refused: 'too-late' }])
    const analysis = await api.firstCourse(`service=${api.clinic.analysis}`)
    const { hold } = await api.hold(analysis.id)
    const soon = bookingAnswer.parse(
      (await api.send('/api/v1/bookings', { hold, language: 'sv', client: aClient })).body,
    )
    const untilSoon = (Date.parse(soon.visits[0]?.start ?? '') - api.clock.now.epochMilliseconds) / 60_000
    api.later(Math.max(0, untilSoon - 60))
    const kept = await api.ask(`/api/v1/bookings/${soon.secret}`, { method: 'DELETE' })
    expect([kept.status, refusalOf(kept)]).toMatchObject([409, { refused: 'too-late' }])
    api.later(24 * 60)
    expect(refusalOf(await api.ask(moves))).toMatchObject({ refused: 'already-begun' })
  })
})
