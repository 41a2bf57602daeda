import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readClinic } from '#clinic'
import { letterFromMessage } from '#messages'
import { messagePayload } from '#messages/contract'
import { sayDayAndTime } from '#platform/say'
import { at, granted, inZone, onWall, the } from './booking.makers.ts'
import { openMoves, staff, startOf, type TestMoves } from './moves.makers.ts'
import { findFaults, readStretches } from './raw-rows.makers.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const messages = () =>
  desk.raw(
    `select kind, state, payload from message where kind <> 'course-booked' order by created_at, message_id`,
  )
describe('one visit is moved', () => {
  test('it keeps its row, its time and only that changes, and the client is told where it stood', async () => {
    const { id, secret, visits } = await desk.course()
    const [, second] = visits
    const offer = the(await desk.movesFor(id, the(visits, 1).id))
    const { moved, course } = granted(await desk.move(offer, { course: id }))
    expect(course).toBe(id)
    expect(moved).toMatchObject([{ id: second?.id, position: 2, sequence: 1, state: 'booked' }])
    const after = await desk.visitsOf(secret)
    expect(after.map(({ id: visit }) => visit)).toEqual(visits.map(({ id: visit }) => visit))
    expect([after[0], after[2]]).toEqual([visits[0], visits[2]])
    expect(the(after, 1).start).toBe(the(offer.visits, 1).start)
    expect(the(after, 1).start).not.toBe(second?.start)
    expect(await messages()).toMatchObject([
      {
        kind: 'visit-moved',
        payload: {
          visits: [{ visit: second?.id, sequence: 1, movedFrom: startOf(the(visits, 1)).toString() }],
        },
      },
    ])
    expect(await desk.raw(`select actor, subject_id, detail from audit where act = 'visits-moved'`)).toEqual([
      { actor: 'client', subject_id: id, detail: { visits: [second?.id] } },
    ])
    expect(await findFaults(desk.raw)).toEqual([])
    expect(await readStretches(desk.raw)).toHaveLength(15)
  })

  test('its old time is free at once', async () => {
    const { id, visits } = await desk.course()
    const day = inZone(the(visits).start).toPlainDate()
    granted(await desk.move(the(await desk.movesFor(id, the(visits).id, { from: day.add({ days: 2 }) }))))
    const again = await desk.offers({ from: day, days: 1, service: desk.clinic.analysis, limit: 60 })
    expect(again.map(({ visits: [one] }) => one?.start)).toContain(the(visits).start)
    expect(await findFaults(desk.raw)).toEqual([])
  })

  test('a third visit that the rest forbids to stay follows, and both are told of in one message', async () => {
    const { id, secret, visits } = await desk.course()
    const third = the(visits, 2)
    const from = inZone(third.start).toPlainDate().subtract({ days: 20 })
    const offer = the(await desk.movesFor(id, the(visits, 1).id, { from }))
    expect(offer.visits.map(({ change }) => change)).toEqual(['stays', 'asked', 'follows'])
    expect(offer.breaks).toEqual([])
    const { moved } = granted(await desk.move(offer))
    expect(moved.map(({ position, sequence }) => [position, sequence])).toEqual([
      [2, 1],
      [3, 1],
    ])
    const after = await desk.visitsOf(secret)
    expect(after.map(({ start }) => start)).toEqual(offer.visits.map(({ start }) => start))
    const told = the(await messages())
    expect(told).toMatchObject({ kind: 'visit-moved', payload: { visits: [{}, {}] } })
    expect(await messages()).toHaveLength(1)
    const { text } = letterFromMessage(
      { kind: 'visit-moved', language: 'sv', payload: messagePayload.parse(told['payload']) },
      { clinic: await desk.run(readClinic), link: 'https://klinik.example/sv' },
    )
    for (const { before } of offer.visits.slice(1)) {
      const old = sayDayAndTime(before.start, { zone: 'Europe/Stockholm', language: 'sv' })
      expect(text).toContain(`(förut ${old})`)
    }
    expect(await findFaults(desk.raw)).toEqual([])
  })

  test('a quarter of an hour later, over its own old stretches', async () => {
    const { secret, visits } = await desk.course()
    const first = the(visits)
    const { moved } = await desk.moveTo(first.id, { start: first.start + 30 })
    expect(the(moved).start).toBe(first.start + 30)
    expect(the(await desk.visitsOf(secret)).start).toBe(first.start + 30)
    expect(await findFaults(desk.raw)).toEqual([])
  })

  test('what it was promised to be goes with it, though the service is another now', async () => {
    const { id, visits } = await desk.course()
    const first = the(visits)
    await desk.raw(`update segment set minutes = 60 where name ->> 'en' = 'Needling'`)
    try {
      const { moved } = granted(await desk.move(the(await desk.movesFor(id, first.id))))
      const [after] = moved
      expect(after && after.end - after.start).toBe(first.end - first.start)
      expect(after?.segments.map(({ start, end }) => end - start)).toEqual(
        first.segments.map(({ start, end }) => end - start),
      )
      expect(await findFaults(desk.raw)).toEqual([])
    } finally {
      await desk.raw(`update segment set minutes = 30 where name ->> 'en' = 'Needling'`)
    }
  })

  test('a reminder that waited is withdrawn', async () => {
    const { id, visits } = await desk.course()
    const first = the(visits)
    await desk.raw(
      `insert into message (clinic_id, client_id, kind, language, channel, payload, state, created_at, visit_id, visit_start)
       select clinic_id, client_id, 'reminder-days', language, channel, payload, 'waiting', now(), $1, $2 from message limit 1`,
      [first.id, startOf(first).toString()],
    )
    granted(await desk.move(the(await desk.movesFor(id, first.id))))
    expect(new Set((await messages()).map(({ kind, state }) => `${kind} ${state}`))).toEqual(
      new Set(['visit-moved waiting', 'reminder-days withdrawn']),
    )
  })
})

