/** Rooms, pens and weeks are made and changed: each act, and each refusal by its name. */
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { offerCourses } from '#booking'
import { readResources } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import { openTestClinic, type TestClinic } from '../../test/database.ts'
import {
  addPlace,
  addTherapist,
  changePlace,
  dropSeason,
  readSetUp,
  setWeeks,
  weeksFromHours,
} from './index.ts'
import { bookFirst } from './set-up.makers.ts'

let at: TestClinic
beforeEach(async () => {
  at = await openTestClinic()
})
afterEach(() => at.close())

const within = <T>(work: (trx: ClinicTransaction) => Promise<T>) => at.db.inClinic(at.clinic.id, work)
const nobody = '01965a3e-0000-7000-8000-000000000001'

describe('rooms and pens', () => {
  test('are added last, renamed, moved and told apart by their names', async () => {
    const added = await within((trx) => addPlace(trx, { kind: 'room', name: 'Rum 3' }))
    const id = 'place' in added ? added.place : ''
    await within((trx) => changePlace(trx, id, { move: 'up' }))
    await within((trx) => changePlace(trx, id, { move: 'up' }))
    await within((trx) => changePlace(trx, id, { rename: 'Ljusa rummet' }))
    const { places } = await within(readSetUp)
    expect(places.filter(({ kind }) => kind === 'room').map(({ name }) => name)).toEqual([
      'Ljusa rummet',
      'Rum 1',
      'Rum 2',
    ])
  })

  test('name-taken: of two rooms with one name, whatever its case', async () => {
    expect(await within((trx) => addPlace(trx, { kind: 'room', name: 'rum 1' }))).toEqual({
      refused: 'name-taken',
    })
    expect(await within((trx) => changePlace(trx, at.clinic.rooms[1], { rename: 'Rum 1' }))).toEqual({
      refused: 'name-taken',
    })
    expect(await within((trx) => addPlace(trx, { kind: 'device', name: 'Rum 1' }))).toHaveProperty('place')
  })

  test('still-used: a room is not retired while visits come, and they are named', async () => {
    const [first] = await bookFirst(at)
    const retire = { retire: true, now: at.now } as const
    const refused = await within((trx) => changePlace(trx, at.clinic.device, retire))
    expect(refused).toMatchObject({
      refused: 'still-used',
      visits: [{ id: first, client: 'Vera Exempel' }, {}, {}],
    })
    const later = { retire: true, now: at.now.add({ hours: 24 * 365 }) } as const
    expect(await within((trx) => changePlace(trx, at.clinic.device, later))).toEqual({ changed: true })
    expect((await within(readResources)).map(({ id }) => id)).not.toContain(at.clinic.device)
    await within((trx) => changePlace(trx, at.clinic.device, { restore: true }))
    expect((await within(readResources)).map(({ id }) => id)).toContain(at.clinic.device)
  })

  test('unknown-place: nobody’s, and no therapist is one', async () => {
    for (const id of [nobody, at.clinic.therapists[0]])
      expect(await within((trx) => changePlace(trx, id, { rename: 'x' }))).toEqual({
        refused: 'unknown-place',
      })
  })
})

