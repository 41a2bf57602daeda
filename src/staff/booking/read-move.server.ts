import type { Temporal } from 'temporal-polyfill'
import { offerMoves } from '#booking'
import type { BookedVisit } from '#booking/contract'
import { type DayVisit, planMoveTo, readVisit } from '#booking/desk'
import type { VisitPlace } from '#booking/pure'
import { addAudit, listServices, readResources } from '#clinic'
import type { ClinicTransaction } from '#platform/db'
import type { Keys } from '#platform/keys'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import type { AtWork } from '../staff-context.ts'
import { findInTheWay } from './read-places.server.ts'
import { dayFrom, type MoveAsked, partOfDay } from './move-asked.server.ts'

type Reading = { readonly now: Temporal.Instant; readonly keys: Keys; readonly atWork: AtWork }

const shown = 6
const nearShown = 3

/** The visit, what is asked for it, and what there is to choose from; nothing is held by it. */
export async function readMoveAsked(
  trx: ClinicTransaction,
  { visit: id, asked }: { readonly visit: string; readonly asked: MoveAsked },
  reading: Reading,
) {
  const found = await readVisit(trx, id)
  if ('refused' in found) return found
  const { now, keys, atWork } = reading
  const actor = `staff:${atWork.staff.id}` as const
  await addAudit(trx, { at: now, actor, act: 'visit-looked-at', subject: id })
  const service = (await listServices(trx)).find((one) => one.id === found.visit.service)
  const read = { ...found, serviceName: service?.name, resources: await readResources(trx) }
  if (!canMove(found.visit, now))
    return { ...read, planned: undefined, offers: undefined, inTheWay: undefined }
  const { place } = asked
  const planned = place && (await planMoveTo(trx, { visit: id, place, now, keys }))
  if (planned && !('refused' in planned)) return { ...read, planned, offers: undefined, inTheWay: undefined }
  const offers = await offersFor(trx, { visit: found.visit, asked, place }, reading)
  const blocking =
    planned?.refused === 'not-free' && read.resources.find(({ id }) => id === planned.resource?.id)
  const { zone } = atWork.clinic
  const inTheWay =
    blocking && place
      ? await findInTheWay(trx, { visit: found.visit, start: place.start, resource: blocking, zone })
      : undefined
  return { ...read, planned, offers, inTheWay }
}

export function canMove(visit: BookedVisit, now: Temporal.Instant): boolean {
  return visit.state === 'booked' && visit.start > minuteFrom(now)
}

type ForVisit = {
  readonly visit: DayVisit
  readonly asked: MoveAsked
  /** Could not be had: what is nearest to it is offered. */
  readonly place: VisitPlace | undefined
}

/** Around a place that could not be had; where the course's rest allows nothing there, anywhere. */
async function offersFor(trx: ClinicTransaction, asked: ForVisit, reading: Reading) {
  const { zone } = reading.atWork.clinic
  const near =
    asked.place &&
    (await findOffers(trx, { ...asked, around: dayIn(zone, instantFrom(asked.place.start)) }, reading))
  return near && near.length > 0 ? near : findOffers(trx, { ...asked, around: undefined }, reading)
}

async function findOffers(
  trx: ClinicTransaction,
  { visit, asked: { fields }, place, around }: ForVisit & { readonly around: Temporal.PlainDate | undefined },
  { now, keys, atWork }: Reading,
) {
  const today = dayIn(atWork.clinic.zone, now)
  const near = place?.start
  const answer = await offerMoves(trx, {
    course: visit.course,
    visit: visit.id,
    by: 'desk',
    from: dayFrom(around?.subtract({ days: 14 }).toString() ?? fields.from, today),
    days: around ? 42 : 120,
    limit: place ? nearShown : shown,
    wish: {
      ...(fields.with !== '' && { therapist: fields.with }),
      ...partOfDay(fields.part),
      ...(near !== undefined && { near: [near] }),
    },
    now,
    keys,
  })
  return 'refused' in answer ? [] : answer.moves
}
