import type { Temporal } from 'temporal-polyfill'
import { readResources } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Keys } from '#platform/keys'
import { minuteFrom } from '#platform/time'
import type { OfferedMove } from './contract.ts'
import { readCourseToMove } from './course-to-move.ts'
import { readMoveToken } from './move-token.ts'
import { goalsFrom } from './move-visits.ts'
import { tellMove } from './tell-move.ts'

export type ReadMove = {
  readonly move: string
  readonly course: string
  readonly keys: Keys
  readonly now: Temporal.Instant
}

/** What a signed move says, before it is agreed to. Locks nothing, and does not ask whether the time is still free. */
export async function readMove(
  trx: ClinicTransaction,
  { move, course, keys, now }: ReadMove,
): Promise<OfferedMove | Refusal<'unknown-move' | 'changed-meanwhile'>> {
  const signed = readMoveToken({ keys, clinic: trx.clinic }, move)
  if (!signed || signed.course !== course || signed.expires <= minuteFrom(now))
    return { refused: 'unknown-move' }
  const toMove = await readCourseToMove(trx, course)
  if (!toMove) return { refused: 'unknown-move' }
  const goals = goalsFrom(signed, toMove, now)
  if ('refused' in goals) return { refused: 'changed-meanwhile' }
  return { id: move, ...tellMove({ toMove, goals, resources: await readResources(trx), now }) }
}
