/**
 * Clinics in bulk, each with the same people, rooms, pens and booked courses: one calendar is planned, and written for
 * every clinic by `insert … select generate_series`. Ids are reckoned from numbers, so whoever measures knows them.
 */
import type { Temporal } from 'temporal-polyfill'
import type { Lab, Raw } from './open-lab.ts'
import { type PlannedCourse, places, stretches } from './plan-courses.ts'

export const zone = 'Europe/Stockholm'

const letters = {
  clinic: 'a',
  resource: 'b',
  course: 'c',
  staff: 'd',
  service: 'e',
  visit: 'f',
  client: '9',
  ointment: '8',
} as const
const firstOf = { therapist: 0, room: 16, device: 32 } as const

/** The same as `id` in SQL below. */
export function idOf(what: keyof typeof letters, clinic: number, number = 0): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  return `${letters[what]}${hex(clinic, 7)}-0000-7000-8000-${hex(number, 12)}`
}

export function resourceId(clinic: number, kind: keyof typeof places, number: number): string {
  return idOf('resource', clinic, firstOf[kind] + number)
}

export const clinicId = (clinic: number) => idOf('clinic', clinic)
export const treatmentOf = (clinic: number) => idOf('service', clinic, 1)

/** In SQL, of clinic number `c`. */
const id = (what: keyof typeof letters, number = '0') =>
  `('${letters[what]}' || lpad(to_hex(c), 7, '0') || '-0000-7000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`
const word = (sv: string) => `'{"sv":"${sv}","en":"${sv}"}'::jsonb`

export type Seeding = {
  /** Numbers of the clinics, the first and the one after the last. */
  readonly from: number
  readonly until: number
  /** A Monday. */
  readonly firstDay: Temporal.PlainDate
  readonly courses: readonly PlannedCourse[]
}

/** Clinics that are live, with what is booked in them, and without their bitmaps. */
export async function seedClinics({ bulk }: Lab, seeding: Seeding): Promise<void> {
  await keepPlan(bulk, seeding.courses)
  const clinics = `generate_series(${seeding.from}, ${seeding.until - 1}) c`
  for (const statement of [...groundOf(clinics), ...bookingsOf(clinics, seeding.firstDay.toString())])
    await bulk(statement)
}

async function keepPlan(bulk: Raw, courses: readonly PlannedCourse[]): Promise<void> {
  await bulk('drop schema if exists lab cascade')
  await bulk('create schema lab')
  await bulk(`create table lab.visit (n int primary key, course int, position int, day int, minute int,
    therapist int, room int, device int)`)
  const visits = courses.flatMap((course, at) => course.map((visit, position) => ({ at, position, visit })))
  const rows = visits.map(({ at, position, visit }, n) => ({
    n,
    course: at,
    position: position + 1,
    ...visit,
  }))
  await bulk('insert into lab.visit select * from jsonb_populate_recordset(null::lab.visit, $1)', [
    JSON.stringify(rows),
  ])
}

function groundOf(clinics: string): string[] {
  const weekdays = 'generate_series(1, 5) d'
  const kindRows = Object.entries(firstOf).map(
    ([kind, first]) =>
      `select ${id('clinic')}, ${id('resource', `${first} + n`)}, '${kind}', '${kind} ' || n,
       ${kind === 'therapist' ? id('staff', 'n') : 'null::uuid'}, n from ${clinics}, generate_series(0, ${places[kind as keyof typeof places] - 1}) n`,
  )
  return [
    `insert into directory.clinic (clinic_id) select ${id('clinic')} from ${clinics}`,
    `insert into directory.clinic_host (clinic_id, host) select ${id('clinic')}, 'clinic-' || c || '.example' from ${clinics}`,
    `insert into clinic (clinic_id, name, street, postcode, city, phone, email, time_zone, currency, languages)
     select ${id('clinic')}, 'Klinik ' || c, 'Provgatan 1', '211 00', 'Malmö', '+46406280400', 'hej@klinik.example', '${zone}', 'SEK', '{sv,en}' from ${clinics}`,
    `insert into opening_hours select ${id('clinic')}, d, '09:00', '17:00' from ${clinics}, ${weekdays}`,
    `insert into staff (clinic_id, staff_id, name, title, role)
     select ${id('clinic')}, ${id('staff', 'n')}, 'Person ' || n, ${word('Hudterapeut')}, 'therapist' from ${clinics}, generate_series(0, ${places.therapist - 1}) n`,
    `insert into resource (clinic_id, resource_id, kind, name, staff_id, position) ${kindRows.join(' union all ')}`,
    `insert into working_hours (clinic_id, resource_id, weekday, starts, ends)
     select ${id('clinic')}, ${id('resource', 'n')}, d, '09:00', '17:00' from ${clinics}, generate_series(0, ${places.therapist - 1}) n, ${weekdays}`,
    `insert into anaesthetic select ${id('clinic')}, ${id('ointment')}, ${word('Lidokain 4 %')}, 30, 'the clinic', 'judgement', '2026-11-01' from ${clinics}`,
    `insert into service (clinic_id, service_id, kind, name, summary, visits, rest_least_days, rest_most_days, rest_ideal_days, price_minor, vat_percent, position)
     select ${id('clinic')}, ${id('service', '1')}, 'treatment', ${word('Microneedling')}, ${word('Kur')}, 3, 28, 42, 30, 585000, 25, 0 from ${clinics}
     union all select ${id('clinic')}, ${id('service', '2')}, 'analysis', ${word('Hudanalys')}, ${word('Besök')}, 1, null, null, null, 45000, 25, 1 from ${clinics}`,
    `insert into segment (clinic_id, service_id, position, name, minutes, anaesthetic_id, holds, client_present)
     select ${id('clinic')}, ${id('service', 's.service')}, s.position, ${word('Steg')}, s.minutes,
       case when s.minutes is null then ${id('ointment')} end, s.holds::text[], s.present
     from ${clinics}, (values (1, 0, 10, '{therapist,room}', true), (1, 1, null, '{room}', true), (1, 2, 30, '{therapist,room,device}', true),
       (1, 3, 15, '{room}', true), (1, 4, 5, '{therapist,room}', true), (1, 5, 10, '{room}', false),
       (2, 0, 45, '{therapist,room}', true)) s (service, position, minutes, holds, present)`,
  ]
}

