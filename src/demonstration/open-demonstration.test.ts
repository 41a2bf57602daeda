import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { offerCourses } from '#booking'
import { readDay } from '#booking/desk'
import { hoursToIntervals, restDaysBetween } from '#booking/pure'
import { listServices, readClinic, readResources } from '#clinic'
import { listArticles } from '#guide'
import { openAuth } from '#platform/auth'
import { keysFrom } from '#platform/keys'
import { listQuestions } from '#screening'
import { openDemonstration } from './index.ts'

const zone = 'Europe/Stockholm'
/** A Tuesday a little before noon in Malmö. */
const now = Temporal.Instant.from('2026-11-24T10:40:00Z')
const today = Temporal.PlainDate.from('2026-11-24')
const keys = keysFrom(Buffer.alloc(32, 7))

type Made = TestDatabase & { readonly clinic: string; readonly lines: readonly string[] }

async function openAt(database: TestDatabase, calendars: 'half-full' | 'empty' = 'half-full') {
  const lines: string[] = []
  const auth = openAuth({
    connection: database.app,
    secret: 'a secret that only this test knows',
    url: 'http://127.0.0.1:3000',
    onError: () => undefined,
  })
  const { owner, db } = database
  try {
    const parts = { owner, db, auth, now, log: (line: string) => lines.push(line), calendars }
    return { ...(await openDemonstration(parts)), lines }
  } finally {
    await auth.close()
  }
}

async function makeIt(calendars?: 'half-full' | 'empty'): Promise<Made> {
  const database = await openTestDatabase()
  return { ...database, ...(await openAt(database, calendars)) }
}

let at: Made
beforeAll(async () => {
  at = await makeIt()
})
afterAll(() => at.close())

type VisitRow = {
  readonly therapist: string
  readonly room: string
  readonly starts: Temporal.Instant
  readonly state: string
}
const visitRows = `
  select therapist.name as therapist, room.name as room, device.name as device, visit.starts, visit.state,
    client.name as client, client.phone, client.language, course.booked_at, service.kind, visit.position
  from visit
    join course using (clinic_id, course_id)
    join client using (clinic_id, client_id)
    join service using (clinic_id, service_id)
    join resource therapist on therapist.resource_id = visit.therapist_id
    join resource room on room.resource_id = visit.room_id
    left join resource device on device.resource_id = visit.device_id
  order by visit.starts, room.name`

