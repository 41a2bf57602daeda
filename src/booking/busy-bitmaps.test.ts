/** Bitmaps are what `occupancy` says, after every use, also one that is refused; and what is read is both with holds. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minuteFrom } from '#platform/time'
import { bookForClient } from './book-for-client.ts'
import { granted, openBooking, randomFrom, type TestBooking, the, vera } from './booking.makers.ts'
import { copies } from './busy-copies.ts'
import { readCalendar } from './calendar.ts'
import { checkBitmaps, rebuildBitmaps } from './check-bitmaps.ts'
import { fillBitmaps } from './fill-bitmaps.job.ts'
import { freeTime, moveTime } from './held-time.ts'
import { isFree } from './pure/index.ts'
import { readStretches } from './raw-rows.makers.ts'
import { listCourseVisits } from './visits.store.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
beforeEach(() => desk.empty())
afterAll(() => desk.close())

const check = () => desk.run(checkBitmaps)
const at = (minutes: number) => desk.now.add({ minutes })
const from = Temporal.PlainDate.from('2027-01-04')
const window = { zone: 'Europe/Stockholm', from, days: 150, gridMinutes: 15 }

/** Every five minutes between nine and five, and whether the clinic is open that day. */
function fiveMinutes(): { readonly start: number; readonly isOpen: boolean }[] {
  return Array.from({ length: window.days }, (_, day) => from.add({ days: day })).flatMap((day) => {
    const nine = day.toZonedDateTime({ timeZone: window.zone, plainTime: '09:00' })
    const first = minuteFrom(nine.toInstant())
    return Array.from({ length: 96 }, (_, n) => ({ start: first + n * 5, isOpen: day.dayOfWeek <= 5 }))
  })
}

/** What the calendar says, held against the raw rows, five minutes by five minutes of opening hours. */
async function expectTrueCalendar(now = desk.now): Promise<void> {
  const { calendar, resources } = await desk.run((trx) => readCalendar(trx, window, now))
  const rows = await desk.raw(
    `select resource_id, extract(epoch from lower(during))::float8 / 60 as starts,
    extract(epoch from upper(during))::float8 / 60 as ends from occupancy
    where held_until is null or held_until > $1::timestamptz`,
    [now.toString()],
  )
  for (const { id, free } of calendar.resources) {
    const own = rows.filter((row) => row['resource_id'] === id)
    for (const { start, isOpen } of fiveMinutes()) {
      const taken = own.some((row) => Number(row['starts']) < start + 5 && Number(row['ends']) > start)
      const said = isFree(free, { start, end: start + 5 }, calendar.horizon)
      if (said !== (isOpen && !taken)) throw new Error(`${id} at ${start}: the calendar says ${said}`)
    }
  }
  expect(resources).toHaveLength(5)
}

test('a hold changes no bitmap, its time is taken while it lives and free from the second it runs out', async () => {
  const course = await desk.first()
  await desk.held(course)
  expect(await check()).toEqual({ bitmaps: 0, faults: [] })
  await expectTrueCalendar()
  const again = () => desk.offers({ limit: 500, now: at(5) })
  const starts = (offers: Awaited<ReturnType<typeof again>>) =>
    offers.map(({ visits }) => JSON.stringify(visits))
  expect(starts(await again())).not.toContain(JSON.stringify(course.visits))
  const late = await desk.first({ now: at(10) })
  expect(late.visits).toEqual(course.visits)
  await expectTrueCalendar(at(10))
})

test('what is booked is in the bitmaps, and no longer when it is cancelled', async () => {
  // Far enough ahead that the client may cancel it all by herself.
  const secret = await desk.booked(await desk.first({ from: from.add({ days: 7 }) }))
  const booked = await check()
  expect(booked.faults).toEqual([])
  // Therapist, room and pen, and three visits that need not all lie in one period.
  expect(booked.bitmaps).toBeGreaterThanOrEqual(3)
  const bits = () => desk.raw<{ ones: number }>('select sum(bit_count(bits))::int as ones from busy_bitmap')
  // 45 + 100 + 30 minutes a visit, three times.
  expect((await bits())[0]?.ones).toBe((3 * (10 + 30 + 5 + 100 + 30)) / 5)
  await expectTrueCalendar()
  const { id, visits } = granted(await desk.read(secret))
  await desk.cancel(id, the(visits, 1).id)
  expect((await check()).faults).toEqual([])
  await expectTrueCalendar()
  await desk.cancel(id)
  expect((await bits())[0]?.ones).toBe(0)
})