describe('weeks', () => {
  const eight = [{ weekday: 1, from: '08:00', to: '12:00' }]
  const noon = [{ weekday: 1, from: '13:00', to: '17:00' }]
  const alternating = { a: eight, b: { anchor: '2027-01-11', hours: noon } }

  test('that alternate are kept as they were written, and offered as they alternate', async () => {
    const therapist = at.clinic.therapists[0]
    await within((trx) =>
      setWeeks(trx, at.clinic.therapists[1], {
        season: {},
        weeks: { a: [{ weekday: 7, from: '01:00', to: '01:15' }] },
      }),
    )
    expect(await within((trx) => setWeeks(trx, therapist, { season: {}, weeks: alternating }))).toEqual({
      set: true,
    })
    const { therapists } = await within(readSetUp)
    const hours = therapists.find(({ id }) => id === therapist)?.hours ?? []
    const time0 = (hour: string) => `${hour}:00`
    expect(weeksFromHours(hours)).toEqual([
      {
        season: {},
        weeks: {
          a: [{ weekday: 1, from: time0('08:00'), to: time0('12:00') }],
          b: { anchor: '2027-01-11', hours: [{ weekday: 1, from: time0('13:00'), to: time0('17:00') }] },
        },
      },
    ])
    const offers = await within((trx) =>
      offerCourses(trx, {
        service: at.clinic.analysis,
        days: 28,
        limit: 60,
        wish: {},
        now: at.now,
        keys: at.keys,
      }),
    )
    if ('refused' in offers) throw new Error(offers.refused)
    const starts = offers.courses.map(({ visits }) =>
      Temporal.Instant.fromEpochMilliseconds((visits[0]?.start ?? 0) * 60_000).toZonedDateTimeISO(
        'Europe/Stockholm',
      ),
    )
    const half = new Map(starts.map((start) => [start.toPlainDate().toString(), start.hour < 12 ? 'A' : 'B']))
    expect(Object.fromEntries(half)).toEqual({
      '2027-01-04': 'B',
      '2027-01-11': 'A',
      '2027-01-18': 'B',
      '2027-01-25': 'A',
    })
  })

  test('a season replaces the ordinary weeks, is moved with its hours, and dropped', async () => {
    const therapist = at.clinic.therapists[0]
    const july = { validFrom: '2027-07-01', validUntil: '2027-07-31' }
    const summer = { validFrom: '2027-06-21', validUntil: '2027-08-15' }
    await within((trx) => setWeeks(trx, therapist, { season: july, weeks: { a: eight } }))
    await within((trx) => setWeeks(trx, therapist, { season: summer, weeks: { a: noon }, instead: july }))
    const seasons = async () => {
      const { therapists } = await within(readSetUp)
      return weeksFromHours(therapists.find(({ id }) => id === therapist)?.hours ?? []).map(
        ({ season }) => season,
      )
    }
    expect(await seasons()).toEqual([{}, summer])
    expect(await within((trx) => dropSeason(trx, therapist, summer))).toEqual({ dropped: true })
    expect(await seasons()).toEqual([{}])
    expect(await within((trx) => dropSeason(trx, therapist, summer))).toEqual({ refused: 'unknown-season' })
  })

  test.each([
    ['unknown-therapist', nobody, { season: {}, weeks: { a: eight } }],
    ['no-hours', '', { season: {}, weeks: { a: [] } }],
    ['not-a-monday', '', { season: {}, weeks: { a: eight, b: { anchor: '2027-01-12', hours: noon } } }],
    [
      'ends-before-begins',
      '',
      { season: { validFrom: '2027-07-02', validUntil: '2027-07-01' }, weeks: { a: eight } },
    ],
  ])('%s', async (refused, therapist, weeks) => {
    const who = therapist || at.clinic.therapists[0]
    expect(await within((trx) => setWeeks(trx, who, weeks))).toEqual({ refused })
  })

  test('somebody new can be booked; somebody who works here already is given one calendar', async () => {
    const title = { sv: 'Hudterapeut', en: 'Skin therapist' }
    const added = await within((trx) => addTherapist(trx, { name: 'Cilla Exempel', title }))
    expect(added).toHaveProperty('therapist')
    await at.raw(
      `insert into staff (clinic_id, staff_id, name, title, role) values ($1, $2, 'Ägaren', '{}', 'owner')`,
      [at.clinic.id, nobody],
    )
    expect(await within((trx) => addTherapist(trx, { staff: nobody }))).toHaveProperty('therapist')
    expect(await within((trx) => addTherapist(trx, { staff: nobody }))).toEqual({ refused: 'unknown-person' })
    expect((await within(readSetUp)).therapists.map(({ name }) => name)).toEqual([
      'Alva Exempel',
      'Bo Exempel',
      'Cilla Exempel',
      'Ägaren',
    ])
  })
})
