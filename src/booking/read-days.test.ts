import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addSmallClinic } from '../../test/small-clinic.ts'
import { openBooking, type TestBooking } from './booking.makers.ts'
import { readDays, readDaysVersion } from './read-days.ts'

let at: TestBooking
beforeAll(async () => {
  at = await openBooking()
})
beforeEach(() => at.empty())
afterAll(() => at.close())

const zone = 'Europe/Stockholm'
const asked = (now = at.now) => ({ zone, from: Temporal.PlainDate.from('2027-01-04'), days: 7, now })
const read = (now?: Temporal.Instant) => at.run((trx) => readDays(trx, asked(now)))
const version = (now?: Temporal.Instant) => at.run((trx) => readDaysVersion(trx, asked(now)))

/** An analysis within the week, held and not yet booked. */
async function held() {
  const offers = await at.ask({ service: at.clinic.analysis, days: 5 })
  const course = 'refused' in offers ? undefined : offers.courses[0]
  if (!course) throw new Error('no offer')
  return at.held(course, {})
}

describe('what a board of days shows', () => {
  test('a hold, without a name, until the second it runs out', async () => {
    await held()
    const { visits, held: holds } = await read()
    expect(visits).toEqual([])
    expect(holds).toHaveLength(1)
    expect(JSON.stringify(holds)).not.toContain('somebody')
    const heldUntil = holds[0]?.heldUntil ?? 0
    const last = Temporal.Instant.fromEpochMilliseconds(heldUntil * 60_000)
    expect((await read(last.subtract({ seconds: 1 }))).held).toHaveLength(1)
    expect((await read(last.add({ minutes: 1 }))).held).toEqual([])
  })

  test('nothing of another day, and nothing of another clinic', async () => {
    await held()
    const other = (await addSmallClinic(at)).id
    const elsewhere = await at.db.inClinic(other, (trx) => readDays(trx, asked()))
    expect([elsewhere.visits, elsewhere.held]).toEqual([[], []])
    const later = { ...asked(), from: Temporal.PlainDate.from('2027-02-01') }
    expect((await at.db.inClinic(at.clinic.id, (trx) => readDays(trx, later))).held).toEqual([])
  })
})

describe('the version of a board', () => {
  test('is the same while nothing happens, and the one that the whole board carries', async () => {
    expect(await version()).toBe(await version())
    expect((await read()).version).toBe(await version())
  })

  test('is never newer than what is shown with it: what changes in between is asked for once more', async () => {
    await at.confirm(await held())
    const gate = new pg.Client(at.owner)
    await gate.connect()
    try {
      // Closures and absences are a part of the version and of nothing else that is read.
      await gate.query('begin; lock table unavailable in access exclusive mode')
      const reading = read()
      await sleep(200)
      await at.raw(`update visit set sequence = sequence + 1, cancel_reason = 'sjuk'`)
      await gate.query('commit')
      const shown = await reading
      const isNew = shown.version === (await version())
      expect(shown.visits.map(({ sequence }) => sequence)).toEqual(isNew ? [1] : [0])
    } finally {
      await gate.end()
    }
  })

  test('is another after a hold, a booking, a change of state, an absence, and after a hold has run out', async () => {
    const seen = [await version()]
    const secret = await held()
    seen.push(await version())
    expect(await version(at.now.add({ hours: 5 }))).toBe(seen[0])
    await at.confirm(secret)
    seen.push(await version())
    await at.raw(`update visit set state = 'arrived'`)
    seen.push(await version())
    await at.raw(
      `insert into unavailable (clinic_id, during, why)
       values ($1, '[2027-01-06T10:00:00Z,2027-01-06T11:00:00Z)', 'closed')`,
      [at.clinic.id],
    )
    seen.push(await version())
    expect(new Set(seen).size).toBe(5)
  })
})