test('a refusal after the bitmaps were written leaves them as they were, and copies of them do not lie', async () => {
  const course = await desk.first()
  const before = await desk.raw('select * from busy_bitmap')
  const refused = await desk.run(async (trx) => {
    await bookForClient(trx, {
      course: course.id,
      client: { ...vera, language: 'sv' },
      by: 'client',
      keys: desk.keys,
      now: desk.now,
    })
    // Read within the transaction: this process now has copies of rows that will never have been.
    await readCalendar(trx, window, desk.now)
    expect(await checkBitmaps(trx)).toMatchObject({ faults: [] })
    return { refused: 'changed-her-mind' as const }
  })
  expect(refused).toEqual({ refused: 'changed-her-mind' })
  expect(await desk.raw('select * from busy_bitmap')).toEqual(before)
  await expectTrueCalendar()
  expect((await desk.first()).visits).toEqual(course.visits)
})

test('what another process has written since our copy stays, when we add to the same row', async () => {
  await desk.run((trx) => fillBitmaps(trx, desk.now))
  const [hold, other] = [await desk.held(await desk.first()), await desk.held(await desk.first())]
  await expectTrueCalendar()
  const ours = copies.of(desk.clinic.id)
  granted(await desk.confirm(other))
  // As a process has them that has heard nothing of the other booking.
  copies.keep(desk.clinic.id, ours)
  granted(await desk.confirm(hold))
  expect((await check()).faults).toEqual([])
  await expectTrueCalendar()
})

test('a visit that moves leaves its time and takes the other, and one that cannot move changes nothing', async () => {
  const secret = await desk.booked(await desk.first())
  const [visit, other] = granted(await desk.read(secret)).visits
  if (!visit || !other) throw new Error('A course has three visits.')
  const segments = visit.segments.map(({ start, end, holds }) => ({
    minutes: end - start,
    holds,
    clientPresent: true,
  }))
  const place = (start: number) => ({
    start,
    therapist: visit.therapist?.id ?? '',
    room: visit.room?.id ?? '',
    device: visit.device?.id ?? '',
  })
  const move = (start: number) =>
    desk.run(async (trx) => {
      const taken = await moveTime(trx, {
        from: [visit],
        to: [{ id: visit.id, place: place(start), segments }],
        now: desk.now,
      })
      return taken === undefined ? { moved: true } : { refused: 'time-taken' as const, taken }
    })
  const before = await readStretches(desk.raw)
  expect(await move(other.start + 15)).toEqual({ refused: 'time-taken', taken: 0 })
  expect(await readStretches(desk.raw)).toEqual(before)
  // By a quarter of an hour: onto its own time, which is not in its way.
  expect(await move(visit.start + 15)).toEqual({ moved: true })
  expect((await check()).faults).toEqual([])
  await expectTrueCalendar()
  expect(await readStretches(desk.raw)).toHaveLength(15)
  expect(await desk.raw('select from occupancy where held_until is not null')).toEqual([])
})

test('whoever moves sees her own time as free, but not what a neighbour has of the same five minutes', async () => {
  const secret = await desk.booked(await desk.first())
  const { id } = granted(await desk.read(secret))
  const visit = the(await desk.run((trx) => listCourseVisits(trx, id)))
  const therapist = visit.therapist?.id ?? ''
  const start = minuteFrom(Temporal.Instant.from('2027-03-01T09:00Z'))
  // 10:00 to 10:07 is the visit's own, 10:07 to 10:20 somebody else's.
  const stretch = `insert into occupancy (clinic_id, resource_id, during, visit_id)
    select clinic_id, $1, tstzrange('2027-03-01T09:00Z'::timestamptz + $2::interval, '2027-03-01T09:00Z'::timestamptz + $3::interval), visit_id
    from visit where position = $4`
  await desk.raw(stretch, [therapist, '0 minutes', '7 minutes', 1])
  await desk.raw(stretch, [therapist, '7 minutes', '20 minutes', 2])
  await desk.run((trx) => rebuildBitmaps(trx, desk.now))
  const free = async (without: readonly string[]) => {
    const { calendar } = await desk.run((trx) => readCalendar(trx, { ...window, without }, desk.now))
    const row = calendar.resources.find((one) => one.id === therapist)
    return [0, 5, 10, 15, 20].map((minutes) =>
      row
        ? isFree(row.free, { start: start + minutes, end: start + minutes + 5 }, calendar.horizon)
        : undefined,
    )
  }
  expect(await free([])).toEqual([false, false, false, false, true])
  expect(await free([visit.id])).toEqual([true, false, false, false, true])
})

