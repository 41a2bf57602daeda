import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, granted, inZone, onWall, openBooking, type TestBooking, the } from './booking.makers.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const day = (text: string) => Temporal.PlainDate.from(text)

describe('an offered course', () => {
  test('has three visits a month apart, each with its therapist, room and pen by the segment', async () => {
    const { visits, restDays, reasons } = await desk.first()
    expect(restDays).toEqual([30, 30])
    expect(reasons).toEqual(expect.arrayContaining(['same-therapist', 'ideal-rest']))
    const held = the(visits).segments.map(({ name, start, end, holds }) => [name.en, end - start, holds])
    expect(held).toEqual([
      ['Welcome', 10, ['therapist', 'room']],
      ['Numbing', 30, ['room']],
      ['Needling', 30, ['therapist', 'room', 'device']],
      ['Cooling mask', 15, ['room']],
      ['Handover', 5, ['therapist', 'room']],
      ['Cleaning', 10, ['room']],
    ])
    for (const visit of visits) {
      expect([visit.clientLeaves - visit.start, visit.end - visit.start]).toEqual([90, 100])
      expect(visit).toMatchObject({
        therapist: { name: expect.stringMatching(/Exempel/) },
        device: { name: 'Penna 1' },
      })
    }
  })

  test('takes its numbing minutes from the product that the clinic uses', async () => {
    await desk.raw(`update anaesthetic set minutes = 45`)
    const { visits } = await desk.first()
    await desk.raw(`update anaesthetic set minutes = 30`)
    expect(the(visits).clientLeaves - the(visits).start).toBe(105)
  })

  test('is one visit where the service is one visit', async () => {
    const { visits, restDays } = await desk.first({ service: desk.clinic.analysis })
    expect([visits.length, restDays]).toEqual([1, []])
    expect(the(visits).end - the(visits).start).toBe(45)
    expect(the(visits)).not.toHaveProperty('device')
  })

  test('does not begin before the clinic has had its lead time', async () => {
    const analysis = { service: desk.clinic.analysis, days: 1, limit: 100 }
    const starts = async () =>
      (await desk.offers(analysis)).map(({ visits }) => onWall(the(visits).start)).toSorted()
    expect(the(await starts())).toBe('2027-01-04T10:00')
    await desk.raw('update clinic set lead_minutes = 0')
    const early = await starts()
    await desk.raw('update clinic set lead_minutes = 120')
    expect(the(early)).toBe('2027-01-04T09:00')
  })

  test('lies wholly within the days that were asked for', async () => {
    const ninety = { from: day('2027-02-01'), days: 61, limit: 50 }
    const courses = await desk.offers(ninety)
    expect(courses.length).toBeGreaterThan(0)
    for (const { visits } of courses) {
      expect(onWall(the(visits).start) >= '2027-02-01').toBe(true)
      expect(onWall(the(visits, -1).end) < '2027-04-03').toBe(true)
    }
    // Three visits need 28 and 28 days of rest, so 57 days at least.
    expect(await desk.offers({ ...ninety, days: 56 })).toEqual([])
  })

  test('is not offered in days that are over', async () => {
    expect(await desk.offers({ service: desk.clinic.analysis, from: day('2026-12-01'), days: 30 })).toEqual(
      [],
    )
  })

  test('more are said to be there exactly when there are more', async () => {
    const one = { service: desk.clinic.analysis, from: day('2027-01-11'), days: 1 }
    expect(granted(await desk.ask({ ...one, limit: 5 }))).toMatchObject({ more: true })
    expect(granted(await desk.ask({ ...one, limit: 1000 }))).toMatchObject({ more: false })
  })
})

describe('what a person wishes', () => {
  test('the therapist she asks for has every visit', async () => {
    for (const therapist of desk.clinic.therapists) {
      const courses = await desk.offers({ limit: 5, wish: { therapist } })
      const had = courses.flatMap(({ visits }) => visits.map((visit) => visit.therapist?.id))
      expect([...new Set(had)]).toEqual([therapist])
    }
  })

  test('her weekdays and times of day hold for every visit, until she has left', async () => {
    const wish = { weekdays: [2, 4], fromMinuteOfDay: 13 * 60, untilMinuteOfDay: 15 * 60 }
    const courses = await desk.offers({ limit: 10, wish })
    expect(courses).toHaveLength(10)
    for (const visit of courses.flatMap(({ visits }) => visits)) {
      expect([2, 4]).toContain(inZone(visit.start).dayOfWeek)
      expect(onWall(visit.start).slice(11) >= '13:00').toBe(true)
      expect(onWall(visit.clientLeaves).slice(11) <= '15:00').toBe(true)
    }
  })

  test('a wish that nothing fits gets no course, and no rest is shortened for it', async () => {
    expect(await desk.offers({ wish: { weekdays: [6, 7] } })).toEqual([])
    expect(await desk.offers({ wish: { untilMinuteOfDay: 10 * 60 } })).toEqual([])
  })
})

