import { z } from 'zod'
import { cancelVisits } from '#booking'
import { readVisit } from '#booking/desk'
import type { ClinicTransaction } from '#platform/db'
import type { Temporal } from 'temporal-polyfill'
import type { CancelProblem } from './cancel-form.panel.tsx'

const wish = z.object({
  which: z.enum(['this', 'all']),
  reason: z.string().trim().min(3).max(200),
})

/** The fields that cannot be taken as they are; empty where all can. */
export function problemsOf(form: Readonly<Record<string, string>>): CancelProblem[] {
  const read = wish.safeParse(form)
  if (read.success) return []
  const fields = new Set(read.error.issues.map(({ path }) => path[0]))
  return (['which', 'reason'] as const).filter((field) => fields.has(field))
}

/** Cancels the visit, or all of its course that are still to come, and says how many that were. */
export async function cancelAsAsked(
  trx: ClinicTransaction,
  visit: string,
  asked: {
    readonly form: Readonly<Record<string, string>>
    readonly staff: string
    readonly now: Temporal.Instant
  },
) {
  const { which, reason } = wish.parse(asked.form)
  const found = await readVisit(trx, visit)
  if ('refused' in found) return found
  return cancelVisits(trx, {
    course: found.visit.course,
    visit: which === 'all' ? 'all' : visit,
    by: `staff:${asked.staff}`,
    reason,
    now: asked.now,
  })
}