describe('the demonstration clinic', () => {
  test('stands with its people, rooms, pens, services, texts and questions', async () => {
    await at.db.inClinic(at.clinic, async (trx) => {
      const clinic = await readClinic(trx)
      expect(clinic).toMatchObject({
        city: 'Malmö',
        zone,
        currency: 'SEK',
        languages: ['sv', 'en'],
        demonstration: true,
      })
      const kinds = (await readResources(trx)).map(({ kind }) => kind)
      expect(kinds.filter((kind) => kind === 'therapist')).toHaveLength(4)
      expect(kinds.filter((kind) => kind === 'room')).toHaveLength(3)
      expect(kinds.filter((kind) => kind === 'device')).toHaveLength(2)
      const [course, analysis] = await listServices(trx)
      expect(course).toMatchObject({ visits: 3, rest: { atLeastDays: 28, idealDays: 30, atMostDays: 42 } })
      expect(course?.segments.map(({ minutes }) => minutes)).toEqual([10, 30, 30, 15, 5, 10])
      expect(analysis).toMatchObject({ kind: 'analysis', visits: 1, segments: [{ minutes: 45 }] })
      expect((await listQuestions(trx)).length).toBeGreaterThan(3)
      expect((await listArticles(trx, 'en')).length).toBeGreaterThan(0)
    })
    expect(await at.db.findClinic('any.host.example')).toBe(at.clinic)
  })

  test('is made by the rules: each therapist within her hours, each rest kept, closed on closed days', async () => {
    const { resources, clinic } = await at.db.inClinic(at.clinic, async (trx) => ({
      resources: await readResources(trx),
      clinic: await readClinic(trx),
    }))
    const window = { zone, from: today.subtract({ days: 84 }), days: 264 }
    const open = new Map(
      resources.map(({ id, hours }) => [
        id,
        [hours, clinic.openingHours].map((one) => hoursToIntervals(one, window)),
      ]),
    )
    const taken = await at.raw<{ id: string; start: number; end: number }>(`
      select resource_id as id, extract(epoch from lower(during))::int / 60 as start,
        extract(epoch from upper(during))::int / 60 as end from occupancy`)
    expect(taken.length).toBeGreaterThan(3000)
    for (const { id, start, end } of taken) {
      for (const times of open.get(id) ?? [[]]) {
        expect(times.some((time) => time.start <= start && end <= time.end)).toBe(true)
      }
    }
    const clashes = await at.raw(`
      select from occupancy o join unavailable u on u.during && o.during
        and (u.resource_id is null or u.resource_id = o.resource_id)`)
    expect(clashes).toEqual([])
    const courses = await at.raw<{ starts: number[] }>(`
      select array_agg(extract(epoch from starts)::int / 60 order by position) as starts
      from visit group by course_id having count(*) > 1`)
    expect(courses.length).toBeGreaterThan(100)
    for (const { starts } of courses) {
      const rests = starts.slice(1).map((start, n) => restDaysBetween(starts[n] ?? start, start, zone))
      expect(rests.every((days) => days >= 28 && days <= 42)).toBe(true)
      expect(rests).toHaveLength(2)
    }
  })

  test('has nobody and nothing in two places at once', async () => {
    const twice = await at.raw(`
      select from occupancy a join occupancy b on a.resource_id = b.resource_id and a.during && b.during
        and a.during <> b.during`)
    expect(twice).toEqual([])
    const segments = await at.raw<{ minutes: string }>(`
      select sum((segment ->> 'until')::int - (segment ->> 'from')::int)::int as minutes
      from visit, jsonb_array_elements(segments) segment where segment -> 'holds' ? 'therapist'`)
    const therapists = await at.raw<{ minutes: string }>(`
      select sum(extract(epoch from upper(during) - lower(during)) / 60)::int as minutes
      from occupancy join resource using (clinic_id, resource_id) where kind = 'therapist'`)
    expect(therapists).toEqual(segments)
  })

  test('is about half full for eight weeks, each therapist too, and for half a year', async () => {
    const shares = await sharesTaken(at)
    expect(shares.byWeek).toHaveLength(25)
    for (const share of shares.byWeek.slice(0, 8)) {
      expect(share).toBeGreaterThan(0.35)
      expect(share).toBeLessThan(0.65)
    }
    for (const share of shares.byTherapist) {
      expect(share).toBeGreaterThan(0.35)
      expect(share).toBeLessThan(0.65)
    }
    expect(Math.min(...shares.byWeek.slice(0, -1))).toBeGreaterThan(0.25)
  })

  test('has visits that are done, going on and to come, today and this week', async () => {
    const day = await at.db.inClinic(at.clinic, (trx) => readDay(trx, { day: today, zone }))
    const states = new Set(day.map(({ state }) => state))
    expect([...states].toSorted()).toEqual(['arrived', 'booked', 'done'])
    const monday = await at.db.inClinic(at.clinic, (trx) =>
      readDay(trx, { day: today.subtract({ days: 1 }), zone }),
    )
    expect(monday.length).toBeGreaterThan(5)
    expect(monday.every(({ state }) => state === 'done')).toBe(true)
  })

  test('still has a whole course to offer from tomorrow', async () => {
    const offers = await at.db.inClinic(at.clinic, async (trx) => {
      const course = (await listServices(trx)).find(({ visits }) => visits === 3)
      const service = course?.id ?? ''
      return offerCourses(trx, {
        service,
        from: today.add({ days: 1 }),
        days: 100,
        limit: 5,
        wish: {},
        now,
        keys,
      })
    })
    expect(offers).toMatchObject({ courses: [{ visits: [{}, {}, {}] }, {}, {}, {}, {}] })
  })

  test('is the same clinic when it is made again, but for its ids', async () => {
    const again = await makeIt()
    try {
      const rows = await at.raw<VisitRow>(visitRows)
      expect(rows.length).toBeGreaterThan(1000)
      expect(await again.raw<VisitRow>(visitRows)).toEqual(rows)
    } finally {
      await again.close()
    }
  })

  test('is not made a second time', async () => {
    const before = await at.raw('select count(*) from visit')
    expect(await openAt(at)).toMatchObject({
      made: false,
      clinic: at.clinic,
      lines: [],
    })
    expect(await at.raw('select count(*) from visit')).toEqual(before)
  })

  test('is made once when two want to make it', async () => {
    const database = await openTestDatabase()
    try {
      const both = await Promise.all([openAt(database, 'empty'), openAt(database, 'empty')])
      expect(both.filter(({ made }) => made)).toHaveLength(1)
      expect(both[0].clinic).toBe(both[1].clinic)
      expect(await database.raw('select from visit')).toEqual([])
    } finally {
      await database.close()
    }
  })
})

/** What part of the therapists' time (days off taken away) is occupied, from today on. */
async function sharesTaken({ raw }: TestDatabase) {
  const rows = await raw<{ name: string; week: number; open: number; taken: number }>(`
    with day as (
      select n / 7 as week, date '${today.toString()}' + n as date from generate_series(0, 174) n
    ), shift as (
      select resource_id, week, tstzrange((date + starts) at time zone '${zone}', (date + ends) at time zone '${zone}') as during
      from day join working_hours on weekday = extract(isodow from date)
    ), open as (
      select resource_id, week, during from shift where not exists (
        select from unavailable u where u.during && shift.during
          and (u.resource_id is null or u.resource_id = shift.resource_id))
    )
    select name, week, sum(extract(epoch from upper(open.during) - lower(open.during)) / 60)::int as open,
      sum((select coalesce(sum(extract(epoch from upper(o.during) - lower(o.during)) / 60), 0) from occupancy o
        where o.resource_id = open.resource_id and o.during && open.during))::int as taken
    from open join resource using (resource_id) group by name, week`)
  const share = (some: typeof rows) => sum(some, 'taken') / sum(some, 'open')
  const names = [...new Set(rows.map(({ name }) => name))]
  const weeks = [...new Set(rows.map(({ week }) => week))].toSorted((a, b) => a - b)
  return {
    byWeek: weeks.map((week) => share(rows.filter((row) => row.week === week))),
    byTherapist: names.map((name) => share(rows.filter((row) => row.name === name && row.week < 8))),
  }
}

function sum(
  rows: readonly { readonly open: number; readonly taken: number }[],
  key: 'open' | 'taken',
): number {
  return rows.reduce((total, row) => total + row[key], 0)
}
