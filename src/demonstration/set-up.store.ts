/** The rows that a clinic stands on before anything is booked. Written once, into a clinic that nobody finds yet. */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Kind } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import type { madeUpClinic, MadeUpService, ointment, Person, Shift } from './made-up-clinic.ts'

export async function addClinic(trx: ClinicTransaction, clinic: typeof madeUpClinic): Promise<void> {
  await trx
    .insertInto('clinic')
    .values({ clinic_id: trx.clinic, ...clinic })
    .execute()
}

export async function addOpeningHours(trx: ClinicTransaction, hours: readonly Shift[]): Promise<void> {
  const rows = hours.map(({ weekday, from, to }) => ({
    clinic_id: trx.clinic,
    weekday,
    opens: from,
    closes: to,
  }))
  await trx.insertInto('opening_hours').values(rows).execute()
}

export async function addStaffMember(
  trx: ClinicTransaction,
  { name, title, role, credential }: Person,
  user: string | undefined,
): Promise<string> {
  const row = await trx
    .insertInto('staff')
    .values({
      clinic_id: trx.clinic,
      user_id: user ?? null,
      name,
      title: JSON.stringify(title),
      role,
      credential: credential ? JSON.stringify(credential) : null,
    })
    .returning('staff_id')
    .executeTakeFirstOrThrow()
  return row.staff_id
}

export async function addResource(
  trx: ClinicTransaction,
  resource: {
    readonly kind: Kind
    readonly name: string
    readonly staff?: string
    readonly position: number
  },
): Promise<string> {
  const { kind, name, staff, position } = resource
  const row = await trx
    .insertInto('resource')
    .values({ clinic_id: trx.clinic, kind, name, staff_id: staff ?? null, position })
    .returning('resource_id')
    .executeTakeFirstOrThrow()
  return row.resource_id
}

export async function addWorkingHours(
  trx: ClinicTransaction,
  resource: string,
  week: readonly Shift[],
): Promise<void> {
  const rows = week.map(({ weekday, from, to }) => ({
    clinic_id: trx.clinic,
    resource_id: resource,
    weekday,
    starts: from,
    ends: to,
  }))
  await trx.insertInto('working_hours').values(rows).execute()
}

export type TimeOff = {
  readonly resource: string | undefined
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  readonly why: string
}

export async function addTimesOff(trx: ClinicTransaction, times: readonly TimeOff[]): Promise<void> {
  const rows = times.map(
    ({ resource, from, until, why }) =>
      sql`(${trx.clinic}::uuid, ${resource ?? null}::uuid, tstzrange(${from.toString()}, ${until.toString()}), ${why})`,
  )
  await sql`insert into unavailable (clinic_id, resource_id, during, why) values ${sql.join(rows)}`.execute(
    trx,
  )
}

export async function addOintment(
  trx: ClinicTransaction,
  { name, ...rest }: typeof ointment,
  reviewedOn: string,
): Promise<string> {
  const row = await trx
    .insertInto('anaesthetic')
    .values({ clinic_id: trx.clinic, name: JSON.stringify(name), ...rest, reviewed_on: reviewedOn })
    .returning('anaesthetic_id')
    .executeTakeFirstOrThrow()
  return row.anaesthetic_id
}

/** A service with its protocol; segments that wait for the ointment get their minutes from its row. */
export async function addService(
  trx: ClinicTransaction,
  service: MadeUpService & { readonly position: number },
  ointmentId: string,
): Promise<void> {
  const { service_id } = await trx
    .insertInto('service')
    .values({
      clinic_id: trx.clinic,
      kind: service.kind,
      name: JSON.stringify(service.name),
      summary: JSON.stringify(service.summary),
      visits: service.visits,
      rest_least_days: service.rest?.least ?? null,
      rest_ideal_days: service.rest?.ideal ?? null,
      rest_most_days: service.rest?.most ?? null,
      price_minor: service.priceMinor,
      vat_percent: service.vatPercent,
      position: service.position,
    })
    .returning('service_id')
    .executeTakeFirstOrThrow()
  const rows = service.segments.map(({ name, minutes, holds, clientPresent }, position) => ({
    clinic_id: trx.clinic,
    service_id,
    position,
    name: JSON.stringify(name),
    minutes: minutes === 'ointment' ? null : minutes,
    anaesthetic_id: minutes === 'ointment' ? ointmentId : null,
    holds: [...holds],
    client_present: clientPresent ?? true,
  }))
  await trx.insertInto('segment').values(rows).execute()
}
