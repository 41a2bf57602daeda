import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { readCourseToMove, refusalFor } from './course-to-move.ts'
import { firstDay, notBefore, openChain } from './move-chain.ts'
import { type Around, lookAround, type OpenStart, planLater, standAt } from './pure/index.ts'
import { findDayVisit } from './visits.store.ts'

export type AskForMoveStarts = {
  readonly visit: string
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly now: Temporal.Instant
}

/** With `passes` it cannot be planned there at all; a rest that does not hold can, with a reason. */
export type MoveStart = Around & {
  /** Minutes since 1970. */
  readonly start: number
  /** Who and what is free for all of its own stretches; a kind that the visit does not need is absent. */
  readonly free: OpenStart['free']
}

/**
 * Every start on the grid in these days at which the visit fits with somebody. Asked on the very chain on which
 * planMoveTo plans: its own time counts as free, and that of the later visits, which may follow.
 */
export async function listMoveStarts(
  trx: ClinicTransaction,
  { visit: id, from, days, now }: AskForMoveStarts,
): Promise<{ readonly starts: readonly MoveStart[] } | Refusal<'unknown-visit' | 'already-begun'>> {
  const found = await findDayVisit(trx, id)
  const toMove = found && (await readCourseToMove(trx, found.course))
  const visit = toMove?.all.find((one) => one.id === id)
  const refused = refusalFor(visit, now)
  if (refused || !toMove || !visit) return refused ?? { refused: 'unknown-visit' }
  const first = firstDay(toMove, now, from)
  const left = days - from.until(first, { largestUnit: 'days' }).days
  if (left < 1) return { starts: [] }
  const mover = { by: 'desk' as const, now }
  const { plan } = await openChain(trx, {
    toMove,
    asked: [visit],
    mover,
    from: first,
    last: first.add({ days: left - 1 }),
    wish: { notBefore: notBefore(toMove, mover) },
  })
  const [asked] = plan.chain
  if (!asked) return { starts: [] }
  const laterOf = planLater(plan)
  return {
    starts: asked.starts.map((to) => {
      const here = standAt(asked.visit, to)
      return { start: to.start, free: to.free, ...lookAround(plan, here, laterOf(here)) }
    }),
  }
}
