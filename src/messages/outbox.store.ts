/** The way of one message out of the house: handed to the queue, claimed by one worker, settled. */
import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { type KeptMessage, messageFrom, messageQuery } from './messages.store.ts'
import { type Failure, isTooDoubtful } from './pure/index.ts'

/**
 * Messages whose time has come, marked as handed over for a while: who hands over next passes them by, and when
 * nobody has claimed one by then (the queue or its worker was lost), it is handed over again.
 */
export async function takeDueMessages(
  trx: ClinicTransaction,
  asked: {
    readonly channels: readonly string[]
    readonly now: Temporal.Instant
    readonly until: Temporal.Instant
    readonly limit: number
  },
): Promise<string[]> {
  const due = await trx
    .selectFrom('message')
    .select('message_id')
    .where('clinic_id', '=', trx.clinic)
    .where('state', 'in', ['waiting', 'sending'])
    .where('channel', 'in', [...asked.channels])
    .where('due_at', '<=', asked.now)
    .where((eb) => eb.or([eb('handed_until', 'is', null), eb('handed_until', '<=', asked.now)]))
    .where((eb) => eb.or([eb('sending_until', 'is', null), eb('sending_until', '<=', asked.now)]))
    .orderBy('due_at')
    .limit(asked.limit)
    .forUpdate()
    .skipLocked()
    .execute()
  const ids = due.map((row) => row.message_id)
  if (ids.length > 0) await set(trx, ids, { handed_until: asked.until })
  return ids
}

export type ClaimedMessage = KeptMessage & { readonly doubts: number }

/**
 * Marks a message as being sent, before anything is sent. Undefined when it is not to be sent: it is sent already,
 * another worker has it, its time has not come, or it has come too late. A claim that ran out was a worker that
 * ended between sending and saying so, hence a doubt.
 */
export async function claimMessage(
  trx: ClinicTransaction,
  asked: { readonly id: string; readonly now: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<ClaimedMessage | undefined> {
  const row = await messageQuery(trx)
    .select(['doubts', 'sending_until', 'useless_after'])
    .where('message_id', '=', asked.id)
    .forUpdate('message')
    .executeTakeFirst()
  if (!row || (row.state !== 'waiting' && row.state !== 'sending')) return undefined
  if (isAfter(row.due_at, asked.now) || isAfter(row.sending_until, asked.now)) return undefined
  const doubts = row.state === 'sending' ? row.doubts + 1 : row.doubts
  if (isTooDoubtful(doubts)) {
    await set(trx, [asked.id], { state: 'failed', failure: 'in-doubt', doubts, sending_until: null })
    return undefined
  }
  if (row.useless_after && !isAfter(row.useless_after, asked.now)) {
    await set(trx, [asked.id], { state: 'withdrawn', sending_until: null })
    return undefined
  }
  const tries = row.tries + 1
  await set(trx, [asked.id], { state: 'sending', sending_until: asked.until, tries, doubts })
  return { ...messageFrom(row), tries, doubts }
}

export type Settled = {
  readonly id: string
  /** The try that this tells of; one that another worker has overtaken changes nothing. */
  readonly tries: number
} & (
  | { readonly state: 'sent'; readonly at: Temporal.Instant }
  | {
      readonly state: 'failed' | 'waiting'
      readonly failure: Failure
      readonly answerCode: number | undefined
      readonly doubts: number
      readonly dueAt: Temporal.Instant
    }
)

export async function settleMessage(trx: ClinicTransaction, settled: Settled): Promise<void> {
  const values =
    settled.state === 'sent'
      ? { state: 'sent', sent_at: settled.at, failure: null, answer_code: null }
      : {
          state: settled.state,
          failure: settled.failure,
          answer_code: settled.answerCode ?? null,
          doubts: settled.doubts,
          due_at: settled.dueAt,
        }
  await trx
    .updateTable('message')
    .set({ ...values, sending_until: null, handed_until: null })
    .where('clinic_id', '=', trx.clinic)
    .where('message_id', '=', settled.id)
    .where('state', '=', 'sending')
    .where('tries', '=', settled.tries)
    .execute()
}

/** A message that was given up starts anew, at once. False when it is not one. */
export async function reviveMessage(
  trx: ClinicTransaction,
  { id, now }: { readonly id: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const done = await trx
    .updateTable('message')
    .set({
      state: 'waiting',
      due_at: now,
      handed_until: null,
      tries: 0,
      doubts: 0,
      failure: null,
      answer_code: null,
      useless_after: null,
    })
    .where('clinic_id', '=', trx.clinic)
    .where('message_id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

/** A person has called: that was the message. False when nobody was to be called. */
export async function markCalled(
  trx: ClinicTransaction,
  { id, now }: { readonly id: string; readonly now: Temporal.Instant },
): Promise<boolean> {
  const done = await trx
    .updateTable('message')
    .set({ state: 'sent', sent_at: now })
    .where('clinic_id', '=', trx.clinic)
    .where('message_id', '=', id)
    .where('channel', '=', 'phone')
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

type Values = {
  readonly state?: string
  readonly failure?: Failure
  readonly doubts?: number
  readonly tries?: number
  readonly handed_until?: Temporal.Instant
  readonly sending_until?: Temporal.Instant | null
}

async function set(trx: ClinicTransaction, ids: readonly string[], values: Values): Promise<void> {
  await trx
    .updateTable('message')
    .set(values)
    .where('clinic_id', '=', trx.clinic)
    .where('message_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
    .execute()
}

function isAfter(a: Temporal.Instant | null, b: Temporal.Instant): boolean {
  return a !== null && a.epochMilliseconds > b.epochMilliseconds
}
