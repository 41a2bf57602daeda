import { sql } from 'kysely'
import type { Rest } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { instantFrom } from '#platform/time'
import type { VisitTime } from './contract.ts'

/** Between the visits of a course of this service, also where it is no longer offered. */
export async function findRest(trx: ClinicTransaction, service: string): Promise<Rest | undefined> {
  const row = await trx
    .selectFrom('service')
    .select(['rest_least_days', 'rest_most_days', 'rest_ideal_days'])
    .where('clinic_id', '=', trx.clinic)
    .where('service_id', '=', service)
    .executeTakeFirst()
  const [atLeastDays, atMostDays, idealDays] = [
    row?.rest_least_days ?? null,
    row?.rest_most_days ?? null,
    row?.rest_ideal_days ?? null,
  ]
  if (atLeastDays === null || atMostDays === null || idealDays === null) return undefined
  return { atLeastDays, atMostDays, idealDays }
}

/**
 * The visits keep their rows, and what they were promised to be. A reason for going against a rule stays as long as
 * the start does that it was given for.
 */
export async function placeVisits(
  trx: ClinicTransaction,
  visits: readonly (VisitTime & { readonly id: string })[],
  overrideReason: string | undefined,
): Promise<void> {
  const rows = visits.map((at) => ({
    id: at.id,
    therapist: at.therapist?.id,
    room: at.room?.id,
    device: at.device?.id,
    starts: instantFrom(at.start).toString(),
    client_leaves: instantFrom(at.clientLeaves).toString(),
    ends: instantFrom(at.end).toString(),
  }))
  await sql`
    update visit set therapist_id = moved.therapist, room_id = moved.room, device_id = moved.device,
      starts = moved.starts, client_leaves = moved.client_leaves, ends = moved.ends, sequence = sequence + 1,
      override_reason = coalesce(${overrideReason ?? null}::text,
        case when visit.starts = moved.starts then override_reason end)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as moved (id uuid, therapist uuid, room uuid,
      device uuid, starts timestamptz, client_leaves timestamptz, ends timestamptz)
    where visit.clinic_id = ${trx.clinic}::uuid and visit.visit_id = moved.id`.execute(trx)
}
