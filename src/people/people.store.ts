import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { Role } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import type { Localised } from '#platform/language'
import { type Person, role } from './contract.ts'

/** Everybody who works here or has, those who stay first. */
export async function listPeople(trx: ClinicTransaction): Promise<Person[]> {
  const rows = await trx
    .selectFrom('staff')
    .leftJoin('resource', (join) =>
      join
        .onRef('resource.clinic_id', '=', 'staff.clinic_id')
        .onRef('resource.staff_id', '=', 'staff.staff_id'),
    )
    .select([
      'staff.staff_id',
      'staff.name',
      'staff.role',
      'staff.user_id',
      'staff.left_on',
      'staff.credential',
      'resource.resource_id',
    ])
    .select(
      sql<Temporal.Instant | null>`(select max(audit.at) from audit where audit.clinic_id = staff.clinic_id
        and audit.subject_id = staff.staff_id and audit.act = 'signed-in')`.as('signed_in_at'),
    )
    .where('staff.clinic_id', '=', trx.clinic)
    .orderBy(sql`staff.left_on nulls first`)
    .orderBy('staff.name')
    .execute()
  return rows.map((row) => ({
    id: row.staff_id,
    name: row.name,
    role: role.parse(row.role),
    user: row.user_id ?? undefined,
    therapist: row.resource_id ?? undefined,
    leftOn: row.left_on ?? undefined,
    credential: row.credential ?? undefined,
    signedInAt: row.signed_in_at?.toString(),
  }))
}

/** Every owner's row, in the order of ids, so that two who demote each other wait instead of both going. */
export async function lockOwners(trx: ClinicTransaction) {
  return trx
    .selectFrom('staff')
    .select(['staff_id as id', 'user_id as user', 'left_on as leftOn'])
    .where('clinic_id', '=', trx.clinic)
    .where('role', '=', 'owner')
    .orderBy('staff_id')
    .forUpdate()
    .execute()
}

export async function lockPerson(trx: ClinicTransaction, person: string) {
  return trx
    .selectFrom('staff')
    .select(['staff_id as id', 'user_id as user', 'left_on as leftOn', 'role'])
    .where('clinic_id', '=', trx.clinic)
    .where('staff_id', '=', person)
    .forUpdate()
    .executeTakeFirst()
}

export async function setRole(trx: ClinicTransaction, person: string, to: Role): Promise<void> {
  await trx
    .updateTable('staff')
    .set({ role: to })
    .where('clinic_id', '=', trx.clinic)
    .where('staff_id', '=', person)
    .execute()
}

/** What she is certified as, or nothing; true where there is such a person. */
export async function setCredential(
  trx: ClinicTransaction,
  person: string,
  credential: Localised | null,
): Promise<boolean> {
  const row = await trx
    .updateTable('staff')
    .set({ credential: credential && JSON.stringify(credential) })
    .where('clinic_id', '=', trx.clinic)
    .where('staff_id', '=', person)
    .returning('staff_id')
    .executeTakeFirst()
  return row !== undefined
}

export async function setLastDay(
  trx: ClinicTransaction,
  person: string,
  lastDay: string | null,
): Promise<void> {
  await trx
    .updateTable('staff')
    .set({ left_on: lastDay })
    .where('clinic_id', '=', trx.clinic)
    .where('staff_id', '=', person)
    .execute()
}

/** A new one, or one who worked here before and comes back. Undefined when she is here already. */
export async function addPerson(
  trx: ClinicTransaction,
  person: {
    readonly user: string
    readonly name: string
    readonly title: Localised
    readonly role: Role
    readonly today: string
  },
): Promise<string | undefined> {
  const row = await trx
    .insertInto('staff')
    .values({
      clinic_id: trx.clinic,
      user_id: person.user,
      name: person.name,
      title: JSON.stringify(person.title),
      role: person.role,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'user_id'])
        .doUpdateSet({
          name: person.name,
          title: JSON.stringify(person.title),
          role: person.role,
          left_on: null,
        })
        .where('staff.left_on', '<', person.today),
    )
    .returning('staff_id')
    .executeTakeFirst()
  return row?.staff_id
}
