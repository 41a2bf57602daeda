import type { Temporal } from 'temporal-polyfill'
import { hoursToIntervals, type Interval, subtract, windowInterval } from '#booking/pure'
import { listServices, readClinic, readResources, readUnavailable } from '#clinic'
import type { Service } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { dayIn } from '#platform/time'
import type { Season } from './fill-calendar.ts'

/** The past is as long as a course, so that those who are in the middle of one are there today. */
const daysBefore = 84
const daysAfter = 180

/** Every calendar is made from it, so that a clinic made twice on one day is the same clinic. */
const seed = 20_261_122

/** What the made-up calendar is to be filled by: everybody's hours without the days off, day by day. */
export async function planSeason(trx: ClinicTransaction, now: Temporal.Instant): Promise<Season> {
  const { zone, gridMinutes } = await readClinic(trx)
  const from = dayIn(zone, now).subtract({ days: daysBefore })
  const window = { zone, from, days: daysBefore + daysAfter }
  const unavailable = await readUnavailable(trx, windowInterval(window))
  const resources = (await readResources(trx)).map(({ id, kind, hours }) => {
    const off = unavailable.filter(({ resource }) => resource === null || resource === id)
    return { id, kind, open: subtract(hoursToIntervals(hours, window), off) }
  })
  const services = await listServices(trx)
  const days = Array.from({ length: window.days }, (_, index) => {
    const date = from.add({ days: index })
    const day = windowInterval({ zone, from: date, days: 1 })
    const within = resources.map((one) => ({
      ...one,
      open: one.open.filter((time) => isIn(day, time)),
      busy: [],
    }))
    return { date, resources: within, share: shareOn(index - daysBefore) }
  })
  return {
    zone,
    gridMinutes,
    days,
    seed,
    treatment: getService(services, 'treatment'),
    analysis: getService(services, 'analysis'),
  }
}

/** About half of the time is taken these weeks, somewhat less of it half a year ahead. */
function shareOn(daysAhead: number): number {
  return 0.48 - 0.08 * Math.max(0, daysAhead / daysAfter)
}

function isIn(day: Interval, time: Interval): boolean {
  return day.start <= time.start && time.end <= day.end
}

function getService(services: readonly Service[], kind: Service['kind']): Service {
  const service = services.find((one) => one.kind === kind)
  if (!service) throw new Error(`The demonstration has no ${kind}.`)
  return service
}
