/** Services are drafted, changed and shown; the clinic itself is named and opened. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listServices, readClinic } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import {
  addAnaesthetic,
  addService,
  changeClinic,
  changeService,
  countFittingVisits,
  goLive,
  setOpeningHours,
  setSegments,
  showService,
} from './index.ts'
import { bookFirst } from './set-up.makers.ts'

let at: TestClinic
beforeEach(async () => {
  at = await openTestClinic()
})
afterEach(() => at.close())

const within = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const nobody = '01965a3e-0000-7000-8000-000000000001'

describe('services', () => {
  const peel = {
    kind: 'treatment' as const,
    name: { sv: 'Peeling', en: 'Peel' },
    summary: { sv: '', en: '' },
    visits: 2,
    rest: { atLeastDays: 14, idealDays: 21, atMostDays: 28 },
    priceMinor: 120_050,
    vatPercent: 25,
  }
  const part = {
    name: { sv: 'Allt', en: 'All' },
    minutes: 45,
    anaesthetic: undefined,
    holds: ['therapist', 'room'] as const,
    clientPresent: true,
  }
  const add = async () => {
    const added = await within((trx) => addService(trx, peel))
    return 'service' in added ? added.service : ''
  }

  test('a new one is a draft that clients do not see before it has parts and is shown', async () => {
    const id = await add()
    expect(await within((trx) => showService(trx, id, true))).toEqual({ refused: 'no-segments' })
    await within((trx) => setSegments(trx, id, [part, { ...part, holds: ['room'] }]))
    expect((await within(listServices)).map((one) => one.id)).not.toContain(id)
    expect(await within((trx) => showService(trx, id, true))).toEqual({ shown: true })
    const service = (await within(listServices)).find((one) => one.id === id)
    expect(service).toMatchObject({
      priceMinor: 120_050,
      rest: peel.rest,
      segments: [{ minutes: 45 }, { holds: ['room'] }],
    })
    await within((trx) => changeService(trx, id, { ...peel, visits: 3, priceMinor: 1 }))
    expect((await within(listServices)).find((one) => one.id === id)).toMatchObject({
      visits: 3,
      priceMinor: 1,
    })
    await within((trx) => showService(trx, id, false))
    expect((await within(listServices)).map((one) => one.id)).not.toContain(id)
  })

  test('booked visits keep the parts that they were booked with', async () => {
    const [first] = await bookFirst(at)
    const before = await at.raw('select segments, ends from visit where visit_id = $1', [first])
    await within((trx) => setSegments(trx, at.clinic.treatment, [part]))
    expect(await at.raw('select segments, ends from visit where visit_id = $1', [first])).toEqual(before)
  })

  test('an anaesthetic’s minutes are the part’s', async () => {
    const product = { name: { sv: 'Kräm', en: 'Cream' }, minutes: 20, source: 'bipacksedeln' }
    const anaesthetic = await within((trx) => addAnaesthetic(trx, product, '2027-01-04'))
    const id = await add()
    await within((trx) => setSegments(trx, id, [{ ...part, minutes: undefined, anaesthetic }]))
    await within((trx) => showService(trx, id, true))
    expect((await within(listServices)).find((one) => one.id === id)?.segments[0]?.minutes).toBe(20)
  })

  test.each([
    ['no-segments', []],
    ['nobody-there', [{ ...part, clientPresent: false }]],
    ['holds-nothing', [{ ...part, holds: [] }]],
    ['unknown-anaesthetic', [{ ...part, anaesthetic: nobody }]],
  ])('%s: the parts stay as they were', async (refused, segments) => {
    expect(await within((trx) => setSegments(trx, at.clinic.treatment, segments))).toEqual({ refused })
    expect((await within(listServices))[0]?.segments).toHaveLength(6)
  })

  test('rest-missing, rest-out-of-order, unknown-service', async () => {
    const { rest, ...without } = peel
    expect(await within((trx) => addService(trx, without))).toEqual({ refused: 'rest-missing' })
    for (const bad of [
      { ...rest, atLeastDays: 22 },
      { ...rest, atMostDays: 20 },
      { ...rest, atLeastDays: 0 },
    ])
      expect(await within((trx) => addService(trx, { ...peel, rest: bad }))).toEqual({
        refused: 'rest-out-of-order',
      })
    const unknown = { refused: 'unknown-service' }
    expect(await within((trx) => changeService(trx, nobody, peel))).toEqual(unknown)
    expect(await within((trx) => setSegments(trx, nobody, [part]))).toEqual(unknown)
    expect(await within((trx) => showService(trx, nobody, true))).toEqual(unknown)
  })

  test('what a change does to the calendar: two therapists, two rooms, eight hours', async () => {
    const hour = { minutes: 60, holds: ['therapist', 'room'] as const, clientPresent: true }
    const [whole, none] = await within((trx) => countFittingVisits(trx, [[hour], []], at.now))
    expect(whole).toEqual({ aDay: 16, aWeek: 80 })
    expect(none).toEqual({ aDay: 0, aWeek: 0 })
  })
})

describe('the clinic itself', () => {
  test('no-language: it speaks one at least', async () => {
    expect(await within((trx) => changeClinic(trx, { languages: [] }))).toEqual({ refused: 'no-language' })
    await within((trx) => changeClinic(trx, { languages: ['en'], name: 'Hudrummet' }))
    expect(await within(readClinic)).toMatchObject({ name: 'Hudrummet', languages: ['en'], city: 'Malmö' })
  })

  test('not-ready: it goes live only when nothing is lacking, and can be closed again', async () => {
    await within((trx) => goLive(trx, false))
    await within((trx) => setOpeningHours(trx, []))
    expect(await within((trx) => goLive(trx, true))).toEqual({
      refused: 'not-ready',
      lacks: ['opening-hours'],
    })
    await within((trx) => setOpeningHours(trx, [{ weekday: 1, from: '08:00', to: '17:00' }]))
    expect(await within((trx) => goLive(trx, true))).toEqual({ live: true })
    expect((await within(readClinic)).openingHours).toEqual([
      { weekday: 1, from: '08:00:00', to: '17:00:00' },
    ])
  })
})
