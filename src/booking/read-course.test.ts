import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addSmallClinic } from '../../test/small-clinic.ts'
import { granted, openBooking, type TestBooking } from './booking.makers.ts'
import { readDay, readVisit } from './desk.ts'
import { readBookedCourse } from './index.ts'
import { manageSecretFrom } from './tokens.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const after = (minutes: number) => desk.now.add({ minutes })

describe('a hold', () => {
  test('is read with its time limit, price and visits by the one who has it', async () => {
    const course = await desk.first()
    const hold = await desk.held(course)
    const read = granted(await desk.look(hold, after(5)))
    expect(read.until.toString()).toBe(after(10).toString())
    expect(read.service?.name.en).toBe('Microneedling, three treatments')
    expect(read.visits).toMatchObject(course.visits)
  })

  test('unknown-hold: what we did not sign', async () => {
    expect(await desk.look('x.y')).toEqual({ refused: 'unknown-hold' })
  })

  test('hold-expired: says what was missed, so that something near can be offered', async () => {
    const course = await desk.first()
    const hold = await desk.held(course)
    const starts = course.visits.map(({ start }) => start)
    expect(await desk.look(hold, after(10))).toEqual({
      refused: 'hold-expired',
      missed: { service: desk.clinic.treatment, starts },
    })
    await desk.release(hold)
    expect(await desk.look(hold)).toEqual({ refused: 'hold-expired' })
  })

  test('already-booked: leads to the booked course', async () => {
    const hold = await desk.held(await desk.first())
    const { secret } = granted(await desk.confirm(hold))
    expect(await desk.look(hold, after(60))).toEqual({ refused: 'already-booked', secret })
  })
})

describe('a booked course', () => {
  test('is opened by its secret, visit by visit', async () => {
    const course = await desk.first()
    const read = granted(await desk.read(await desk.booked(course)))
    expect(read.visits).toMatchObject(
      course.visits.map((visit, index) => ({ ...visit, position: index + 1, state: 'booked', sequence: 0 })),
    )
  })

  test('unknown-secret: forged, cut, another course’s, or a hold’s', async () => {
    const hold = await desk.held(await desk.first())
    const { id } = granted(await desk.look(hold))
    const signer = { keys: desk.keys, clinic: desk.clinic.id }
    const early = manageSecretFrom(signer, { id, secretVersion: 1 })
    expect(await desk.read(early)).toEqual({ refused: 'unknown-secret' })
    const { secret } = granted(await desk.confirm(hold))
    expect(secret).toBe(early)
    const [words = '', signature = ''] = secret.split('.')
    const nobody = Buffer.alloc(16, 1).toString('base64url')
    const bad = [
      '',
      '.',
      words,
      `${words}.`,
      `${nobody}.${signature}`,
      `${words}.${signature.slice(1)}A`,
      hold,
    ]
    for (const forged of [...bad, 'x'.repeat(10_000), '%00', `${secret}\u0000`])
      expect(await desk.read(forged)).toEqual({ refused: 'unknown-secret' })
  })

  test('unknown-secret: in another clinic, and under another key', async () => {
    const secret = await desk.booked(await desk.first())
    const other = await addSmallClinic(desk)
    const read = await desk.db.inClinic(other.id, (trx) => readBookedCourse(trx, { secret, keys: desk.keys }))
    expect(read).toEqual({ refused: 'unknown-secret' })
    const { keysFrom } = await import('#platform/keys')
    const keys = keysFrom(Buffer.alloc(32, 8))
    expect(await desk.run((trx) => readBookedCourse(trx, { secret, keys }))).toEqual({
      refused: 'unknown-secret',
    })
  })

  test('unknown-secret: once its version was raised, the link that got about is void', async () => {
    const secret = await desk.booked(await desk.first())
    await desk.raw('update course set secret_version = 2')
    expect(await desk.read(secret)).toEqual({ refused: 'unknown-secret' })
  })
})

describe('the clinic’s day', () => {
  test('shows what is booked and cancelled, not what is held, and each visit with its whole course', async () => {
    const day = desk.now.toZonedDateTimeISO('Europe/Stockholm').toPlainDate().add({ days: 3 })
    const course = await desk.first({ from: day })
    const { id } = granted(await desk.read(await desk.booked(course)))
    await desk.held(
      await desk.first({ service: desk.clinic.analysis, from: day, days: 1, wish: { fromMinuteOfDay: 780 } }),
    )
    const ask = { day: dayOf(course.visits[0]?.start), zone: 'Europe/Stockholm' }
    const shown = await desk.run((trx) => readDay(trx, ask))
    expect(shown).toMatchObject([
      { course: id, position: 1, visitsInCourse: 3, client: { name: 'Vera Exempel' } },
    ])
    const found = granted(await desk.run((trx) => readVisit(trx, shown[0]?.id ?? '')))
    expect(found.courseVisits.map(({ position }) => position)).toEqual([1, 2, 3])
    await desk.cancel(id, shown[0]?.id)
    expect(await desk.run((trx) => readDay(trx, ask))).toMatchObject([{ state: 'cancelled' }])
    expect(await desk.run((trx) => readDay(trx, { ...ask, day: day.add({ days: 2 }) }))).toEqual([])
  })

  test('unknown-visit: one that is not there, or only held', async () => {
    const hold = await desk.held(await desk.first())
    const held = granted(await desk.look(hold)).visits[0]?.id ?? ''
    for (const visit of [desk.clinic.id, held])
      expect(await desk.run((trx) => readVisit(trx, visit))).toEqual({ refused: 'unknown-visit' })
  })

  function dayOf(minute = 0) {
    return desk.now
      .add({ minutes: minute - desk.now.epochMilliseconds / 60_000 })
      .toZonedDateTimeISO('Europe/Stockholm')
      .toPlainDate()
  }
})