describe('what is taken', () => {
  test('is not offered: neither what is booked nor what is held', async () => {
    const analysis = { service: desk.clinic.analysis, from: day('2027-01-11'), days: 1, limit: 1000 }
    const keys = async () =>
      (await desk.offers(analysis)).map(({ visits: [visit] }) => `${visit?.therapist?.id} ${visit?.start}`)
    const free = await keys()
    const first = await desk.first(analysis)
    await desk.booked(first)
    const second = await desk.first(analysis)
    await desk.held(second)
    const left = await keys()
    for (const { visits } of [first, second])
      expect(left).not.toContain(`${the(visits).therapist?.id} ${the(visits).start}`)
    expect(left.length).toBeLessThan(free.length)
  })

  test('on the day of a closure nothing is offered, and on the day after it is', async () => {
    await desk.shut('2027-01-12T00:00+01:00', '2027-01-13T00:00+01:00')
    const on = async (from: string) =>
      (await desk.offers({ service: desk.clinic.analysis, from: day(from), days: 1, limit: 99 })).length
    expect([await on('2027-01-12'), await on('2027-01-13')]).toEqual([0, 60])
  })

  test('in her absence, which runs over midnight, a therapist is not offered and the other is', async () => {
    const [away, here] = desk.clinic.therapists
    await desk.shut('2027-01-12T12:00+01:00', '2027-01-13T12:00+01:00', away)
    const courses = await desk.offers({
      service: desk.clinic.analysis,
      from: day('2027-01-12'),
      days: 2,
      limit: 500,
    })
    const starts = (therapist: string) =>
      courses.flatMap(({ visits }) => visits).filter((visit) => visit.therapist?.id === therapist)
    const shut = (visit: { start: number; end: number }) =>
      visit.start < at('2027-01-13T12:00+01:00') && visit.end > at('2027-01-12T12:00+01:00')
    expect(starts(away).filter(shut)).toEqual([])
    expect(starts(away).length).toBeGreaterThan(10)
    expect(starts(here).filter(shut).length).toBeGreaterThan(10)
  })

  test('a therapist who has stopped is not offered', async () => {
    const [stopped, here] = desk.clinic.therapists
    await desk.raw('update resource set retired = true where resource_id = $1', [stopped])
    const courses = await desk.offers({ limit: 20 })
    await desk.raw('update resource set retired = false')
    expect(new Set(courses.map(({ visits }) => the(visits).therapist?.id))).toEqual(new Set([here]))
  })
})

describe('a question about what is not there', () => {
  test('unknown-service: another clinic’s, a retired one, or none at all', async () => {
    expect(await desk.ask({ service: desk.clinic.device })).toEqual({ refused: 'unknown-service' })
    await desk.raw('update service set retired = true where service_id = $1', [desk.clinic.analysis])
    const retired = await desk.ask({ service: desk.clinic.analysis })
    await desk.raw('update service set retired = false')
    expect(retired).toEqual({ refused: 'unknown-service' })
  })

  test('unknown-therapist: also when it is the id of a room', async () => {
    for (const therapist of [desk.clinic.rooms[0], desk.clinic.id])
      expect(await desk.ask({ wish: { therapist } })).toEqual({ refused: 'unknown-therapist' })
  })
})

test('those who came too late are offered what lies nearest to it', async () => {
  const course = the(await desk.offers({ from: day('2027-02-15'), limit: 1 }))
  const starts = course.visits.map(({ start }) => start)
  await desk.booked(course)
  const nearest = await desk.nearest({ service: desk.clinic.treatment, starts })
  expect(nearest).toHaveLength(3)
  const distance = Math.abs(the(the(nearest).visits).start - the(starts)) / 60
  expect(distance).toBeLessThanOrEqual(2)
  expect(await desk.hold(the(nearest))).toHaveProperty('hold')
  expect(await desk.nearest({ service: desk.clinic.device, starts })).toEqual([])
})
