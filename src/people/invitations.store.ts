import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { type NewInvitation, type OpenInvitation, role } from './contract.ts'

export async function addInvitation(
  trx: ClinicTransaction,
  invitation: NewInvitation & {
    readonly secretHash: string
    readonly by: string
    readonly now: Temporal.Instant
    readonly until: Temporal.Instant
  },
): Promise<string> {
  const { secretHash, by, now, until, name, email, treats } = invitation
  const row = await trx
    .insertInto('invitation')
    .values({
      clinic_id: trx.clinic,
      secret_hash: secretHash,
      name,
      email,
      role: invitation.role,
      treats,
      invited_by: by,
      created_at: now,
      expires_at: until,
    })
    .returning('invitation_id')
    .executeTakeFirstOrThrow()
  return row.invitation_id
}

export async function listOpenInvitations(
  trx: ClinicTransaction,
  now: Temporal.Instant,
): Promise<OpenInvitation[]> {
  return (await openQuery(trx, now).orderBy('created_at').execute()).map(invitationFrom)
}

export async function findOpenInvitation(
  trx: ClinicTransaction,
  { secretHash, now }: { readonly secretHash: string; readonly now: Temporal.Instant },
): Promise<OpenInvitation | undefined> {
  const row = await openQuery(trx, now).where('secret_hash', '=', secretHash).executeTakeFirst()
  return row && invitationFrom(row)
}

/** Marks it used and returns it, for one of however many come at once; the others wait here and get nothing. */
export async function useInvitation(
  trx: ClinicTransaction,
  { secretHash, now }: { readonly secretHash: string; readonly now: Temporal.Instant },
): Promise<OpenInvitation | undefined> {
  const row = await trx
    .updateTable('invitation')
    .set({ used_at: now })
    .where('clinic_id', '=', trx.clinic)
    .where('secret_hash', '=', secretHash)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['invitation_id', 'name', 'email', 'role', 'treats', 'expires_at'])
    .executeTakeFirst()
  return row && invitationFrom(row)
}

/** By its id, or all that an e-mail has; returns their ids. */
export async function withdrawInvitations(
  trx: ClinicTransaction,
  which: { readonly id: string } | { readonly email: string },
  now: Temporal.Instant,
): Promise<string[]> {
  const [column, value] =
    'id' in which ? (['invitation_id', which.id] as const) : (['email', which.email] as const)
  const rows = await trx
    .updateTable('invitation')
    .set({ withdrawn_at: now })
    .where('clinic_id', '=', trx.clinic)
    .where(column, '=', value)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .returning('invitation_id')
    .execute()
  return rows.map((row) => row.invitation_id)
}

function openQuery(trx: ClinicTransaction, now: Temporal.Instant) {
  return trx
    .selectFrom('invitation')
    .select(['invitation_id', 'name', 'email', 'role', 'treats', 'expires_at'])
    .where('clinic_id', '=', trx.clinic)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .where('expires_at', '>', now)
}

type Row = Awaited<ReturnType<ReturnType<typeof openQuery>['execute']>>[number]

function invitationFrom(row: Row): OpenInvitation {
  return {
    id: row.invitation_id,
    name: row.name,
    email: row.email,
    role: role.parse(row.role),
    treats: row.treats,
    expiresAt: row.expires_at.toString(),
  }
}
