import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addSmallClinic } from '../../test/small-clinic.ts'
import { minuteFrom } from '#platform/time'
import { granted, openBooking, type TestBooking, the } from './booking.makers.ts'
import { holdCourse, type OfferedCourse } from './index.ts'
import { findFaults, readStretches } from './raw-rows.makers.ts'
import { courseTokenFrom } from './tokens.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const nothingWritten = async () => {
  expect(await desk.raw('select 1 from course')).toEqual([])
  expect(await desk.raw('select 1 from occupancy')).toEqual([])
}
const iso = (minute: number) => Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toString()

describe('a held course', () => {
  test('is held whole, for the clinic’s ten minutes, as it was offered', async () => {
    const course = await desk.first()
    const hold = granted(await desk.hold(course))
    expect(hold.visits).toEqual(course.visits)
    expect(hold.until.toString()).toBe(desk.now.add({ minutes: 10 }).toString())
    const rows = await readStretches(desk.raw)
    // A visit takes the therapist three times, the room once and the pen once.
    expect(rows).toHaveLength(15)
    expect(await findFaults(desk.raw)).toEqual([])
    expect(granted(await desk.look(hold.hold))).toMatchObject({
      price: { amount: 585_000, currency: 'SEK', vatPercent: 25 },
      visits: [{ state: 'held' }, { state: 'held' }, { state: 'held' }],
    })
  })

  test('leaves the therapist free for another client while the ointment works, and both are booked', async () => {
    const wish = { therapist: desk.clinic.therapists[0], weekdays: [1] }
    const course = await desk.first({ from: Temporal.PlainDate.from('2027-01-11'), wish })
    await desk.booked(course)
    const { start } = the(course.visits)
    await desk.raw('update segment set minutes = 25 where service_id = $1', [desk.clinic.analysis])
    const ask = {
      service: desk.clinic.analysis,
      from: Temporal.PlainDate.from('2027-01-11'),
      days: 1,
      limit: 500,
    }
    const between = (await desk.offers({ ...ask, wish })).find(
      ({ visits }) => the(visits).start === start + 15,
    )
    if (!between) throw new Error('Nothing is offered while the ointment works.')
    await desk.booked(between)
    await desk.raw('update segment set minutes = 45 where service_id = $1', [desk.clinic.analysis])
    const therapist = (await readStretches(desk.raw))
      .filter(({ resource, ends }) => resource === wish.therapist && ends < start + 24 * 60)
      .toSorted((a, b) => a.starts - b.starts)
    expect(therapist.map(({ starts, ends }) => [starts - start, ends - start])).toEqual([
      [0, 10],
      [15, 40],
      [40, 70],
      [85, 90],
    ])
    expect(the(between.visits).room?.id).not.toBe(the(course.visits).room?.id)
    expect(await findFaults(desk.raw)).toEqual([])
  })
})

describe('time-taken', () => {
  /** The same course, but for a visit of somebody else that stands where the n-th would. */
  async function takeVisit(course: OfferedCourse, index: number): Promise<void> {
    const { start, therapist, room } = the(course.visits, index)
    const id = courseTokenFrom(
      { keys: desk.keys, clinic: desk.clinic.id },
      {
        service: desk.clinic.analysis,
        expires: minuteFrom(desk.now) + 60,
        visits: [{ start: start + 15, therapist: therapist?.id, room: room?.id }],
      },
    )
    granted(await desk.hold({ ...course, id }))
  }

  test.each([1, 2, 3])(
    'names the visit when only the %i. is taken, and nothing of the others is kept',
    async (visit) => {
      const course = await desk.first()
      await takeVisit(course, visit - 1)
      const before = await readStretches(desk.raw)
      const starts = course.visits.map(({ start }) => start)
      expect(await desk.hold(course)).toEqual({
        refused: 'time-taken',
        visit,
        service: desk.clinic.treatment,
        starts,
      })
      expect(await readStretches(desk.raw)).toEqual(before)
    },
  )

  test('also when the clinic closes that day after the course was offered', async () => {
    const course = await desk.first()
    const third = the(course.visits, 2)
    await desk.shut(iso(third.start - 600), iso(third.start + 1))
    expect(await desk.hold(course)).toMatchObject({ refused: 'time-taken', visit: 3 })
    await nothingWritten()
  })

  test('also when its therapist is away then, but not when another is', async () => {
    const course = await desk.first()
    const second = the(course.visits, 1)
    const other = desk.clinic.therapists.find((id) => id !== second.therapist?.id) ?? null
    await desk.shut(iso(second.start), iso(second.end), other)
    expect(granted(await desk.hold(course))).toHaveProperty('hold')
    await desk.empty()
    await desk.shut(iso(second.start), iso(second.end), second.therapist?.id)
    expect(await desk.hold(course)).toMatchObject({ refused: 'time-taken', visit: 2 })
    await nothingWritten()
  })

  test('but an absence while the ointment works is in nobody’s way', async () => {
    const course = await desk.first()
    const visit = the(course.visits)
    const numbing = the(visit.segments, 1)
    await desk.shut(iso(numbing.start), iso(numbing.end), visit.therapist?.id)
    expect(granted(await desk.hold(course))).toHaveProperty('hold')
  })

  test('also when the therapist’s hours were changed since, or the first visit has begun', async () => {
    const course = await desk.first()
    await desk.raw(`update working_hours set starts = '16:45' where resource_id = $1`, [
      the(course.visits).therapist?.id,
    ])
    const changed = await desk.hold(course)
    await desk.raw(`update working_hours set starts = '09:00'`)
    expect(changed).toMatchObject({ refused: 'time-taken', visit: 1 })
    const soon = the(await desk.offers({ service: desk.clinic.analysis, days: 1 }))
    const { start } = the(soon.visits)
    const id = courseTokenFrom(
      { keys: desk.keys, clinic: desk.clinic.id },
      {
        service: desk.clinic.analysis,
        expires: start + 600,
        visits: [{ start, therapist: the(soon.visits).therapist?.id, room: the(soon.visits).room?.id }],
      },
    )
    const begun = Temporal.Instant.fromEpochMilliseconds(start * 60_000)
    expect(await desk.hold({ ...soon, id }, { now: begun })).toMatchObject({
      refused: 'time-taken',
      visit: 1,
    })
    await nothingWritten()
  })

  test('the key of the table has the last word when neither look has seen it', async () => {
    const course = await desk.first()
    const second = the(course.visits, 1)
    await desk.held(
      await desk.first({ service: desk.clinic.analysis, from: Temporal.PlainDate.from('2027-06-01') }),
    )
    // A stretch that another transaction writes between the look and the insert, without taking the locks.
    await desk.raw('create table late (like occupancy)')
    await desk.raw(
      `insert into late (clinic_id, resource_id, during, visit_id, starts)
        select clinic_id, $1, tstzrange($2, $3), visit_id, $2 from occupancy limit 1`,
      [second.room?.id, iso(second.start), iso(second.start + 5)],
    )
    await desk.raw(`create function late() returns trigger language plpgsql security definer as $$ begin
      if (select count(*) from late) > 0 and new.resource_id <> (select resource_id from late) then
        insert into occupancy (clinic_id, resource_id, during, visit_id) select clinic_id, resource_id, during, visit_id from late; delete from late; end if; return new; end $$`)
    await desk.raw(
      `create trigger late before insert on occupancy for each row when (pg_trigger_depth() < 1) execute function late()`,
    )
    const refused = await desk.hold(course)
    await desk.raw('drop trigger late on occupancy')
    expect(refused).toMatchObject({ refused: 'time-taken', visit: 2 })
    expect(await readStretches(desk.raw)).toHaveLength(2)
  })
})

