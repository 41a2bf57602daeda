/**
 * Which clinics there are is written by the database's owner alone. A clinic that stands in no directory is found by
 * nobody; so it is entered last, when all of it is there.
 */
import pg from 'pg'
import type { Connection } from '#platform/db'

export type Directory = {
  readonly findAnyClinic: () => Promise<string | undefined>
  readonly enterClinic: (clinic: string) => Promise<void>
}

/** Anything with a meaning of its own; migrations take another. */
const openingLock = 7_083_212

/** Whoever else opens the directory waits until this work is done. */
export async function withDirectory<T>(
  owner: Connection,
  work: (directory: Directory) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [openingLock])
    return await work({
      findAnyClinic: async () => {
        const found = await client.query<{ id: string }>(
          'select clinic_id as id from directory.clinic order by opened_at, clinic_id limit 1',
        )
        return found.rows[0]?.id
      },
      enterClinic: async (clinic) => {
        // Thousands of rows came at once; the planner must not take the tables for empty.
        await client.query('analyze client, course, visit, occupancy')
        await client.query('insert into directory.clinic (clinic_id) values ($1)', [clinic])
      },
    })
  } finally {
    await client.end()
  }
}
