/** What stands in the calendar for somebody who treats. */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'

/** Her place in the calendar, last in the order; where she had one before, that one. Hours are set in set-up. */
export async function addTherapist(
  trx: ClinicTransaction,
  { staff, name }: { readonly staff: string; readonly name: string },
): Promise<void> {
  const before = await trx
    .updateTable('resource')
    .set({ retired: false, name })
    .where('clinic_id', '=', trx.clinic)
    .where('staff_id', '=', staff)
    .returning('resource_id')
    .executeTakeFirst()
  if (before) return removeEnd(trx, before.resource_id)
  await trx
    .insertInto('resource')
    .values({
      clinic_id: trx.clinic,
      kind: 'therapist',
      name,
      staff_id: staff,
      position: sql<number>`(select coalesce(max(position) + 1, 0) from resource
        where clinic_id = ${trx.clinic} and kind = 'therapist')`,
    })
    .execute()
}

/** No reason that a person writes: set-up neither lists nor removes it. */
const left = 'lyster:left'

/** From then on she cannot be booked; an end that was set before is moved. Far enough, since a range needs an end. */
export async function endTherapist(
  trx: ClinicTransaction,
  { staff, from }: { readonly staff: string; readonly from: Temporal.Instant },
): Promise<void> {
  const row = await trx
    .selectFrom('resource')
    .select('resource_id')
    .where('clinic_id', '=', trx.clinic)
    .where('staff_id', '=', staff)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) return
  await removeEnd(trx, row.resource_id)
  await sql`insert into unavailable (clinic_id, resource_id, during, why)
    values (${trx.clinic}, ${row.resource_id}, tstzrange(${from.toString()}::timestamptz,
      ${from.toString()}::timestamptz + interval '20 years'), ${left})`.execute(trx)
}

async function removeEnd(trx: ClinicTransaction, resource: string): Promise<void> {
  await trx
    .deleteFrom('unavailable')
    .where('clinic_id', '=', trx.clinic)
    .where('resource_id', '=', resource)
    .where('why', '=', left)
    .execute()
}

/** Takes those whose last day was before today out of what is offered. */
export async function retireTherapistsBefore(trx: ClinicTransaction, today: string): Promise<void> {
  await sql`update resource set retired = true from staff
    where resource.clinic_id = ${trx.clinic} and staff.clinic_id = resource.clinic_id
      and staff.staff_id = resource.staff_id and staff.left_on < ${today}::date and not resource.retired`.execute(
    trx,
  )
}
