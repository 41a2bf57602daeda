/** Everything that a clinic is made of, drafts and all that is retired among it. */
import { sql } from 'kysely'
import type { ClinicTransaction } from '#platform/db'
import { instantFrom } from '#platform/time'
import type { Anaesthetic, DraftSegment, DraftService, Place, TimeOff, TouchedVisit } from './contract.ts'

export async function listPlaces(trx: ClinicTransaction): Promise<Place[]> {
  const rows = await trx
    .selectFrom('resource')
    .select(['resource_id as id', 'kind', 'name', 'retired'])
    .where('clinic_id', '=', trx.clinic)
    .where('kind', 'in', ['room', 'device'])
    .orderBy('kind', 'desc')
    .orderBy('retired')
    .orderBy('position')
    .orderBy('resource_id')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind === 'room' ? 'room' : 'device' }))
}

/** Who works here now and cannot be booked. */
export async function listWithoutCalendar(
  trx: ClinicTransaction,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return trx
    .selectFrom('staff')
    .leftJoin('resource', (join) =>
      join
        .onRef('resource.clinic_id', '=', 'staff.clinic_id')
        .onRef('resource.staff_id', '=', 'staff.staff_id')
        .on('resource.retired', '=', false),
    )
    .select(['staff.staff_id as id', 'staff.name'])
    .where('staff.clinic_id', '=', trx.clinic)
    .where('staff.left_on', 'is', null)
    .where('resource.resource_id', 'is', null)
    .orderBy('staff.staff_id')
    .execute()
}

export async function listDraftServices(trx: ClinicTransaction): Promise<DraftService[]> {
  const services = await trx
    .selectFrom('service')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .orderBy('retired')
    .orderBy('position')
    .orderBy('service_id')
    .execute()
  const segments = await listDraftSegments(trx)
  return services.map((row) => ({
    id: row.service_id,
    kind: row.kind === 'treatment' ? 'treatment' : 'analysis',
    name: row.name,
    summary: row.summary,
    visits: row.visits,
    ...(row.rest_least_days !== null &&
      row.rest_most_days !== null &&
      row.rest_ideal_days !== null && {
        rest: {
          atLeastDays: row.rest_least_days,
          atMostDays: row.rest_most_days,
          idealDays: row.rest_ideal_days,
        },
      }),
    priceMinor: row.price_minor,
    vatPercent: row.vat_percent,
    shown: !row.retired,
    segments: segments.get(row.service_id) ?? [],
  }))
}

async function listDraftSegments(trx: ClinicTransaction): Promise<ReadonlyMap<string, DraftSegment[]>> {
  const rows = await trx
    .selectFrom('segment')
    .selectAll()
    .where('clinic_id', '=', trx.clinic)
    .orderBy('position')
    .execute()
  const byService = new Map<string, DraftSegment[]>()
  for (const row of rows) {
    const segment: DraftSegment = {
      name: row.name,
      minutes: row.minutes ?? undefined,
      anaesthetic: row.anaesthetic_id ?? undefined,
      holds: (['therapist', 'room', 'device'] as const).filter((kind) => row.holds.includes(kind)),
      clientPresent: row.client_present,
    }
    byService.set(row.service_id, [...(byService.get(row.service_id) ?? []), segment])
  }
  return byService
}

export async function listAnaesthetics(trx: ClinicTransaction): Promise<Anaesthetic[]> {
  return trx
    .selectFrom('anaesthetic')
    .select(['anaesthetic_id as id', 'name', 'minutes', 'source'])
    .where('clinic_id', '=', trx.clinic)
    .orderBy('anaesthetic_id')
    .execute()
}

/**
 * Absences and closures that end after this minute, each with the booked visits that lie in it and are not left
 * there on purpose. Occupied time is looked up by its start, as in migrations/0011: a range cannot be.
 */
export async function listTimesOff(trx: ClinicTransaction, now: number): Promise<TimeOff[]> {
  const at = instantFrom(now).toString()
  const found = await sql<Omit<TimeOff, 'whose'> & { whose: string | null }>`
    with off as materialized (
      select unavailable_id as id, resource_id, why, during, is_block,
        coalesce(upper(during), 'infinity') as ends,
        coalesce(lower(during), '-infinity') - interval '1 day' as day_before
      from unavailable
      where clinic_id = ${trx.clinic} and during && tstzrange(${at}, null) and why <> 'lyster:left')
    select off.id, r.name as whose, off.why, off.is_block as "isBlock",
      floor(extract(epoch from lower(off.during)) / 60)::int as start,
      ceil(extract(epoch from upper(off.during)) / 60)::int as "end",
      coalesce((select jsonb_agg(distinct jsonb_build_object('id', v.visit_id, 'client', c.name,
          'start', floor(extract(epoch from v.starts) / 60)::int))
        from resource held
        join occupancy o on o.clinic_id = held.clinic_id and o.resource_id = held.resource_id
          and o.starts < off.ends and o.starts > off.day_before and o.during && off.during
        join visit v on v.clinic_id = o.clinic_id and v.visit_id = o.visit_id and v.state in ('booked', 'arrived')
        join course k on k.clinic_id = v.clinic_id and k.course_id = v.course_id
        join client c on c.clinic_id = k.clinic_id and c.client_id = k.client_id
        where held.clinic_id = ${trx.clinic} and (off.resource_id is null or held.resource_id = off.resource_id)
          and v.ends > ${at}::timestamptz and v.left_in is distinct from off.id), '[]') as touches
    from off left join resource r on r.clinic_id = ${trx.clinic} and r.resource_id = off.resource_id
    order by lower(off.during), off.id`.execute(trx)
  return found.rows.map((row) => ({
    ...row,
    whose: row.whose ?? undefined,
    touches: [...row.touches].sort((one, other) => one.start - other.start),
  }))
}

/** Visits from now on, held or booked, that use this person, room or pen. A hold has no client yet. */
export async function listComingVisitsOf(
  trx: ClinicTransaction,
  { resource, now }: { readonly resource: string; readonly now: number },
): Promise<TouchedVisit[]> {
  const at = instantFrom(now).toString()
  const found = await sql<TouchedVisit>`
    select v.visit_id as id, floor(extract(epoch from v.starts) / 60)::int as start, coalesce(c.name, '') as client
    from visit v
    join course k on k.clinic_id = v.clinic_id and k.course_id = v.course_id
    left join client c on c.clinic_id = k.clinic_id and c.client_id = k.client_id
    where v.clinic_id = ${trx.clinic} and v.ends > ${at}
      and (v.state in ('booked', 'arrived') or (v.state = 'held' and k.held_until > ${at}))
      and ${resource}::uuid in (v.therapist_id, v.room_id, v.device_id)
    order by v.starts limit 50`.execute(trx)
  return found.rows
}
