import { readDays } from '#booking/desk'
import { hoursToIntervals, minutesUntilClientLeaves, windowInterval } from '#booking/pure'
import { listServices, readResources, readUnavailable } from '#clinic'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { minuteFrom } from '#platform/time'
import type { AtWork } from '../staff-context.ts'
import { boardFromDay } from './board-from-day.server.ts'
import type { BoardedDay, BoardedResource, BoardedVisit, By } from './boarded-day.ts'
import { printedDayFrom } from './printed-day.server.ts'
import { boardFromWeek } from './board-from-week.server.ts'

type Asked = { readonly by: By; readonly now: Temporal.Instant }

type Listed = { readonly id: string; readonly name: string }

/** The day's board, the signed-in therapist's own column first, and what was cancelled beside it. */
export async function readBoard(
  trx: ClinicTransaction,
  asked: Asked & { readonly date: Temporal.PlainDate },
  atWork: AtWork,
) {
  const { day, version, cancelled } = await readShown(trx, { ...asked, from: asked.date, days: 1 }, atWork)
  const boarded = day(asked.date)
  const standing = boarded.visits.filter(({ state }) => state !== 'cancelled')
  return {
    board: boardFromDay(boarded),
    standing: standing.length,
    cancelled,
    version,
    printed: printedDayFrom(boarded),
  }
}

/** A week of one therapist, room or pen: whom one asks for, else one's own, else the first. */
export async function readWeek(
  trx: ClinicTransaction,
  asked: Asked & { readonly monday: Temporal.PlainDate; readonly who: string },
  atWork: AtWork,
) {
  const shown = await readShown(trx, { ...asked, from: asked.monday, days: 7 }, atWork)
  const chosen = shown.listed.find(({ id }) => id === asked.who) ?? shown.listed[0]
  const days = Array.from({ length: 7 }, (_, count) =>
    shown.day(asked.monday.add({ days: count }), chosen?.id),
  )
  return {
    board: boardFromWeek(days),
    standing: days.flatMap(({ visits }) => visits).filter(({ state }) => state !== 'cancelled').length,
    listed: shown.listed,
    chosen,
    version: shown.version,
  }
}

type Stretch = Asked & { readonly from: Temporal.PlainDate; readonly days: number }

async function readShown(trx: ClinicTransaction, asked: Stretch, { staff, clinic, language }: AtWork) {
  const { zone, gridMinutes } = clinic
  const { by } = asked
  const { visits, held, version } = await readDays(trx, { ...asked, zone })
  const services = await listServices(trx)
  const unavailable = await readUnavailable(trx, windowInterval({ ...asked, zone }))
  const resources = (await readResources(trx))
    .filter(({ kind }) => kind === by)
    .toSorted((one, other) => Number(other.staff === staff.id) - Number(one.staff === staff.id))
  const shortestMinutes = Math.min(...services.map(({ segments }) => minutesUntilClientLeaves(segments)))
  const looking = {
    by,
    // A pen's stretch is short, and what it is for is plain; a week's columns are narrow.
    brief: by === 'device' || asked.days > 1,
    zone,
    language,
    now: minuteFrom(asked.now),
    serviceNames: new Map(services.map(({ id, name }) => [id, name])),
    gridMinutes,
    shortestMinutes,
  }
  /** One of the days, of everybody or of one alone. */
  const day = (date: Temporal.PlainDate, only?: string): BoardedDay => {
    const days = { zone, from: date, days: 1 }
    const whole = windowInterval(days)
    const touches = (time: { start: number; end: number }) => time.start < whole.end && time.end > whole.start
    const concerns = (visit: BoardedVisit | (typeof held)[number]) =>
      touches(visit) && (only === undefined || visit[by]?.id === only)
    return {
      ...looking,
      day: whole,
      date: date.toString(),
      visits: visits.filter(concerns),
      held: held.filter(concerns),
      opening: hoursToIntervals(clinic.openingHours, days),
      resources: resources
        .filter(({ id }) => only === undefined || id === only)
        .map(({ id, name, hours }): BoardedResource => ({ id, name, open: hoursToIntervals(hours, days) })),
      unavailable: unavailable.filter(touches),
    }
  }
  const cancelled = visits
    .filter(({ state }) => state === 'cancelled')
    .map(({ id, start, clientLeaves, client, cancelReason }) => ({
      id,
      start,
      end: clientLeaves,
      client: client.name,
      reason: cancelReason,
    }))
  return { day, version, cancelled, listed: resources.map(({ id, name }): Listed => ({ id, name })) }
}