describe('unknown-course', () => {
  test.each([
    ['nothing', () => ''],
    ['words of somebody’s own', () => 'a.b.c'],
    ['a forged signature', (id: string) => `${id.slice(0, -4)}AAAA`],
    ['a price of her own in front of our signature', (id: string) => `e30.${id.split('.')[1]}`],
  ])('%s', async (_, forged) => {
    const course = await desk.first()
    expect(await desk.hold({ ...course, id: forged(course.id) })).toEqual({ refused: 'unknown-course' })
    await nothingWritten()
  })

  test('an offer is void after an hour, and not before', async () => {
    const course = await desk.first()
    expect(await desk.hold(course, { now: desk.now.add({ minutes: 60 }) })).toEqual({
      refused: 'unknown-course',
    })
    expect(await desk.hold(course, { now: desk.now.add({ minutes: 59 }) })).toHaveProperty('hold')
  })

  test('another clinic’s offer is none of ours, though the key is the same', async () => {
    const other = await addSmallClinic(desk)
    const course = await desk.first()
    const there = await desk.db.inClinic(other.id, (trx) =>
      holdCourse(trx, { course: course.id, keys: desk.keys, heldFor: undefined, now: desk.now }),
    )
    expect(there).toEqual({ refused: 'unknown-course' })
  })

  test('a service that is no longer there, or has other visits now', async () => {
    const course = await desk.first()
    await desk.raw('update service set visits = 2 where service_id = $1', [desk.clinic.treatment])
    const fewer = await desk.hold(course)
    await desk.raw('update service set visits = 3, retired = true where service_id = $1', [
      desk.clinic.treatment,
    ])
    const retired = await desk.hold(course)
    await desk.raw('update service set retired = false')
    expect([fewer, retired]).toEqual([{ refused: 'unknown-course' }, { refused: 'unknown-course' }])
  })
})

describe('too-many-holds', () => {
  test('from one address, until one of them is let go or runs out; another address has its own', async () => {
    const courses = await onOtherDays(6)
    const held = []
    for (const course of courses.slice(0, 4)) held.push(granted(await desk.hold(course, { heldFor: 'here' })))
    const fifth = the(courses, 4)
    expect(await desk.hold(fifth, { heldFor: 'here' })).toEqual({ refused: 'too-many-holds' })
    expect(granted(await desk.hold(the(courses, 5), { heldFor: 'there' }))).toHaveProperty('hold')
    await desk.release(the(held).hold)
    expect(granted(await desk.hold(fifth, { heldFor: 'here' }))).toHaveProperty('hold')
    const late = desk.now.add({ minutes: 11 })
    expect(granted(await desk.hold(the(courses), { heldFor: 'here', now: late }))).toHaveProperty('hold')
  })

  test('ten at once from one address get four', async () => {
    const courses = await onOtherDays(10)
    const answers = await Promise.all(courses.map((course) => desk.hold(course, { heldFor: 'here' })))
    const refused = answers.filter((answer) => 'refused' in answer).map(({ refused }) => refused)
    expect(refused).toEqual(Array.from({ length: 6 }, () => 'too-many-holds'))
    expect(await desk.raw(`select 1 from course where state = 'held'`)).toHaveLength(4)
  })

  async function onOtherDays(days: number): Promise<OfferedCourse[]> {
    const from = Temporal.PlainDate.from('2027-01-11')
    const weeks = Array.from({ length: days }, (_, week) => from.add({ weeks: week }))
    return Promise.all(weeks.map((week) => desk.first({ service: desk.clinic.analysis, from: week })))
  }
})
