import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import type { ClinicTransaction } from '#platform/db'
import {
  addAudit,
  findStaffByUser,
  listServices,
  readClinic,
  readResources,
  readUnavailable,
  takeToken,
} from './index.ts'

let at: TestClinic
beforeAll(async () => {
  at = await openTestClinic()
})
afterAll(() => at.close())
const run = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)

test('a clinic is read with its opening hours and its own numbers', async () => {
  expect(await run(readClinic)).toMatchObject({
    name: 'Testkliniken',
    zone: 'Europe/Stockholm',
    currency: 'SEK',
    languages: ['sv', 'en'],
    gridMinutes: 15,
    holdMinutes: 10,
    leadMinutes: 120,
    changeNoticeHours: 24,
    corsOrigins: [],
    openingHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00:00', to: '17:00:00' })),
  })
})

test('a therapist has her own week, a room and a pen the clinic’s, and who has stopped is not there', async () => {
  await at.raw(`update working_hours set starts = '12:00' where resource_id = $1 and weekday = 1`, [
    at.clinic.therapists[0],
  ])
  const resources = await run(readResources)
  const hours = (id: string) =>
    resources.find((one) => one.id === id)?.hours.find(({ weekday }) => weekday === 1)?.from
  expect([hours(at.clinic.therapists[0]), hours(at.clinic.therapists[1])]).toEqual(['12:00:00', '09:00:00'])
  expect([hours(at.clinic.rooms[0]), hours(at.clinic.device)]).toEqual(['09:00:00', '09:00:00'])
  await at.raw('update resource set retired = true where resource_id = $1', [at.clinic.device])
  expect((await run(readResources)).map(({ kind }) => kind).toSorted()).toEqual([
    'room',
    'room',
    'therapist',
    'therapist',
  ])
  await at.raw('update resource set retired = false')
})

test('absences and closures are those that touch the window, to the minute', async () => {
  const add = (why: string, from: string, to: string) =>
    at.raw(`insert into unavailable (clinic_id, why, during) values ($1, $2, tstzrange($3, $4))`, [
      at.clinic.id,
      why,
      from,
      to,
    ])
  await add('före', '2027-01-12T08:00Z', '2027-01-12T09:00Z')
  await add('mitten', '2027-01-12T09:00Z', '2027-01-12T10:00:30Z')
  await add('efter', '2027-01-12T11:00Z', '2027-01-12T12:00Z')
  const minute = (text: string) => Date.parse(text) / 60_000
  const window = { start: minute('2027-01-12T09:00Z'), end: minute('2027-01-12T11:00Z') }
  // Half a minute that is shut shuts the whole of it.
  expect(await run((trx) => readUnavailable(trx, window))).toEqual([
    { resource: null, why: 'mitten', start: window.start, end: minute('2027-01-12T10:01Z') },
  ])
})

test('a service is a protocol whose numbing minutes are its product’s', async () => {
  const [course, analysis] = await run(listServices)
  expect(course?.segments.map(({ minutes }) => minutes)).toEqual([10, 30, 30, 15, 5, 10])
  expect(course?.rest).toEqual({ atLeastDays: 28, atMostDays: 42, idealDays: 30 })
  expect(course?.segments.at(-1)).toMatchObject({ clientPresent: false, holds: ['room'] })
  expect([analysis?.visits, analysis?.rest]).toEqual([1, undefined])
})

describe('people', () => {
  test('a staff member works until the day on which she leaves', async () => {
    await at.raw(`update staff set user_id = 'u', left_on = '2027-02-28' where name = 'Alva Exempel'`)
    const on = (today: string) => run((trx) => findStaffByUser(trx, { user: 'u', today }))
    expect(await on('2027-02-28')).toMatchObject({ name: 'Alva Exempel', role: 'therapist' })
    expect(await on('2027-03-01')).toBeUndefined()
    expect(await run((trx) => findStaffByUser(trx, { user: 'nobody', today: '2027-01-01' }))).toBeUndefined()
  })

  test('what was done is a line that stays', async () => {
    await run((trx) =>
      addAudit(trx, { at: at.now, actor: 'staff:x', act: 'signed-in', subject: at.clinic.id }),
    )
    expect(await at.raw('select actor, act, detail from audit')).toEqual([
      { actor: 'staff:x', act: 'signed-in', detail: {} },
    ])
  })
})

describe('a rate limit', () => {
  const take = (name: string, minutes = 0) =>
    run((trx) =>
      takeToken(trx, {
        name,
        most: 10,
        perMinute: 5,
        now: at.now.add({ seconds: Math.round(minutes * 60) }),
      }),
    )

  test('of two hundred at once lets exactly ten through', async () => {
    const taken = await Promise.all(Array.from({ length: 200 }, () => take('at once')))
    expect(taken.filter(Boolean)).toHaveLength(10)
  })

  test('fills again with time, never beyond the brim, and not backwards', async () => {
    for (let token = 0; token < 10; token += 1) expect(await take('slow')).toBe(true)
    expect(await take('slow')).toBe(false)
    expect([await take('slow', 0.2), await take('slow', 0.2)]).toEqual([true, false])
    expect(await take('slow', -60)).toBe(false)
    const later = []
    for (let token = 0; token < 12; token += 1) later.push(await take('slow', 600))
    expect(later.filter(Boolean)).toHaveLength(10)
  })

  test('of one name leaves the others alone', async () => {
    for (let token = 0; token < 11; token += 1) await take('one')
    expect(await take('other')).toBe(true)
  })
})
