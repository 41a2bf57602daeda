import type { Temporal } from 'temporal-polyfill'
import type { InClinic } from '#platform/db'
import type { Jobs } from '#platform/jobs'
import { takeDueMessages } from './outbox.store.ts'
import type { Channel } from './contract.ts'

export const sendQueue = 'send-message'

const atOnce = 200

/**
 * Hands a clinic's messages whose time has come to the queue. The rows are marked first and posted after: what is
 * lost in between is handed over again when the mark runs out, and a message that is posted twice is sent once.
 */
export async function handToQueue(
  { inClinic, post }: { readonly inClinic: InClinic; readonly post: Jobs['post'] },
  asked: {
    readonly clinic: string
    readonly channels: readonly Channel[]
    readonly now: Temporal.Instant
    readonly markSeconds: number
  },
): Promise<number> {
  const { clinic, channels, now } = asked
  if (channels.length === 0) return 0
  const until = now.add({ seconds: asked.markSeconds })
  const due = await inClinic(clinic, (trx) => takeDueMessages(trx, { channels, now, until, limit: atOnce }))
  const jobs = due.map((id) => ({ key: id, ids: { clinic, id } }))
  if (jobs.length > 0) await post(sendQueue, jobs)
  return jobs.length
}
