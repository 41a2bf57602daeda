import type { ClinicTransaction } from '#platform/db'
import type { VisitState } from './contract.ts'

/** Nothing that a calendar shows has changed, so the visit's number stays. */
export async function setVisitState(
  trx: ClinicTransaction,
  { visit, state }: { readonly visit: string; readonly state: VisitState },
): Promise<void> {
  await trx
    .updateTable('visit')
    .set({ state })
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', '=', visit)
    .execute()
}

export async function setLeftIn(
  trx: ClinicTransaction,
  { visit, timeOff }: { readonly visit: string; readonly timeOff: string },
): Promise<void> {
  await trx
    .updateTable('visit')
    .set({ left_in: timeOff })
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', '=', visit)
    .execute()
}
