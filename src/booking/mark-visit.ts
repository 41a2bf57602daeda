import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit, readClinic } from '#clinic'
import { withdrawReminders } from '#messages'
import { noteChange } from '#platform/changes'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import { lockCourse } from './courses.store.ts'
import { freeTime, moveTime } from './held-time.ts'
import { setVisitState } from './marks.store.ts'
import { ownPlace, ownSegments } from './own-protocol.ts'
import { markable, type Mark } from './pure/index.ts'
import { type DayVisit, findDayVisit } from './visits.store.ts'

export type MarkVisit = {
  readonly visit: string
  /** `booked` takes the mark back. */
  readonly as: Mark
  readonly by: Actor
  readonly now: Temporal.Instant
}

/**
 * Somebody came, or did not. What is left of a missed visit's time is free at once and her later visits stay; to take
 * that back asks for the same time again, which somebody else may have by then. A mark that stands already is no fault.
 */
export async function markVisit(
  trx: ClinicTransaction,
  { visit: id, as, by, now }: MarkVisit,
): Promise<{ readonly marked: Mark } | Refusal<'unknown-visit' | 'cannot-be-marked' | 'time-taken'>> {
  const found = await findDayVisit(trx, id)
  if (!found || !(await lockCourse(trx, found.course))) return { refused: 'unknown-visit' }
  const visit = await findDayVisit(trx, id)
  if (!visit) return { refused: 'unknown-visit' }
  if (visit.state === as) return { marked: as }
  if (!marksOf(visit, { zone: (await readClinic(trx)).zone, now }).includes(as))
    return { refused: 'cannot-be-marked' }
  if (as === 'missed') await letGo(trx, visit, now)
  if (visit.state === 'missed' && !(await takeAgain(trx, visit, now))) return { refused: 'time-taken' }
  await setVisitState(trx, { visit: id, state: as })
  noteChange(trx)
  await addAudit(trx, { at: now, actor: by, act: 'visit-marked', subject: id, detail: { as } })
  return { marked: as }
}

/** What may be said of a visit at this moment. */
export function marksOf(
  visit: Pick<DayVisit, 'state' | 'start'>,
  { zone, now }: { readonly zone: string; readonly now: Temporal.Instant },
): readonly Mark[] {
  const dayOver = dayIn(zone, instantFrom(visit.start)).add({ days: 1 }).toZonedDateTime(zone)
  return markable(visit, { now: minuteFrom(now), dayOver: minuteFrom(dayOver.toInstant()) })
}

async function letGo(trx: ClinicTransaction, visit: DayVisit, now: Temporal.Instant): Promise<void> {
  await withdrawReminders(trx, [visit.id])
  if (visit.end > minuteFrom(now)) await freeTime(trx, [visit])
}

/** Whether or not its time was let go. An absence that came meanwhile does not count: she is here. */
async function takeAgain(trx: ClinicTransaction, visit: DayVisit, now: Temporal.Instant): Promise<boolean> {
  const to = [{ id: visit.id, place: ownPlace(visit), segments: ownSegments(visit) }]
  return (await moveTime(trx, { from: [visit], to, now, evenIfAway: true })) === undefined
}
