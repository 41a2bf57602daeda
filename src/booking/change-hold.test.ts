import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addSmallClinic } from '../../test/small-clinic.ts'
import { granted, openBooking, type TestBooking } from './booking.makers.ts'
import { readHold, releaseHold } from './index.ts'
import { findFaults } from './raw-rows.makers.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const after = (minutes: number) => desk.now.add({ minutes })
const forged = 'AZ9y0cSAcACAAAAAAAAAAQ.nobodysigned'

describe('a hold that is extended', () => {
  test('stands ten more minutes from now, and its time is kept from others as long', async () => {
    const course = await desk.first()
    const hold = await desk.held(course)
    const extended = granted(await desk.extend(hold, after(9)))
    expect(extended.until.toString()).toBe(after(19).toString())
    expect(await desk.hold(course, { now: after(18) })).toMatchObject({ refused: 'time-taken', visit: 1 })
    expect(granted(await desk.confirm(hold, { now: after(18) }))).toHaveProperty('secret')
  })

  test('held-long-enough: no hold lives longer than three times the clinic’s hold', async () => {
    const hold = await desk.held(await desk.first())
    granted(await desk.extend(hold, after(9)))
    granted(await desk.extend(hold, after(18)))
    granted(await desk.extend(hold, after(20)))
    expect(await desk.extend(hold, after(21))).toEqual({ refused: 'held-long-enough' })
    expect(granted(await desk.look(hold, after(29))).until.toString()).toBe(after(30).toString())
  })

  test('hold-expired: from the very instant at which it ran out, and when it was booked or let go', async () => {
    const hold = await desk.held(await desk.first())
    expect(await desk.extend(hold, after(10))).toEqual({ refused: 'hold-expired' })
    expect(granted(await desk.extend(hold, after(10).subtract({ milliseconds: 1 })))).toHaveProperty('until')
    granted(await desk.confirm(hold))
    expect(await desk.extend(hold)).toEqual({ refused: 'hold-expired' })
    const gone = await desk.held(await desk.first())
    await desk.release(gone)
    expect(await desk.extend(gone)).toEqual({ refused: 'hold-expired' })
  })

  test('hold-expired: when its time has gone to somebody else, though this clock is a little behind', async () => {
    const course = await desk.first()
    const late = await desk.held(course)
    const other = await desk.held(course, { now: after(10) })
    expect(await desk.extend(late, after(9))).toEqual({ refused: 'hold-expired' })
    expect(await desk.look(late, after(10))).toMatchObject({ refused: 'hold-expired' })
    expect(granted(await desk.confirm(other, { now: after(10) }))).toHaveProperty('secret')
  })

  test('unknown-hold: what we did not sign, and what another clinic holds', async () => {
    expect(await desk.extend(forged)).toEqual({ refused: 'unknown-hold' })
    expect(await desk.extend('')).toEqual({ refused: 'unknown-hold' })
    const hold = await desk.held(await desk.first())
    const other = await addSmallClinic(desk)
    const asked = { hold, keys: desk.keys, now: desk.now }
    const there = await desk.db.inClinic(other.id, async (trx) => ({
      look: await readHold(trx, asked),
      release: await releaseHold(trx, asked),
    }))
    expect(there).toEqual({ look: { refused: 'unknown-hold' }, release: { refused: 'unknown-hold' } })
  })
})

describe('a hold that is let go', () => {
  test('leaves nothing behind, and letting it go again is no fault', async () => {
    const course = await desk.first()
    const hold = await desk.held(course)
    expect(await desk.release(hold)).toEqual({ released: true })
    expect(await desk.raw('select 1 from course')).toEqual([])
    expect(await desk.raw('select 1 from occupancy')).toEqual([])
    expect(await desk.release(hold)).toEqual({ released: false })
    expect(granted(await desk.hold(course))).toHaveProperty('hold')
  })

  test('already-booked: a booked course is cancelled, not let go', async () => {
    const hold = await desk.held(await desk.first())
    granted(await desk.confirm(hold))
    expect(await desk.release(hold)).toEqual({ refused: 'already-booked' })
    expect(await findFaults(desk.raw)).toEqual([])
  })

  test('unknown-hold: what we did not sign', async () => {
    expect(await desk.release(forged)).toEqual({ refused: 'unknown-hold' })
  })

  test('while it is being confirmed, is either booked whole or gone whole', async () => {
    for (const minutes of [0, 1, 2, 3, 4]) {
      const from = Temporal.PlainDate.from('2027-02-01').add({ weeks: minutes * 12 })
      const hold = await desk.held(await desk.first({ from }))
      const [confirmed, released] = await Promise.all([desk.confirm(hold), desk.release(hold)])
      const ends = ['secret' in confirmed, 'refused' in released]
      expect([
        [true, true],
        [false, false],
      ]).toContainEqual(ends)
    }
    expect(await findFaults(desk.raw)).toEqual([])
  })
})

describe('holds that ran out', () => {
  test('are swept an hour later, and not before; what is live or booked stays', async () => {
    const first = await desk.held(await desk.first())
    const booked = await desk.booked(await desk.first({ from: Temporal.PlainDate.from('2027-02-15') }))
    const later = await desk.first({ from: Temporal.PlainDate.from('2027-04-05'), now: after(30) })
    const live = await desk.held(later, { now: after(65) })
    expect(await desk.sweep(after(69))).toEqual({ swept: 0 })
    expect(await desk.look(first, after(69))).toMatchObject({
      refused: 'hold-expired',
      missed: { service: desk.clinic.treatment },
    })
    expect(await desk.sweep(after(70))).toEqual({ swept: 1 })
    expect(await desk.look(first, after(70))).toEqual({ refused: 'hold-expired' })
    expect(granted(await desk.read(booked)).visits).toHaveLength(3)
    expect(granted(await desk.look(live, after(70))).visits).toHaveLength(3)
    expect(await findFaults(desk.raw)).toEqual([])
  })
})
