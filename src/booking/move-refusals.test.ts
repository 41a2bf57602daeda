import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { granted, inZone, the } from './booking.makers.ts'
import { openMoves, staff, startOf, type TestMoves } from './moves.makers.ts'

let desk: TestMoves
beforeAll(async () => {
  desk = await openMoves()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

/** Every row that a move could touch, as text. */
const everything = () =>
  desk.raw(`select (select json_agg(v order by visit_id) from visit v) as visits,
    (select json_agg(o order by resource_id, during) from occupancy o) as occupancy,
    (select json_agg(b order by resource_id, period) from busy_bitmap b) as bitmaps,
    (select count(*) from message) as messages, (select count(*) from audit) as audits,
    (select count(*) from idempotency) as keys`)

describe('refused, without a trace', () => {
  const refusedWithout = async (work: () => Promise<unknown>, refusal: object) => {
    const before = await everything()
    expect(await work()).toMatchObject(refusal)
    expect(await everything()).toEqual(before)
  }

  test('unknown-move: not ours, another course’s, run out, or for the desk only', async () => {
    const { id, visits } = await desk.course()
    const other = await desk.course('2027-03-01')
    const offer = the(await desk.movesFor(id, the(visits).id))
    const forDesk = the(await desk.movesFor(id, the(visits).id, { by: 'desk' }))
    await refusedWithout(() => desk.move({ id: `${offer.id}x` }), { refused: 'unknown-move' })
    await refusedWithout(() => desk.move({ id: 'x' }), { refused: 'unknown-move' })
    await refusedWithout(() => desk.move(offer, { course: other.id }), { refused: 'unknown-move' })
    await refusedWithout(() => desk.move(offer, { now: desk.now.add({ minutes: 60 }) }), {
      refused: 'unknown-move',
    })
    await refusedWithout(() => desk.move(forDesk), { refused: 'unknown-move' })
    granted(await desk.move(forDesk, { by: staff }))
  })

  test('changed-meanwhile: the course is not as it was when the move was offered', async () => {
    const { id, visits } = await desk.course()
    const [one, other] = await desk.movesFor(id, the(visits).id)
    if (!one || !other) throw new Error('Two moves were wanted.')
    granted(await desk.move(one))
    await refusedWithout(() => desk.move(other), { refused: 'changed-meanwhile' })
    expect(await desk.lookAt(other, id)).toEqual({ refused: 'changed-meanwhile' })
    const [third] = await desk.movesFor(id, the(visits, 2).id)
    granted(await desk.cancel(id, the(visits, 1).id))
    await refusedWithout(() => desk.move(third ?? one), { refused: 'changed-meanwhile' })
  })

  test('already-begun, unknown-visit: begun, done, cancelled, held, of nobody', async () => {
    const { id, visits } = await desk.course()
    const [first, second, third] = visits
    if (!first || !second || !third) throw new Error('Three visits were wanted.')
    const offer = the(await desk.movesFor(id, first.id, { by: 'desk' }))
    const begun = startOf(first)
    await desk.raw(`update visit set state = 'done' where visit_id = $1`, [second.id])
    await desk.raw(`update visit set state = 'cancelled', cancelled_at = now() where visit_id = $1`, [
      third.id,
    ])
    expect(await desk.askMoves(id, first.id, { now: begun })).toEqual({ refused: 'already-begun' })
    expect(await desk.askMoves(id, second.id)).toEqual({ refused: 'already-begun' })
    expect(await desk.askMoves(id, third.id)).toEqual({ refused: 'unknown-visit' })
    expect(await desk.plan(second.id, { start: second.start + 60 })).toEqual({ refused: 'already-begun' })
    expect(await desk.plan(third.id, { start: third.start + 60 })).toEqual({ refused: 'unknown-visit' })
    expect(await desk.starts(third.id, '2027-01-12')).toEqual({ refused: 'unknown-visit' })
    expect(await desk.plan(id, { start: third.start + 60 })).toEqual({ refused: 'unknown-visit' })
    await refusedWithout(
      () => desk.move(offer, { by: staff, reason: 'sen', now: begun.subtract({ minutes: 1 }) }),
      { refused: 'unknown-move' },
    )
    const hold = await desk.held(await desk.first({ from: Temporal.PlainDate.from('2027-04-01') }))
    const held = granted(await desk.readHold(hold))
    expect(await desk.askMoves(held.id, the(held.visits).id)).toEqual({ refused: 'unknown-visit' })
    expect(await desk.plan(the(held.visits).id, { start: the(held.visits).start + 60 })).toEqual({
      refused: 'unknown-visit',
    })
  })

  test('time-taken: somebody has it now, and all of the move is undone', async () => {
    const { id, visits } = await desk.course()
    const from = inZone(the(visits, 2).start).toPlainDate().subtract({ days: 20 })
    const offer = the(await desk.movesFor(id, the(visits, 1).id, { from }))
    const [, , third] = offer.visits
    if (!third) throw new Error('A third visit was wanted.')
    for (const room of desk.clinic.rooms)
      await desk.shut(startOf(third).toString(), startOf(third).add({ minutes: 5 }).toString(), room)
    await refusedWithout(() => desk.move(offer, { key: 'k', requestHash: 'h' }), {
      refused: 'time-taken',
      visit: 3,
      service: desk.clinic.treatment,
    })
  })

  test('time-taken: her therapist does not work then any more', async () => {
    const { id, visits } = await desk.course()
    const offer = the(await desk.movesFor(id, the(visits).id))
    await desk.raw(`update working_hours set starts = '09:00', ends = '09:15'`)
    try {
      await refusedWithout(() => desk.move(offer), { refused: 'time-taken', visit: 1 })
    } finally {
      await desk.raw(`update working_hours set starts = '09:00', ends = '17:00'`)
    }
  })

  test('too-late: a client whose visit has come nearer than the notice since she was offered the move', async () => {
    const { id, visits } = await desk.course()
    const first = the(visits)
    const early = startOf(first).subtract({ hours: 24, minutes: 10 })
    const offer = the(await desk.movesFor(id, first.id, { now: early }))
    const late = early.add({ minutes: 11 })
    await refusedWithout(() => desk.move(offer, { now: late }), { refused: 'too-late', noticeHours: 24 })
    expect(await desk.askMoves(id, first.id, { now: late })).toEqual({ refused: 'too-late', noticeHours: 24 })
    const rest = the(await desk.movesFor(id, 'all', { now: late }))
    expect(rest.visits.slice(0, 2).map(({ change }) => change)).toEqual(['stays', 'asked'])
  })

  test('time-taken: a client cannot come nearer than the clinic lets her book, also not by the way back', async () => {
    await desk.raw('update clinic set lead_minutes = 240, change_notice_hours = 0')
    try {
      const { id, visits } = await desk.analysis('2027-01-20')
      const visit = the(visits)
      const now = startOf(visit).subtract({ minutes: 270 })
      const offer = the(
        await desk.movesFor(id, visit.id, { from: Temporal.PlainDate.from('2027-02-10'), now }),
      )
      const { back } = granted(await desk.move(offer, { now }))
      const later = now.add({ minutes: 40 })
      await refusedWithout(() => desk.move({ id: back }, { now: later }), { refused: 'time-taken', visit: 1 })
      granted(await desk.move({ id: back }, { now: now.add({ minutes: 20 }) }))
    } finally {
      await desk.raw('update clinic set lead_minutes = default, change_notice_hours = default')
    }
  })

  test('unknown-move: a client is not shown what only the desk may do', async () => {
    const { id, visits } = await desk.course()
    const forDesk = granted(await desk.plan(the(visits, 2).id, { start: the(visits, 2).start + 15 }))
    expect(await desk.lookAt(forDesk, id)).toEqual({ refused: 'unknown-move' })
    const forClient = the(await desk.movesFor(id, the(visits, 2).id))
    expect(granted(await desk.lookAt(forClient, id)).visits).toEqual(forClient.visits)
  })

  test('changed-meanwhile: asked again with its key after it was undone', async () => {
    const { id, visits } = await desk.course()
    const offer = the(await desk.movesFor(id, the(visits, 2).id))
    const as = { key: 'k', requestHash: 'h' }
    const { back } = granted(await desk.move(offer, as))
    expect(granted(await desk.move(offer, as)).back).toBe(back)
    granted(await desk.move({ id: back }))
    await refusedWithout(() => desk.move(offer, as), { refused: 'changed-meanwhile' })
  })

  test('reason-needed: the desk against the notice or the rest; the reason stays with the visit and in the audit', async () => {
    const { id, secret, visits } = await desk.course()
    const [, second, third] = visits
    if (!second || !third) throw new Error('Three visits were wanted.')
    const tooSoon = granted(await desk.plan(third.id, { start: second.start + 7 * 1440 }))
    expect(tooSoon.breaks).toEqual([
      { rule: 'rest-too-short', visit: 3, days: 7, atLeastDays: 28, atMostDays: 42 },
    ])
    await refusedWithout(() => desk.move(tooSoon, { by: staff }), { refused: 'reason-needed' })
    await refusedWithout(() => desk.move(tooSoon, { by: staff, reason: ' ' }), { refused: 'reason-needed' })
    granted(await desk.move(tooSoon, { by: staff, reason: ' Reser bort. ' }))
    const after = the(await desk.visitsOf(secret), 2)
    expect(after).toMatchObject({ start: second.start + 7 * 1440, overrideReason: 'Reser bort.' })
    expect(await desk.raw(`select detail from audit where act = 'visits-moved'`)).toEqual([
      { detail: { visits: [third.id], rules: ['rest-too-short'], reason: 'Reser bort.' } },
    ])
    const other = desk.clinic.rooms.find((room) => room !== after.room?.id) ?? ''
    granted(
      await desk.move(granted(await desk.plan(third.id, { start: after.start, room: other })), { by: staff }),
    )
    expect(the(await desk.visitsOf(secret), 2).overrideReason).toBe('Reser bort.')
    const good = the(await desk.movesFor(id, third.id, { by: 'desk' }))
    expect(good.breaks).toEqual([])
    const { back, isBack } = granted(await desk.move(good, { by: staff }))
    expect(isBack).toBe(false)
    expect(the(await desk.visitsOf(secret), 2).overrideReason).toBeUndefined()
    await refusedWithout(() => desk.move({ id: back }, { by: staff }), { refused: 'reason-needed' })
    const undone = granted(await desk.move({ id: back }, { by: staff, backReason: 'Ångrat.' }))
    expect(undone.isBack).toBe(true)
    expect(the(await desk.visitsOf(secret), 2).overrideReason).toBe('Ångrat.')
  })

  test('reason-needed: the words for a way back are no reason for a move that is none', async () => {
    const { visits } = await desk.course()
    const tooSoon = granted(await desk.plan(the(visits, 2).id, { start: the(visits, 1).start + 7 * 1440 }))
    const as = { by: staff, backReason: 'Ångrat.' }
    await refusedWithout(() => desk.move(tooSoon, as), { refused: 'reason-needed' })
  })
})