describe('only somebody or something else, at the same time', () => {
  test('another therapist: the client is told that the time is the same', async () => {
    const { visits } = await desk.course()
    const first = the(visits)
    const [alva, bo] = desk.clinic.therapists
    const other = first.therapist?.id === alva ? bo : alva
    await desk.moveTo(first.id, { start: first.start, therapist: other })
    expect(await messages()).toMatchObject([
      { kind: 'therapist-changed', payload: { visits: [{ visit: first.id, sequence: 1 }] } },
    ])
    expect(await findFaults(desk.raw)).toEqual([])
  })

  test('another room: nobody has to be told, and nobody has to say why', async () => {
    const { visits } = await desk.course()
    const first = the(visits)
    const other = desk.clinic.rooms.find((room) => room !== first.room?.id) ?? ''
    const now = startOf(first).subtract({ minutes: 20 })
    const planned = granted(await desk.plan(first.id, { start: first.start, room: other, now }))
    expect(planned.breaks).toEqual([])
    granted(await desk.move(planned, { by: staff, now }))
    expect(await messages()).toEqual([])
    expect(await desk.raw('select override_reason from visit where override_reason is not null')).toEqual([])
  })
})

describe('the whole course', () => {
  test('all its visits go on from another day, each with its rest', async () => {
    const { id, secret, visits } = await desk.course()
    const from = inZone(the(visits).start).toPlainDate().add({ days: 21 })
    const offer = the(await desk.movesFor(id, 'all', { from }))
    expect(offer.visits.map(({ change }) => change)).toEqual(['asked', 'asked', 'asked'])
    for (const days of offer.restDays) expect(days).toBeGreaterThanOrEqual(28)
    granted(await desk.move(offer))
    const after = await desk.visitsOf(secret)
    expect(after.map(({ start }) => start)).toEqual(offer.visits.map(({ start }) => start))
    expect(inZone(the(after).start).toPlainDate().since(from).days).toBeGreaterThanOrEqual(0)
    expect(await findFaults(desk.raw)).toEqual([])
  })
})

describe('moved there and back', () => {
  test('by the way back that the move gave, which runs out with the next change', async () => {
    const { id, secret, visits } = await desk.course()
    const offer = the(await desk.movesFor(id, the(visits, 1).id, { by: 'desk' }))
    const { back } = granted(await desk.move(offer, { by: staff }))
    const { moved } = granted(await desk.move({ id: back }, { by: staff }))
    expect(moved).toMatchObject([{ position: 2, sequence: 2, start: the(visits, 1).start }])
    expect((await desk.visitsOf(secret)).map(({ start }) => start)).toEqual(visits.map(({ start }) => start))
    expect(await desk.move({ id: back }, { by: staff })).toEqual({ refused: 'changed-meanwhile' })
    expect(await findFaults(desk.raw)).toEqual([])
  })

  test('the same request again is answered the same and moves nothing twice', async () => {
    const { id, secret, visits } = await desk.course()
    const [offer, another] = await desk.movesFor(id, the(visits, 1).id)
    if (!offer || !another) throw new Error('Two moves were wanted.')
    const as = { key: 'one key', requestHash: 'the same words' }
    const answers = await Promise.all([1, 2, 3, 4].map(() => desk.move(offer, as)))
    const again = await desk.move(offer, { ...as, now: desk.now.add({ hours: 3 }) })
    const [one] = answers.map(granted)
    for (const answer of [...answers, again]) expect(granted(answer).moved).toEqual(one?.moved)
    expect(await desk.move(another, { ...as, requestHash: 'other words' })).toEqual({ refused: 'key-reused' })
    expect(await messages()).toHaveLength(1)
    expect(the(await desk.visitsOf(secret), 1).sequence).toBe(1)
    // The way back is the first answer's, and no later one lengthens it.
    const { back } = granted(again)
    expect(await desk.move({ id: back }, { now: desk.now.add({ hours: 3 }) })).toEqual({
      refused: 'unknown-move',
    })
    granted(await desk.move({ id: back }, { now: desk.now.add({ minutes: 59 }) }))
    expect(the(await desk.visitsOf(secret), 1).start).toBe(the(visits, 1).start)
  })
})

describe.each([
  ['the night that loses an hour', '2027-03-26T10:00+01:00', '2027-03-29'],
  ['the night that has an hour twice', '2027-10-29T10:00+02:00', '2027-11-01'],
])('over %s', (_, before, after) => {
  test('a visit keeps its minutes and its time on the wall', async () => {
    const now = Temporal.Instant.from(before).subtract({ hours: 240 })
    const day = Temporal.Instant.from(before).toZonedDateTimeISO('Europe/Stockholm').toPlainDate()
    const secret = await desk.booked(
      the(await desk.offers({ from: day, now, wish: { fromMinuteOfDay: 600, near: [at(before), 0, 0] } })),
      { now },
    )
    const { id, visits } = granted(await desk.read(secret))
    expect(onWall(the(visits).start)).toBe(`${day.toString()}T10:00`)
    const offers = await desk.movesFor(id, the(visits).id, {
      now,
      from: Temporal.PlainDate.from(after),
      days: 1,
      wish: { fromMinuteOfDay: 600, untilMinuteOfDay: 690 },
    })
    const { moved } = granted(await desk.move(the(offers), { now }))
    expect(onWall(the(moved).start)).toBe(`${after}T10:00`)
    expect(the(moved).end - the(moved).start).toBe(the(visits).end - the(visits).start)
    expect(await findFaults(desk.raw)).toEqual([])
  })
})