/** What was promised, as a booked visit keeps it. */
export const segments = JSON.stringify(
  [
    [0, 10, ['therapist', 'room']],
    [10, 40, ['room']],
    [40, 70, ['therapist', 'room', 'device']],
    [70, 85, ['room']],
    [85, 90, ['therapist', 'room']],
    [90, 100, ['room']],
  ].map(([from, until, holds]) => ({ name: { sv: 'Steg', en: 'Steg' }, from, until, holds })),
)

function bookingsOf(clinics: string, firstDay: string): string[] {
  const courses = `${clinics}, (select distinct course from lab.visit) p`
  const at = (minutes: number) =>
    `((date '${firstDay}' + v.day)::timestamp + make_interval(mins => v.minute + ${minutes})) at time zone '${zone}'`
  const place = (kind: keyof typeof firstOf) => id('resource', `${firstOf[kind]} + v.${kind}`)
  const booked = `timestamptz '${firstDay}' - interval '9 days'`
  const took = stretches.map(
    ([kind, from, until]) =>
      `select ${id('clinic')} as clinic, ${place(kind)} as resource, tstzrange(${at(from)}, ${at(until)}) as during, ${id('visit', 'v.n')} as visit from ${clinics}, lab.visit v`,
  )
  return [
    `insert into client (clinic_id, client_id, name, email, phone, contact, language, created_at)
     select ${id('clinic')}, ${id('client', 'course')}, 'Kund ' || course, 'kund' || course || '@post.example', '+46701740605', 'email', 'sv', ${booked} from ${courses}`,
    `insert into client_word (clinic_id, word, client_id, is_mark)
     select ${id('clinic')}, w || course, ${id('client', 'course')}, false from ${courses}, unnest(array['kund', 'post']) w`,
    `insert into course (clinic_id, course_id, service_id, client_id, state, language, price_minor, currency, vat_percent, created_at, booked_at)
     select ${id('clinic')}, ${id('course', 'course')}, ${id('service', '1')}, ${id('client', 'course')}, 'booked', 'sv', 585000, 'SEK', 25, ${booked}, ${booked} from ${courses}`,
    `insert into visit (clinic_id, visit_id, course_id, position, therapist_id, room_id, device_id, starts, client_leaves, ends, segments, state)
     select ${id('clinic')}, ${id('visit', 'v.n')}, ${id('course', 'v.course')}, v.position, ${place('therapist')}, ${place('room')}, ${place('device')},
       ${at(0)}, ${at(90)}, ${at(100)}, '${segments}', 'booked' from ${clinics}, lab.visit v`,
    `insert into message (clinic_id, client_id, kind, language, channel, payload, state, created_at, due_at, sent_at)
     select ${id('clinic')}, ${id('client', 'course')}, 'course-booked', 'sv', 'email', jsonb_build_object('course', ${id('course', 'course')}, 'visits', '[]'::jsonb),
       'sent', ${booked}, ${booked}, ${booked} from ${courses}`,
    `insert into audit (clinic_id, at, actor, act, subject_id, detail)
     select ${id('clinic')}, ${booked}, 'client', 'course-booked', ${id('course', 'course')}, '{"visits":3}' from ${courses}`,
    `insert into idempotency (clinic_id, key, request_hash, course_id, created_at)
     select ${id('clinic')}, 'key ' || course, '', ${id('course', 'course')}, ${booked} from ${courses}`,
    `insert into occupancy (clinic_id, resource_id, during, visit_id)
     select clinic, resource, during, visit from (${took.join(' union all ')}) t order by clinic, resource, during`,
  ]
}

/** What the first clinic's bitmaps hold is what every one's would: they have the same calendar. */
export async function copyBitmaps({ bulk }: Lab, until: number): Promise<void> {
  await bulk(`insert into busy_bitmap (clinic_id, resource_id, period, bits)
    select ${id('clinic')}, ('${letters.resource}' || lpad(to_hex(c), 7, '0') || substr(resource_id::text, 9))::uuid, period, bits
    from busy_bitmap, generate_series(1, ${until - 1}) c where clinic_id = '${clinicId(0)}'`)
}
