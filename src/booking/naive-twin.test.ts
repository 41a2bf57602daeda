/**
 * What the room would be without its key and its locks: look whether it is free, then write it down. The checker
 * that finds nothing in many-at-once.test.ts must find this one out.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooking, type TestBooking } from './booking.makers.ts'
import type { OfferedCourse } from './index.ts'
import type { Taking } from './occupancy.store.ts'
import { stretchesOf } from './pure/index.ts'
import { findOverlaps, readStretches } from './raw-rows.makers.ts'

let desk: TestBooking
beforeAll(async () => {
  desk = await openBooking()
})
afterAll(() => desk.close())

const say = (line: string) => process.stdout.write(`${line}\n`)

test('the naive twin books the same therapist, room and pen many times over, and the same eyes see it', async () => {
  await desk.raw('create table naive_occupancy (like occupancy including generated)')
  const course = await desk.first()
  const pool = new pg.Pool({ ...desk.owner, max: 16 })
  pool.on('error', () => undefined)
  const booked = await Promise.all(
    Array.from({ length: 40 }, (_, client) => bookNaively(pool, course, client)),
  )
  await pool.end()
  const overlaps = findOverlaps(await readStretches(desk.raw, 'naive_occupancy'))
  say(`the naive twin booked ${booked.filter(Boolean).length} of 40, ${overlaps.length} overlaps seen`)
  expect(booked.filter(Boolean).length).toBeGreaterThan(1)
  expect(overlaps.length).toBeGreaterThan(0)
  expect(new Set(overlaps.map((fault) => fault.split(':')[0])).size).toBe(3)
})

test('it would be kept from it by the key of the table alone, at the price of an error', async () => {
  await desk.raw('create table keyed_occupancy (like occupancy including indexes including generated)')
  const row = `insert into keyed_occupancy values ($1, $2, tstzrange('2027-01-12 09:00+01', $3), $2)`
  const ids = [desk.clinic.id, desk.clinic.rooms[0]]
  await desk.raw(row, [...ids, '2027-01-12 10:00+01'])
  const error = await desk.raw(row, [...ids, '2027-01-12 09:30+01']).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: '23P01' })
})

/** Looks whether it is free, thinks for a moment, and writes it down: as most booking programs do. */
async function bookNaively(pool: pg.Pool, course: OfferedCourse, client: number): Promise<boolean> {
  const takings = takingsOf(course)
  const range = ({ during }: Taking) => `[${stamp(during.start)},${stamp(during.end)})`
  for (const taking of takings) {
    const { rows } = await pool.query(
      'select 1 from naive_occupancy where resource_id = $1 and during && $2::tstzrange',
      [taking.resource, range(taking)],
    )
    if (rows.length > 0) return false
  }
  await sleep(5)
  const visit = `00000000-0000-7000-8000-${String(client).padStart(12, '0')}`
  for (const taking of takings) {
    await pool.query('insert into naive_occupancy values ($1, $2, $3::tstzrange, $4)', [
      desk.clinic.id,
      taking.resource,
      range(taking),
      visit,
    ])
  }
  return true
}

function takingsOf(course: OfferedCourse): Taking[] {
  return course.visits.flatMap((visit, index) => {
    const segments = visit.segments.map(({ start, end, holds }) => ({
      minutes: end - start,
      holds,
      clientPresent: true,
    }))
    return (['therapist', 'room', 'device'] as const).flatMap((kind) =>
      stretchesOf(segments, kind).map(({ offsetMinutes, minutes }) => ({
        visit: index + 1,
        resource: visit[kind]?.id ?? '',
        during: { start: visit.start + offsetMinutes, end: visit.start + offsetMinutes + minutes },
      })),
    )
  })
}

function stamp(minute: number): string {
  return Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toString()
}
