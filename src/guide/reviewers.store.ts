import { may } from '#clinic/pure'
import type { ClinicTransaction } from '#platform/db'
import type { Localised } from '#platform/language'

export type Reviewer = { readonly id: string; readonly name: string; readonly credential: Localised }

/** Who may approve texts today: at work here, able to sign in, in a role that may, and certified as something. */
export async function listReviewers(trx: ClinicTransaction, today: string): Promise<Reviewer[]> {
  const rows = await trx
    .selectFrom('staff')
    .select(['staff_id', 'name', 'credential', 'role'])
    .where('clinic_id', '=', trx.clinic)
    .where('credential', 'is not', null)
    .where('user_id', 'is not', null)
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>=', today)]))
    .orderBy('name')
    .execute()
  return rows.flatMap(({ staff_id, name, credential, role }) => {
    const reviews = (role === 'owner' || role === 'therapist') && may(role, 'review-guide')
    return credential && reviews ? [{ id: staff_id, name, credential }] : []
  })
}
