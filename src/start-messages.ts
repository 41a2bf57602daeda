/**
 * Puts sending together: the outbox of every clinic, the queue, the ways out, and the page that a message leads to.
 * It stands here because the booking room makes that page's secret, and the messages room comes before it.
 */
import { getManageSecret } from './booking/read-course.ts'
import { remindClients } from './booking/remind-clients.job.ts'
import { canSend } from './messages/can-send.ts'
import type { Channel } from './messages/contract.ts'
import { handToQueue, sendQueue } from './messages/hand-to-queue.ts'
import { type Sending, sendMessage } from './messages/send-message.ts'
import type { Connection } from './platform/db.ts'
import type { House } from './platform/house.ts'
import { openJobs } from './platform/jobs.ts'
import { openSenders } from './platform/senders.ts'
import { bookingLinkFor } from './questions/kept-details.ts'

type Parts = Pick<House, 'config' | 'db' | 'keys' | 'log' | 'now'> & {
  /** The application's login, with which the queue opens connections of its own. */
  readonly connection: Connection
  /** For tests, which cannot wait; in service the usual pace is right. */
  readonly pace?: Pace
}

export type Pace = {
  readonly lookEveryMs: number
  /** For how long a message is with one worker, and how soon one that was lost is sent again. */
  readonly claimSeconds: number
}

const usualPace: Pace = { lookEveryMs: 1_000, claimSeconds: 60 }
const remindEveryMs = 5 * 60_000

/** Sends until it is stopped; where nothing can send, it does nothing and what is waiting waits. */
export async function startMessages(parts: Parts): Promise<() => Promise<void>> {
  const { config, db, log, now, pace = usualPace } = parts
  const can = canSend(config)
  const channels: Channel[] = [...(can.email ? ['email' as const] : []), ...(can.sms ? ['sms' as const] : [])]
  if (channels.length === 0) return () => Promise.resolve()
  const onError = (error: unknown) => log.warn({ err: error }, 'a message could not be handled')
  const jobs = await openJobs({ connection: parts.connection, queues: [sendQueue], onError })
  const sending = sendingFrom(parts, { claimSeconds: pace.claimSeconds, onBreakage: onError })
  await jobs.work(sendQueue, async ({ clinic = '', id = '' }) => {
    await sendMessage(sending, { clinic, id })
  })
  const stopLooking = eachClinic(pace.lookEveryMs, parts, (clinic) =>
    handToQueue(
      { inClinic: db.inClinic, post: jobs.post },
      { clinic, channels, now: now(), markSeconds: pace.claimSeconds },
    ),
  )
  const stopReminding = eachClinic(remindEveryMs, parts, (clinic) =>
    db.inClinic(clinic, (trx) => remindClients(trx, { now: now(), can })),
  )
  return async () => {
    await Promise.all([stopLooking(), stopReminding()])
    await jobs.close()
  }
}

function sendingFrom(
  { config, db, keys, now }: Parts,
  more: Pick<Sending, 'claimSeconds' | 'onBreakage'>,
): Sending {
  return {
    ...more,
    inClinic: db.inClinic,
    senders: openSenders(config),
    linkTo: async (trx, { course, bookingFrom, language }) => {
      if (course) return `${config.url}/${language}/visits/${await getManageSecret(trx, { course, keys })}`
      if (bookingFrom === undefined) return undefined
      return config.url + bookingLinkFor({ question: bookingFrom, clinic: trx.clinic, language, keys })
    },
    now,
    random: Math.random,
  }
}

/** One round after another, never two at once; stopping waits for the round under way. */
function eachClinic(
  everyMs: number,
  { db, log }: Parts,
  work: (clinic: string) => Promise<unknown>,
): () => Promise<void> {
  const stop = new AbortController()
  const round = async () => {
    for (const clinic of await db.listClinics()) {
      if (!stop.signal.aborted) await work(clinic)
    }
  }
  const running = (async () => {
    while (!stop.signal.aborted) {
      await round().catch((error: unknown) =>
        log.warn({ err: error }, 'a round of messages was not finished'),
      )
      await pause(everyMs, stop.signal)
    }
  })()
  return async () => {
    stop.abort()
    await running
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, ms)
    if (signal.aborted) done()
    signal.addEventListener('abort', done, { once: true })
  })
}
