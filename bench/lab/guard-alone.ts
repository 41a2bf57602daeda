/**
 * What the guard costs by itself: the rows of one visit's time, once behind locks into the table with the temporal key,
 * once into a table with a b-tree, the same policies and foreign keys. Prepared statements on one connection, commits
 * not awaited, so that the disk hides nothing.
 */
import pg from 'pg'
import { timingOf } from '../take-turns.ts'
import type { Scene } from './book-planned.ts'
import { stretches } from './plan-courses.ts'
import { clinicId, idOf, resourceId } from './seed-clinics.ts'
import { postgresCpu } from './server-cpu.ts'

const rounds = 7
const perTurn = 500

export async function measureGuard({ lab }: Scene) {
  await lab.bulk('create table twin.plain (like public.occupancy including generated)')
  for (const statement of [
    'create index on twin.plain (clinic_id, resource_id, during)',
    'create index on twin.plain (clinic_id, visit_id)',
    'create index on twin.plain (clinic_id, held_until) where held_until is not null',
    'alter table twin.plain add foreign key (clinic_id, resource_id) references public.resource, add foreign key (clinic_id, visit_id) references public.visit',
    'alter table twin.plain enable row level security',
    `create policy own_clinic on twin.plain using (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid) with check (clinic_id = nullif(current_setting('app.clinic', true), '')::uuid)`,
    'grant select, insert on twin.plain to lyster_app',
    'insert into twin.plain (clinic_id, resource_id, during, visit_id) select clinic_id, resource_id, during, visit_id from public.occupancy',
    'analyze twin.plain',
  ])
    await lab.bulk(statement)
  const client = new pg.Client(lab.app)
  client.on('error', () => undefined)
  await client.connect()
  await client.query('set synchronous_commit = off')
  const seen = { guarded: [] as number[], unguarded: [] as number[] }
  const next = { guarded: 0, unguarded: 0 }
  for (let round = -1; round < rounds; round += 1) {
    for (const way of ['guarded', 'unguarded'] as const) {
      const cpu = postgresCpu(lab.data)
      for (let left = perTurn; left > 0; left -= 1) await writeOne(client, way, next[way]++)
      if (round >= 0) seen[way].push((postgresCpu(lab.data) - cpu) / perTurn)
    }
  }
  await client.end()
  const [guarded, unguarded] = [timingOf(seen.guarded).median, timingOf(seen.unguarded).median]
  return { guarded, unguarded, ratio: guarded / unguarded, rounds }
}

/** The n-th visit: the same place in 2030, two hours after the one before. */
async function writeOne(client: pg.Client, way: 'guarded' | 'unguarded', n: number): Promise<void> {
  const clinic = n % 16
  const start = Date.UTC(2030, 0, 1) + Math.floor(n / 16) * 7_200_000
  const resources = stretches.map(([kind]) => resourceId(clinic, kind, 0))
  const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
  const during = stretches.map(([, from, until]) => `[${at(from)},${at(until)})`)
  await client.query('begin')
  await client.query(`set local app.clinic = '${clinicId(clinic)}'`)
  if (way === 'guarded')
    await client.query({
      name: 'lock',
      text: 'select resource_id from resource where clinic_id = $1 and resource_id = any($2::uuid[]) order by resource_id for no key update',
      values: [clinicId(clinic), [...new Set(resources)]],
    })
  await client.query({
    name: way,
    text: `insert into ${way === 'guarded' ? 'public.occupancy' : 'twin.plain'} (clinic_id, resource_id, during, visit_id)
      select $1, r, d, $4 from unnest($2::uuid[], $3::tstzrange[]) as w (r, d)`,
    values: [clinicId(clinic), resources, during, idOf('visit', clinic, 1)],
  })
  await client.query('commit')
}