describe('a bitmap that is missing', () => {
  test('never reads as free: what is booked there is read from the rows', async () => {
    await desk.booked(await desk.first())
    await desk.raw('delete from busy_bitmap')
    await expectTrueCalendar()
    expect(await check()).toEqual({ bitmaps: 0, faults: [] })
  })

  test('is written whole by the next who writes there, and for the coming year by the sweep', async () => {
    const secret = await desk.booked(await desk.first())
    await desk.raw('delete from busy_bitmap')
    const { id, visits } = granted(await desk.read(secret))
    await desk.cancel(id, the(visits).id)
    expect((await check()).faults).toEqual([])
    await expectTrueCalendar()
    const { written } = await desk.run((trx) => fillBitmaps(trx, desk.now))
    expect(written).toBeGreaterThan(5 * 6)
    expect((await check()).faults).toEqual([])
    expect(await desk.run((trx) => fillBitmaps(trx, desk.now))).toEqual({ written: 0 })
    await expectTrueCalendar()
  })

  test('also where this process has a copy of it and the row was put back to what it was', async () => {
    await desk.run((trx) => fillBitmaps(trx, desk.now))
    await desk.raw('create table kept as select * from busy_bitmap')
    await desk.booked(await desk.first())
    await expectTrueCalendar()
    await desk.raw('delete from busy_bitmap')
    await desk.raw('insert into busy_bitmap select * from kept')
    await desk.raw('delete from occupancy')
    await desk.raw('drop table kept')
    await expectTrueCalendar()
  })
})

test('the check names a wrong bit, and the rebuild mends it', async () => {
  await desk.booked(await desk.first())
  await expectTrueCalendar()
  const room = desk.clinic.rooms[0]
  const wrong = `update busy_bitmap set bits = set_bit(bits, $2, $3), version = uuidv7() where resource_id = $1 and period =
    (select min(period) from busy_bitmap where resource_id = $1) returning period, get_bit(bits, $2) as bit`
  const [planted] = await desk.raw<{ period: number }>(wrong, [room, 5, 1])
  const faults = [{ resource: room, name: 'Rum 1', says: 'booked', ticks: 1 }]
  expect(await check()).toMatchObject({ faults })
  const { at: instant } = the((await check()).faults)
  expect(minuteFrom(instant)).toBe(((planted?.period ?? 0) * 16_384 + 5) * 5)
  await desk.run((trx) => rebuildBitmaps(trx, desk.now))
  expect((await check()).faults).toEqual([])
  const [row] = await desk.raw<{ bit: number }>(
    `select n as bit from busy_bitmap, generate_series(0, 16383) n where resource_id = $1 and get_bit(bits, n) = 1 order by period, n limit 1`,
    [room],
  )
  await desk.raw(wrong, [room, row?.bit, 0])
  expect(await check()).toMatchObject({ faults: [{ resource: room, says: 'free', ticks: 1 }] })
  await desk.run((trx) => rebuildBitmaps(trx, desk.now))
  expect((await check()).faults).toEqual([])
  await expectTrueCalendar()
})

test('whatever is done in whatever order, one after another or two at once, the bitmaps are as the rows', async () => {
  const seed = Number(process.env['LYSTER_SEED'] ?? Date.now() % 1_000_000)
  process.stdout.write(`LYSTER_SEED=${seed}\n`)
  const random = randomFrom(seed)
  const courses = await desk.offers({ limit: 20, days: 75 })
  const secrets: string[] = []
  const minutes = { passed: 0 }
  const act = async (): Promise<void> => {
    const now = at(minutes.passed)
    const course = the(courses, random(courses.length))
    const dice = random(8)
    if (dice < 3) {
      const hold = await desk.hold(course, { now })
      if ('hold' in hold && dice < 2) {
        const done = await desk.confirm(hold.hold, { now })
        if ('secret' in done) secrets.push(done.secret)
      }
    } else if (dice === 3) {
      await desk.run((trx) =>
        bookForClient(trx, {
          course: course.id,
          client: { ...vera, language: 'sv' },
          by: 'client',
          keys: desk.keys,
          now,
        }),
      )
    } else if (dice === 4 && secrets.length > 0) {
      const { id, visits } = granted(await desk.read(the(secrets, random(secrets.length))))
      await desk.cancel(id, random(2) === 0 ? 'all' : the(visits, random(visits.length)).id, now)
    } else if (dice === 5) await desk.sweep(now.add({ minutes: 90 }))
    else if (dice === 6) {
      const [row] = await desk.raw<{ course_id: string }>(
        `select course_id from course where state = 'booked' limit 1`,
      )
      if (row)
        await desk.run(async (trx) => {
          await freeTime(trx, await listCourseVisits(trx, row.course_id))
          return { refused: 'after all' as const }
        })
    } else minutes.passed += 2
  }
  for (let round = 0; round < 60 && minutes.passed < 55; round += 1) {
    await Promise.all(Array.from({ length: 1 + random(2) }, act))
    expect((await check()).faults).toEqual([])
    if (round % 10 === 0) await expectTrueCalendar(at(minutes.passed))
  }
  await expectTrueCalendar(at(minutes.passed))
  expect((await check()).bitmaps).toBeGreaterThan(0)
})
