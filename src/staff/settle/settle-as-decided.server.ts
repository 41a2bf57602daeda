/**
 * Each visit is settled in a transaction of its own: what somebody else has taken or changed meanwhile is told, and
 * keeps nobody else from being settled. A move, its message and its line in the audit are one.
 */
import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { moveVisits } from '#booking'
import { leaveVisit, readVisit } from '#booking/desk'
import type { ClinicTransaction } from '#platform/db'
import type { Keys } from '#platform/keys'
import { type Saying, sayDayAndTime } from '#platform/say'
import { m } from '#platform/words'
import type { Decision } from './decisions.server.ts'

export type SettledLine = {
  readonly visit: string
  readonly client: string
  /** `kept`: nothing was done yet, as she chose. */
  readonly kind: 'moved' | 'left' | 'kept' | 'refused'
  readonly words: string
}

type Settled = { readonly timeOff: string; readonly decisions: readonly Decision[] }

type Settler = {
  readonly inClinic: <T>(work: (trx: ClinicTransaction) => Promise<T>) => Promise<T>
  readonly keys: Keys
  readonly now: Temporal.Instant
  readonly staff: string
  readonly saying: Saying
}

export async function settleAsDecided(
  { timeOff, decisions }: Settled,
  settler: Settler,
): Promise<readonly SettledLine[]> {
  const lines: SettledLine[] = []
  for (const decision of decisions) {
    const answer = await settler.inClinic((trx) => settleOne(trx, { timeOff, decision }, settler))
    if (!('refused' in answer)) lines.push(answer)
    else if (answer.refused === 'not-settled') lines.push(answer.line)
  }
  return lines
}

type One = { readonly timeOff: string; readonly decision: Decision }

/** Refused as a value, so that nothing of it stays. */
async function settleOne(trx: ClinicTransaction, { timeOff, decision }: One, settler: Settler) {
  const found = await readVisit(trx, decision.visit)
  if ('refused' in found) return found
  const { visit } = found
  const locale = { locale: settler.saying.language }
  const line = { visit: visit.id, client: visit.client.name }
  const notSettled = (words: string) => ({
    refused: 'not-settled' as const,
    line: { ...line, kind: 'refused' as const, words },
  })
  if (decision.kind === 'call') return { ...line, kind: 'kept' as const, words: m.settle_kept({}, locale) }
  const by = `staff:${settler.staff}` as const
  if (decision.kind === 'leave') {
    const left = await leaveVisit(trx, { visit: visit.id, timeOff, by, now: settler.now })
    return 'refused' in left
      ? notSettled(m.settle_changed({}, locale))
      : { ...line, kind: 'left' as const, words: m.settle_left({}, locale) }
  }
  const moved = await moveAsDecided(trx, { move: decision.move, course: visit.course }, settler)
  if ('refused' in moved)
    return notSettled(
      moved.refused === 'time-taken'
        ? m.settle_taken({}, locale)
        : moved.refused === 'already-begun'
          ? m.settle_begun({}, locale)
          : m.settle_changed({}, locale),
    )
  const now = moved.moved.find(({ id }) => id === visit.id) ?? visit
  const when = sayDayAndTime(now.start, settler.saying)
  const words =
    now.start === visit.start
      ? m.settle_given({ name: now.therapist?.name ?? '', when }, locale)
      : m.settle_moved({ when }, locale)
  return { ...line, kind: 'moved' as const, words }
}

function moveAsDecided(
  trx: ClinicTransaction,
  { move, course }: { readonly move: string; readonly course: string },
  { staff, now, keys, saying }: Settler,
) {
  const print = createHash('sha256').update(`${staff} ${move}`).digest('hex')
  return moveVisits(trx, {
    move,
    course,
    by: `staff:${staff}`,
    reason: m.settle_reason({}, { locale: saying.language }),
    key: `settle:${print}`,
    requestHash: print,
    now,
    keys,
  })
}
