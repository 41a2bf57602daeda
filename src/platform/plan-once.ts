import { type RawBuilder, sql } from 'kysely'

/**
 * A value that the planner does not look at. Where it does, it finds its guess for these values so much better than
 * its guess for any that it plans a prepared statement anew each time, to come to the same plan; and to plan
 * these statements costs as much as half of running them.
 */
export function planOnce(value: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select ${value})`
}
