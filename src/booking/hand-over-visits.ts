/**
 * Whoever leaves drops nobody. Each of her visits goes to another therapist who is free then, at the same time and in
 * the same room; what nobody is free for is returned by name, to be settled by hand, and stays where it is.
 */
import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit, getClientContact, readClinic, readResources } from '#clinic'
import { postMessage, withdrawReminders } from '#messages'
import type { ClinicTransaction } from '#platform/db'
import { dayIn, instantFrom } from '#platform/time'
import { readCalendar } from './calendar.ts'
import type { BookedVisit } from './contract.ts'
import { countStandingVisits, listStandingVisits, lockCourses, setTherapist } from './hand-over.store.ts'
import { dropHeldTime, giveTime } from './held-time.ts'
import { freeExpired, lockResources } from './occupancy.store.ts'
import { ownSegments } from './own-protocol.ts'
import { chooseTakers, type Interval, stretchesOf } from './pure/index.ts'
import { toldVisitsFrom } from './told-visits.ts'
import { type DayVisit, findDayVisit } from './visits.store.ts'

export { countStandingVisits }

export type HandOverVisits = {
  /** Her resource in the calendar. */
  readonly therapist: string
  /** Visits that begin then or later. */
  readonly from: Temporal.Instant
  readonly by: Actor
  readonly now: Temporal.Instant
}

export type HandOver = {
  readonly handed: readonly {
    readonly visit: DayVisit
    readonly to: { readonly id: string; readonly name: string }
  }[]
  /** Nobody is free: to be settled by hand. */
  readonly left: readonly DayVisit[]
}

/** What would be handed to whom; changes nothing and locks nothing. */
export async function planHandOver(
  trx: ClinicTransaction,
  { therapist, from, now }: Omit<HandOverVisits, 'by'>,
): Promise<HandOver> {
  const ids = await listStandingVisits(trx, { therapist, from })
  const found: DayVisit[] = []
  for (const { id } of ids) {
    const visit = await findDayVisit(trx, id)
    if (visit) found.push(visit)
  }
  const last = found.at(-1)
  if (!last) return { handed: [], left: [] }
  const clinic = await readClinic(trx)
  const first = dayIn(clinic.zone, from)
  const days = first.until(dayIn(clinic.zone, instantFrom(last.end)), { largestUnit: 'days' }).days + 2
  const window = { zone: clinic.zone, gridMinutes: clinic.gridMinutes, from: first, days }
  const { calendar, resources } = await readCalendar(trx, window, now)
  const takers = calendar.resources.filter(({ id, kind }) => kind === 'therapist' && id !== therapist)
  const wanted = found.map((visit) => ({
    id: visit.id,
    course: visit.course,
    needs: therapistTimesOf(visit),
  }))
  const chosen = chooseTakers(wanted, takers, calendar.horizon)
  const nameOf = (id: string) => resources.find((resource) => resource.id === id)?.name ?? ''
  return {
    handed: found.flatMap((visit) => {
      const to = chosen.get(visit.id)
      return to === undefined ? [] : [{ visit, to: { id: to, name: nameOf(to) } }]
    }),
    left: found.filter(({ id }) => !chosen.has(id)),
  }
}

/**
 * Under the locks of the courses and of every therapist, so that what was planned is what is free. A visit that came
 * to her while we waited for a therapist belongs to a course that is not locked, and courses are locked before
 * therapists: then all is begun anew, with that course among the locked.
 */
export async function handOverVisits(trx: ClinicTransaction, request: HandOverVisits): Promise<HandOver> {
  const { therapist, now } = request
  const standing = await listStandingVisits(trx, request)
  await lockCourses(
    trx,
    standing.map(({ course }) => course),
  )
  const therapists = (await readResources(trx)).filter(({ kind }) => kind === 'therapist')
  await lockResources(trx, [therapist, ...therapists.map(({ id }) => id)])
  await dropHeldTime(trx, request)
  const plan = await planHandOver(trx, request)
  const locked = new Set(standing.map(({ course }) => course))
  if ([...plan.handed.map(({ visit }) => visit), ...plan.left].some(({ course }) => !locked.has(course)))
    throw new Overtaken()
  for (const { visit, to } of plan.handed) {
    const takings = therapistTimesOf(visit).map((during) => ({ visit: 1, resource: to.id, during }))
    await freeExpired(trx, { takings, now })
    await setTherapist(trx, { id: visit.id, to: to.id })
    const detail = { from: therapist, to: to.id }
    await addAudit(trx, { at: now, actor: request.by, act: 'visits-handed-over', subject: visit.id, detail })
  }
  await giveTime(
    trx,
    plan.handed.map(({ visit, to }) => ({ visit: visit.id, from: therapist, to: to.id })),
  )
  await withdrawReminders(
    trx,
    plan.handed.map(({ visit }) => visit.id),
  )
  await tellOfHandOver(trx, plan, now)
  return plan
}

/** Carries the code of a serialization failure, which is what it is: the transaction is done again. */
class Overtaken extends Error {
  readonly code = '40001'
  constructor() {
    super('A visit came to her while her visits were handed over.')
  }
}

/** Each client once for a course: the times are the same, somebody else is there. */
async function tellOfHandOver(
  trx: ClinicTransaction,
  { handed }: HandOver,
  now: Temporal.Instant,
): Promise<void> {
  const byCourse = Map.groupBy(handed, ({ visit }) => visit.course)
  for (const [course, taken] of byCourse) {
    const client = taken[0]?.visit.client.id
    if (client === undefined) continue
    const { contact, language } = await getClientContact(trx, client)
    const visits = taken.map(({ visit, to }) => ({ ...visit, therapist: to, sequence: visit.sequence + 1 }))
    const payload = { course, visits: toldVisitsFrom(visits) }
    await postMessage(trx, { client, kind: 'therapist-changed', language, channel: contact, payload, now })
  }
}

function therapistTimesOf(visit: BookedVisit): Interval[] {
  return stretchesOf(ownSegments(visit), 'therapist').map(({ offsetMinutes, minutes }) => ({
    start: visit.start + offsetMinutes,
    end: visit.start + offsetMinutes + minutes,
  }))
}
