import type { Temporal } from 'temporal-polyfill'
import { readResources } from '#clinic'
import type { Resource as ClinicResource } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { bitsOfHours } from './hours-bits.ts'
import { listTimeOf } from './occupancy.store.ts'
import {
  type Bits,
  type Calendar,
  clearIntervals,
  emptyRow,
  type Horizon,
  horizonOf,
  type Interval,
  type Occupied,
  PERIOD_WORDS,
  setTicks,
  TICK_MINUTES,
} from './pure/index.ts'
import { type Busy, readBusy } from './read-busy.ts'

export type CalendarWindow = {
  readonly zone: string
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly gridMinutes: number
  /** Visits whose own time counts as free: they are the ones that move. */
  readonly without?: readonly string[]
  /** Where they have been read already; or only those that matter. */
  readonly resources?: readonly ClinicResource[]
}

export type NamedCalendar = { readonly calendar: Calendar; readonly resources: readonly ClinicResource[] }

/** Whose time is free in these days, as the search wants it: hours, without what is booked, held or away. */
export async function readCalendar(
  trx: ClinicTransaction,
  window: CalendarWindow,
  now: Temporal.Instant,
): Promise<NamedCalendar> {
  const horizon = horizonOf(window)
  const span = spanOf(horizon)
  const resources = window.resources ?? (await readResources(trx))
  const ids = resources.map(({ id }) => id)
  const busy = await readBusy(trx, { window: span, resources: ids, now })
  const moving = window.without?.length ? await listTimeOf(trx, window.without) : []
  const held = busy.held.filter(({ visit }) => !window.without?.includes(visit))
  const taken = [...held, ...busy.away]
  return {
    resources,
    calendar: {
      horizon,
      gridMinutes: window.gridMinutes,
      resources: resources.map(({ id, kind, hours }) => {
        const booked = withoutMoving(bookedRow(busy, id, horizon), ofResource(moving, id), horizon)
        const free = bitsOfHours(hours, horizon).slice()
        for (let word = 0; word < free.length; word += 1)
          free[word] = (free[word] ?? 0) & ~(booked[word] ?? 0)
        clearIntervals(free, ofResource(taken, id), horizon)
        return { id, kind, free }
      }),
    },
  }
}

/** From the horizon's first tick to its last, which are whole words and thus a little more than its days. */
function spanOf({ firstWord, words }: Horizon): Interval {
  const wordMinutes = 32 * TICK_MINUTES
  return { start: firstWord * wordMinutes, end: (firstWord + words) * wordMinutes }
}

/** The horizon's words out of the periods' rows. */
function bookedRow({ booked, periods }: Busy, resource: string, horizon: Horizon): Bits {
  const row = emptyRow(horizon)
  const { firstWord, words } = horizon
  for (const period of periods) {
    const begins = period * PERIOD_WORDS
    const from = Math.max(begins, firstWord)
    const until = Math.min(begins + PERIOD_WORDS, firstWord + words)
    row.set(booked(resource, period).subarray(from - begins, until - begins), from - firstWord)
  }
  return row
}

type Moving = Occupied & { readonly own: boolean }

/** What only the moving visits take is not taken; a tick that a neighbour has a part of stays hers. */
function withoutMoving(booked: Bits, moving: readonly Moving[], horizon: Horizon): Bits {
  const own = moving.filter((one) => one.own)
  clearIntervals(booked, own, horizon)
  const firstTick = horizon.firstWord * 32
  for (const { start, end } of moving.filter((one) => !one.own))
    setTicks(booked, Math.floor(start / TICK_MINUTES) - firstTick, Math.ceil(end / TICK_MINUTES) - firstTick)
  return booked
}

/** A closure is everybody's. */
function ofResource<T extends { readonly resource: string | null }>(times: readonly T[], id: string): T[] {
  return times.filter(({ resource }) => resource === null || resource === id)
}
