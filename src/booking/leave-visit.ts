import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { lockCourse } from './courses.store.ts'
import { setLeftIn } from './marks.store.ts'
import { findDayVisit } from './visits.store.ts'

export type LeaveVisit = {
  readonly visit: string
  /** The absence or closure that lies over it. */
  readonly timeOff: string
  readonly by: Actor
  readonly now: Temporal.Instant
}

/** Lets a booked visit stand although somebody or something that it needs is away; it is no longer to be settled. */
export async function leaveVisit(
  trx: ClinicTransaction,
  { visit: id, timeOff, by, now }: LeaveVisit,
): Promise<{ readonly left: true } | Refusal<'unknown-visit' | 'changed-meanwhile'>> {
  const found = await findDayVisit(trx, id)
  if (!found || !(await lockCourse(trx, found.course))) return { refused: 'unknown-visit' }
  const visit = await findDayVisit(trx, id)
  const isAsItWas = visit?.sequence === found.sequence && ['booked', 'arrived'].includes(visit.state)
  if (!isAsItWas) return { refused: 'changed-meanwhile' }
  await setLeftIn(trx, { visit: id, timeOff })
  const detail = { timeOff }
  await addAudit(trx, { at: now, actor: by, act: 'visit-left-standing', subject: id, detail })
  return { left: true }
}
