/**
 * The desk as most booking programs have it: look whether it is free, then write it down; no key, no lock. It is here
 * to be caught: the eyes that find nothing at the real desk must find this one out in the same crowd.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { occupancyOf, type Segment } from '../src/booking/pure/index.ts'
import type { ContendedClinic, Wanted } from './contended-clinic.ts'
import type { Answer, Desk } from './contended-load.ts'

type Stretch = { readonly resource: string; readonly during: string }

/** Of the small clinic: minutes, and what is held meanwhile. */
const protocols: Record<Wanted['kind'], readonly Segment[]> = {
  single: [{ minutes: 45, holds: ['therapist', 'room'], clientPresent: true }],
  course: [
    { minutes: 10, holds: ['therapist', 'room'], clientPresent: true },
    { minutes: 30, holds: ['room'], clientPresent: true },
    { minutes: 30, holds: ['therapist', 'room', 'device'], clientPresent: true },
    { minutes: 15, holds: ['room'], clientPresent: true },
    { minutes: 5, holds: ['therapist', 'room'], clientPresent: true },
    { minutes: 10, holds: ['room'], clientPresent: false },
  ],
}

/** The table that it writes, with an index for looking and no key; told apart by nothing else. */
export const naiveTable = `create table naive_occupancy (like occupancy including generated);
  create index on naive_occupancy using gist (resource_id, during);
  create index on naive_occupancy (visit_id)`

export function openNaiveDesk(pool: pg.Pool, clinic: Pick<ContendedClinic, 'id'>): Desk {
  const isFree = async (stretches: readonly Stretch[]) => {
    for (const { resource, during } of stretches) {
      const { rows } = await pool.query(
        'select 1 from naive_occupancy where resource_id = $1 and during && $2::tstzrange limit 1',
        [resource, during],
      )
      if (rows.length > 0) return false
    }
    return true
  }
  const write = async (id: string, stretches: readonly Stretch[]): Promise<Answer> => {
    for (const { resource, during } of stretches)
      await pool.query(
        'insert into naive_occupancy (clinic_id, resource_id, during, visit_id) values ($1, $2, $3::tstzrange, $4)',
        [clinic.id, resource, during, id],
      )
    return { done: id }
  }
  const drop = async (id: string): Promise<Answer> => {
    await pool.query('delete from naive_occupancy where visit_id = $1', [id])
    return { done: id }
  }
  const take = async (wanted: Wanted): Promise<Answer> => {
    const stretches = stretchesOf(wanted)
    return (await isFree(stretches)) ? write(randomUUID(), stretches) : { refused: 'time-taken' }
  }
  const nothing = async (id: string): Promise<Answer> => ({ done: id })
  return {
    book: take,
    hold: take,
    confirm: nothing,
    extend: nothing,
    release: drop,
    cancel: drop,
    unblock: nothing,
    sweep: () => nothing(''),
    move: async (booked, { to }) => {
      const stretches = stretchesOf(to)
      if (!(await isFree(stretches))) return { refused: 'time-taken' }
      await drop(booked)
      return write(booked, stretches)
    },
    // Absences may overlap what is booked: they are the same for both desks.
    block: () => nothing(''),
  }
}

function stretchesOf({ kind, visits }: Wanted): Stretch[] {
  return visits.flatMap((place) =>
    occupancyOf(place, protocols[kind]).map(({ resource, during }) => ({
      resource,
      during: rangeOf(during.start, during.end),
    })),
  )
}

function rangeOf(start: number, end: number): string {
  const stamp = (minute: number) => Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toString()
  return `[${stamp(start)},${stamp(end)})`
}
