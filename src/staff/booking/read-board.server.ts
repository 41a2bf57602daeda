import { type DayVisit, readDay } from '#booking/desk'
import { hoursToIntervals, windowInterval } from '#booking/pure'
import { listServices, readResources, readUnavailable } from '#clinic'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { type BoardedDay, boardFromDay } from './board-from-day.server.ts'
import type { AtWork } from '../staff-context.ts'

type Asked = Pick<BoardedDay, 'by' | 'now'> & { readonly date: Temporal.PlainDate }

/** The day's board, the signed-in therapist's own column first, and what was cancelled beside it. */
export async function readBoard(trx: ClinicTransaction, asked: Asked, { staff, clinic, language }: AtWork) {
  const { zone } = clinic
  const days = { zone, from: asked.date, days: 1 }
  const day = windowInterval(days)
  const visits = await readDay(trx, { day: asked.date, zone })
  const services = await listServices(trx)
  const resources = (await readResources(trx)).filter(({ kind }) => kind === asked.by)
  const board = boardFromDay({
    ...asked,
    day,
    zone,
    language,
    visits,
    opening: hoursToIntervals(clinic.openingHours, days),
    resources: resources
      .toSorted((one, other) => Number(other.staff === staff.id) - Number(one.staff === staff.id))
      .map(({ id, name, hours }) => ({ id, name, open: hoursToIntervals(hours, days) })),
    unavailable: await readUnavailable(trx, day),
    serviceNames: new Map(services.map(({ id, name }) => [id, name])),
  })
  const cancelled = visits.filter(({ state }) => state === 'cancelled')
  return { board, standing: visits.length - cancelled.length, cancelled: cancelled.map(cancelledFrom) }
}

function cancelledFrom({ id, start, clientLeaves, client, cancelReason }: DayVisit) {
  return { id, start, end: clientLeaves, client: client.name, reason: cancelReason }
}
