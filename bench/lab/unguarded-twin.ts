/**
 * What booking would cost if nothing guarded it: the same rows, in tables with the same columns, foreign keys,
 * policies and indexes, by the same driver and role, in one transaction with fsync. Left out is what guards: the look
 * without a lock, the locks, the look under them, the temporal key (a plain b-tree in its place), the bitmaps.
 * It reads nothing: price, protocol and times are handed to it.
 */
import { sql } from 'kysely'
import { type Scene, startOf, type ToBook } from './book-planned.ts'
import type { Lab } from './open-lab.ts'
import { stretches } from './plan-courses.ts'
import { clinicId, resourceId, segments, treatmentOf } from './seed-clinics.ts'

const copied = ['client', 'client_word', 'course', 'visit', 'message', 'audit', 'idempotency', 'occupancy']
const foreign: readonly (readonly [string, string, string])[] = [
  ['client', 'clinic_id', 'public.clinic'],
  ['client_word', 'clinic_id, client_id', 'twin.client'],
  ['course', 'clinic_id', 'public.clinic'],
  ['course', 'clinic_id, service_id', 'public.service'],
  ['course', 'clinic_id, client_id', 'twin.client'],
  ['visit', 'clinic_id, course_id', 'twin.course'],
  ['visit', 'clinic_id, therapist_id', 'public.resource'],
  ['visit', 'clinic_id, room_id', 'public.resource'],
  ['visit', 'clinic_id, device_id', 'public.resource'],
  ['message', 'clinic_id, client_id', 'twin.client'],
  ['audit', 'clinic_id', 'public.clinic'],
  ['idempotency', 'clinic_id', 'public.clinic'],
  ['occupancy', 'clinic_id, resource_id', 'public.resource'],
  ['occupancy', 'clinic_id, visit_id', 'twin.visit'],
]

/** With the rows that the guarded tables have. */
export async function makeTwin({ bulk }: Lab): Promise<void> {
  await bulk('drop schema if exists twin cascade')
  await bulk('create schema twin')
  await bulk('grant usage on schema twin to lyster_app')
  for (const table of copied) {
    const like =
      table === 'occupancy' ? 'including defaults including constraints including generated' : 'including all'
    await bulk(`create table twin.${table} (like public.${table} ${like})`)
    // What an occupancy's row begins with is a column of its own that the database makes.
    const columns = table === 'occupancy' ? '(clinic_id, resource_id, during, visit_id, held_until)' : ''
    await bulk(
      `insert into twin.${table} ${columns} select ${columns.replace(/[()]/g, '') || '*'} from public.${table}`,
    )
    await bulk(`alter table twin.${table} enable row level security`)
    await bulk(`create policy own_clinic on twin.${table} using (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid)
      with check (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid)`)
    await bulk(`grant select, insert on twin.${table} to lyster_app`)
  }
  await bulk('create index on twin.occupancy (clinic_id, resource_id, during)')
  await bulk('create index on twin.occupancy (clinic_id, visit_id)')
  await bulk('create index on twin.occupancy (clinic_id, held_until) where held_until is not null')
  for (const [table, columns, to] of foreign)
    await bulk(`alter table twin.${table} add foreign key (${columns}) references ${to}`)
}

export async function bookUnguarded(
  { lab, firstDay, now }: Scene,
  { clinic, course }: ToBook,
): Promise<void> {
  const id = clinicId(clinic)
  const at = now.toString()
  await lab.db.inClinic(id, async (trx) => {
    const client = idIn(
      await sql<Id>`insert into twin.client (clinic_id, name, email, phone, contact, language, created_at)
        values (${id}, 'Vera Exempel', 'vera@klinik.example', '+46701740605', 'email', 'sv', ${at}) returning client_id as id`.execute(
        trx,
      ),
    )
    await sql`insert into twin.client_word (clinic_id, word, client_id, is_mark)
      select ${id}, w, ${client}, false from unnest(array['vera', 'exempel', 'klinik', '0701740605', '46701740605', 'vera@klinik.example']) w`.execute(
      trx,
    )
    const booked = idIn(
      await sql<Id>`insert into twin.course (clinic_id, service_id, client_id, state, language, price_minor, currency, vat_percent, created_at, booked_at)
        values (${id}, ${treatmentOf(clinic)}, ${client}, 'booked', 'sv', 585000, 'SEK', 25, ${at}, ${at}) returning course_id as id`.execute(
        trx,
      ),
    )
    const rows = course.map((visit, index) => {
      const start = startOf(firstDay, visit)
      const after = (minutes: number) => start.add({ minutes }).toString()
      return sql`(${id}, ${booked}, ${index + 1}::int, ${resourceId(clinic, 'therapist', visit.therapist)}, ${resourceId(clinic, 'room', visit.room)},
        ${resourceId(clinic, 'device', visit.device)}, ${start.toString()}, ${after(90)}, ${after(100)}, ${segments}, 'booked')`
    })
    const visits =
      await sql<Id>`insert into twin.visit (clinic_id, course_id, position, therapist_id, room_id, device_id, starts, client_leaves, ends, segments, state)
      values ${sql.join(rows)} returning visit_id as id`.execute(trx)
    const taken = course.flatMap((visit, index) =>
      stretches.map(([kind, from, until]) => {
        const start = startOf(firstDay, visit)
        return sql`(${id}::uuid, ${resourceId(clinic, kind, visit[kind])}::uuid,
          tstzrange(${start.add({ minutes: from }).toString()}, ${start.add({ minutes: until }).toString()}), ${visits.rows[index]?.id}::uuid)`
      }),
    )
    await sql`insert into twin.occupancy (clinic_id, resource_id, during, visit_id) values ${sql.join(taken)}`.execute(
      trx,
    )
    await sql`insert into twin.message (clinic_id, client_id, kind, language, channel, payload, created_at, due_at)
      values (${id}, ${client}, 'course-booked', 'sv', 'email', ${JSON.stringify({ course: booked, visits: [] })}, ${at}, ${at})`.execute(
      trx,
    )
    await sql`insert into twin.audit (clinic_id, at, actor, act, subject_id, detail)
      values (${id}, ${at}, 'client', 'course-booked', ${booked}, '{"visits":3}')`.execute(trx)
    await sql`insert into twin.idempotency (clinic_id, key, request_hash, course_id, created_at)
      values (${id}, ${booked}, '', ${booked}, ${at})`.execute(trx)
  })
}

type Id = { readonly id: string }

function idIn({ rows }: { readonly rows: readonly Id[] }): string {
  const [row] = rows
  if (!row) throw new Error('Nothing was written.')
  return row.id
}
