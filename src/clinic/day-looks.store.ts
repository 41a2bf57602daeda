import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { addAudit } from './audit.store.ts'

const sameLookMinutes = 15

/**
 * That somebody looks at days of the calendar. A board that stands open draws itself anew by itself: that is one
 * look that goes on, and one line in the audit for a quarter of an hour of it, however much happens in the clinic.
 */
export async function addDayLook(
  trx: ClinicTransaction,
  look: {
    readonly at: Temporal.Instant
    readonly staff: string
    readonly detail: { readonly date: string; readonly days?: number }
    /** The page says that it draws itself anew; believed only where she has just been seen to look. */
    readonly isAgain: boolean
  },
): Promise<void> {
  const { at, staff, detail } = look
  const actor = `staff:${staff}` as const
  if (look.isAgain) {
    const before = await trx
      .selectFrom('audit')
      .select('audit_id')
      .where('clinic_id', '=', trx.clinic)
      .where('actor', '=', actor)
      .where('act', '=', 'day-looked-at')
      .where('at', '>', at.subtract({ minutes: sameLookMinutes }))
      .where(sql<boolean>`detail = ${JSON.stringify(detail)}::jsonb`)
      .limit(1)
      .executeTakeFirst()
    if (before) return
  }
  await addAudit(trx, { at, actor, act: 'day-looked-at', subject: staff, detail })
}
