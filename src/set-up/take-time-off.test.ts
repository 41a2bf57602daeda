/** Time is taken out of the calendar, and nothing that is booked is dropped. */
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { offerCourses } from '#booking'
import { readDay } from '#booking/desk'
import type { ClinicTransaction } from '#platform/db'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import { giveTimeBack, listComingTimesOff, publicHolidays, takeTimeOff } from './index.ts'
import { bookFirst } from './set-up.makers.ts'

let at: TestClinic
beforeEach(async () => {
  at = await openTestClinic()
})
afterEach(() => at.close())

const within = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const nobody = '01965a3e-0000-7000-8000-000000000001'
const time = (text: string) => Temporal.Instant.from(text)

describe('time off', () => {
  const off = (resource: string | undefined, from: string, until: string) => ({
    resource,
    from: time(from),
    until: time(until),
    why: 'Utbildning',
  })

  test('over booked visits drops none of them and names them; a part in which she is free is not touched', async () => {
    const [first] = await bookFirst(at)
    const [visit] = await at.raw<{ starts: string; therapist_id: string }>(
      `select to_char(starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as starts, therapist_id from visit where position = 1`,
    )
    const start = time(visit?.starts ?? '')
    const numbing = { from: start.add({ minutes: 10 }), until: start.add({ minutes: 40 }) }
    const needling = { from: start.add({ minutes: 40 }), until: start.add({ minutes: 60 }) }
    const away = { resource: visit?.therapist_id, why: 'Sjuk' }
    await within((trx) =>
      takeTimeOff(trx, [
        { ...away, ...numbing },
        { ...away, ...needling },
      ]),
    )
    const times = await within((trx) => listComingTimesOff(trx, at.now))
    expect(times.map(({ touches }) => touches.map(({ id }) => id))).toEqual([[], [first]])
    expect(times[1]).toMatchObject({
      whose: 'Alva Exempel',
      why: 'Sjuk',
      touches: [{ client: 'Vera Exempel' }],
    })
    const day = await within((trx) =>
      readDay(trx, {
        day: start.toZonedDateTimeISO('Europe/Stockholm').toPlainDate(),
        zone: 'Europe/Stockholm',
      }),
    )
    expect(day.map(({ state }) => state)).toEqual(['booked'])
  })

  test('of the clinic closes everything, and is given back', async () => {
    const taken = await within((trx) =>
      takeTimeOff(trx, [off(undefined, '2027-01-04T00:00Z', '2027-12-31T00:00Z')]),
    )
    const ask = { service: at.clinic.analysis, days: 28, limit: 1, wish: {}, now: at.now, keys: at.keys }
    expect(await within((trx) => offerCourses(trx, ask))).toMatchObject({ courses: [] })
    const [id = ''] = 'taken' in taken ? taken.taken : []
    expect(await within((trx) => giveTimeBack(trx, id))).toEqual({ given: true })
    expect(await within((trx) => giveTimeBack(trx, id))).toEqual({ refused: 'unknown-time-off' })
    expect(await within((trx) => offerCourses(trx, ask))).toMatchObject({ courses: [{}] })
  })

  test('unknown-resource, ends-before-begins: and none of several is taken', async () => {
    const good = off(undefined, '2027-02-01T00:00Z', '2027-02-02T00:00Z')
    const refuse = (bad: typeof good) => within((trx) => takeTimeOff(trx, [good, bad]))
    expect(await refuse(off(nobody, '2027-02-01T00:00Z', '2027-02-02T00:00Z'))).toEqual({
      refused: 'unknown-resource',
    })
    expect(await refuse(off(undefined, '2027-02-02T00:00Z', '2027-02-02T00:00Z'))).toEqual({
      refused: 'ends-before-begins',
    })
    expect(await within((trx) => listComingTimesOff(trx, at.now))).toEqual([])
  })

  test('public holidays come in the page’s language, by law or by custom, each day once', () => {
    const asked = { country: 'SE', from: Temporal.PlainDate.from('2027-06-01'), months: 7 }
    expect(publicHolidays({ ...asked, language: 'sv' })).toEqual([
      { date: '2027-06-06', name: 'Nationaldagen' },
      { date: '2027-06-25', name: 'Midsommarafton' },
      { date: '2027-06-26', name: 'Midsommardagen' },
      { date: '2027-11-06', name: 'Alla helgons dag' },
      { date: '2027-12-24', name: 'Julafton' },
      { date: '2027-12-25', name: 'Juldagen' },
      { date: '2027-12-26', name: 'Annandag jul' },
      { date: '2027-12-31', name: 'Nyårsafton' },
    ])
    expect(publicHolidays({ ...asked, language: 'en' }).map(({ name }) => name)).toContain('Christmas Day')
    expect(publicHolidays({ ...asked, country: 'XX', language: 'sv' })).toEqual([])
  })
})
