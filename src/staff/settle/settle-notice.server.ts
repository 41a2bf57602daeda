import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { listComingTimesOff } from '#set-up'
import type { SettleNoticeProps } from './settle-notice.panel.tsx'

/** What waits to be settled: each visit once, though the clinic and its therapist be away at once. */
export async function readWaiting(
  trx: ClinicTransaction,
  now: Temporal.Instant,
): Promise<SettleNoticeProps['waiting']> {
  const times = (await listComingTimesOff(trx, now)).filter(({ touches }) => touches.length > 0)
  const [first, another] = times
  if (!first) return undefined
  const count = new Set(times.flatMap(({ touches }) => touches.map(({ id }) => id))).size
  return { count, href: another ? '/staff/settle' : `/staff/settle/${first.id}` }
}

/** What an address says of a block a moment ago. */
export function justBlocked({ searchParams }: URL): Pick<SettleNoticeProps, 'blocked' | 'unblocked'> {
  const blocked = searchParams.get('blocked') ?? ''
  return {
    blocked: /^[0-9a-f-]{36}$/.test(blocked) ? blocked : undefined,
    unblocked: searchParams.has('unblocked'),
  }
}
