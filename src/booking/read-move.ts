import type { Temporal } from 'temporal-polyfill'
import { readResources } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { minuteFrom } from '#platform/time'
import type { OfferedMove } from './contract.ts'
import { readCourseToMove } from './course-to-move.ts'
import { readMoveToken } from './move-token.ts'
import { goalsFrom } from './move-visits.ts'
import { outcomeOf } from './outcome-of-move.ts'

export type ReadMove = {
  readonly move: string
  readonly course: string
  readonly keys: Keys
  readonly now: Temporal.Instant
}

/**
 * What a signed move says to the client, before she agrees to it. Locks nothing, and does not ask whether the time is
 * still free. A move that only people who work here may make says nothing to her.
 */
export async function readMove(
  trx: ClinicTransaction,
  { move, course, keys, now }: ReadMove,
): Promise<OfferedMove | Refusal<'unknown-move' | 'changed-meanwhile'>> {
  const signed = readMoveToken({ keys, clinic: trx.clinic }, move)
  if (!signed || signed.desk || signed.course !== course || signed.expires <= minuteFrom(now))
    return { refused: 'unknown-move' }
  const toMove = await readCourseToMove(trx, course)
  if (!toMove) return { refused: 'unknown-move' }
  const goals = goalsFrom(signed, toMove, now)
  if ('refused' in goals) return { refused: 'changed-meanwhile' }
  return { id: move, ...outcomeOf({ toMove, goals, resources: await readResources(trx), now }) }
}
