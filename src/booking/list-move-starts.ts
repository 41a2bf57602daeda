import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { readCourseToMove, refusalFor } from './course-to-move.ts'
import { firstDay, notBefore, openStarts } from './move-chain.ts'
import { standingFrom } from './own-protocol.ts'
import { type OpenStart, type RestVerdict, restVerdict, standAt } from './pure/index.ts'
import { findDayVisit } from './visits.store.ts'

export type AskForMoveStarts = {
  readonly visit: string
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly now: Temporal.Instant
}

export type MoveStart = {
  /** Minutes since 1970. */
  readonly start: number
  /** Who and what is free for all of its own stretches; a kind that the visit does not need is absent. */
  readonly free: OpenStart['free']
  /** Since the visit before it. */
  readonly rest: RestVerdict
  /** Whether the later visits could keep their times. */
  readonly later: 'stay' | 'follow'
}

/** Every start on the grid in these days at which the visit fits with somebody, its own time counted as free. */
export async function listMoveStarts(
  trx: ClinicTransaction,
  { visit: id, from, days, now }: AskForMoveStarts,
): Promise<{ readonly starts: readonly MoveStart[] } | Refusal<'unknown-visit' | 'already-begun'>> {
  const found = await findDayVisit(trx, id)
  const toMove = found && (await readCourseToMove(trx, found.course))
  const visit = toMove?.all.find((one) => one.id === id)
  const refused = refusalFor(visit, now)
  if (refused || !toMove || !visit) return refused ?? { refused: 'unknown-visit' }
  const { standing, clinic, rest } = toMove
  const first = firstDay(toMove, now, from)
  const left = days - from.until(first, { largestUnit: 'days' }).days
  if (left < 1) return { starts: [] }
  const mover = { by: 'desk' as const, now }
  const starts = await openStarts(trx, {
    toMove,
    visit,
    from: first,
    days: left,
    wish: { notBefore: notBefore(toMove, mover) },
    now,
  })
  const at = standing.findIndex((one) => one.id === id)
  const [before, after] = [standing[at - 1], standing[at + 1]]
  const own = standingFrom(visit, clinic.zone)
  return {
    starts: starts.map((to) => {
      const here = standAt(own, to)
      const stays = !after || restVerdict(here, standingFrom(after, clinic.zone), rest) === 'holds'
      return {
        start: to.start,
        free: to.free,
        rest: before ? restVerdict(standingFrom(before, clinic.zone), here, rest) : 'holds',
        later: stays ? 'stay' : 'follow',
      }
    }),
  }
}
