import { type SelectQueryBuilder, sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'
import {
  type Channel,
  type MessageKind,
  type MessagePayload,
  type MessageState,
  messagePayload,
  messageStates,
  type NewMessage,
} from './contract.ts'
import { type Failure, failures, letterKinds, type QuietHours } from './pure/index.ts'

export type MessageRow = NewMessage & {
  readonly now: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly uselessAfter?: Temporal.Instant
  /** The visit and the start that a reminder tells of: it is written once for both. */
  readonly reminds?: { readonly visit: string; readonly start: Temporal.Instant }
}

/**
 * Undefined where the same reminder stands there already. One that was withdrawn begins anew, with what it tells of
 * now: what had overtaken it was taken back, or it named somebody who is no longer the one.
 */
export async function addMessage(trx: ClinicTransaction, row: MessageRow): Promise<string | undefined> {
  const told = {
    client_id: row.client,
    language: row.language,
    channel: row.channel,
    payload: JSON.stringify(messagePayload.parse(row.payload)),
    created_at: row.now,
    due_at: row.dueAt,
    useless_after: row.uselessAfter ?? null,
  }
  const anew = { state: 'waiting', tries: 0, doubts: 0, failure: null, answer_code: null, handed_until: null }
  const added = await trx
    .insertInto('message')
    .values({
      ...told,
      clinic_id: trx.clinic,
      kind: row.kind,
      visit_id: row.reminds?.visit ?? null,
      visit_start: row.reminds?.start ?? null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['clinic_id', 'visit_id', 'kind', 'visit_start'])
        .where('visit_id', 'is not', null)
        .doUpdateSet({ ...told, ...anew })
        .where('message.state', '=', 'withdrawn'),
    )
    .returning('message_id')
    .executeTakeFirst()
  return added?.message_id
}

/** Reminders of these visits that have not gone out yet. */
export async function withdrawReminders(trx: ClinicTransaction, visits: readonly string[]): Promise<void> {
  if (visits.length === 0) return
  await trx
    .updateTable('message')
    .set({ state: 'withdrawn' })
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', 'in', [...visits])
    .where('state', 'in', ['waiting', 'failed'])
    .execute()
  // One that is on its way now is not tried again.
  await trx
    .updateTable('message')
    .set((eb) => ({ useless_after: eb.ref('created_at') }))
    .where('clinic_id', '=', trx.clinic)
    .where('visit_id', 'in', [...visits])
    .where('state', '=', 'sending')
    .execute()
}

export async function getQuietHours(trx: ClinicTransaction): Promise<QuietHours> {
  const row = await trx
    .selectFrom('clinic')
    .select(['quiet_from', 'quiet_until', 'time_zone'])
    .where('clinic_id', '=', trx.clinic)
    .executeTakeFirstOrThrow()
  return { from: row.quiet_from, until: row.quiet_until, zone: row.time_zone }
}

export type KeptMessage = {
  readonly id: string
  readonly kind: MessageKind
  readonly language: Language
  readonly channel: Channel
  readonly payload: MessagePayload
  readonly state: MessageState
  readonly createdAt: Temporal.Instant
  /** Not before this; after a try that failed, when the next one is. */
  readonly dueAt: Temporal.Instant
  readonly sentAt: Temporal.Instant | null
  readonly tries: number
  readonly failure: Failure | undefined
  /** What the server answered with, where it did. */
  readonly answerCode: number | undefined
  readonly client: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly phone: string
  }
}

export type MessageFilter = { readonly states?: readonly MessageState[]; readonly limit: number }

/** The newest messages first. */
export async function listMessages(
  trx: ClinicTransaction,
  { states = messageStates, limit }: MessageFilter,
): Promise<KeptMessage[]> {
  const rows = await newestFirst(messageQuery(trx).where('message.state', 'in', [...states]), limit).execute()
  return rows.map(messageFrom)
}

/** What this client has been sent, or is to be sent, the newest first. */
export async function listClientMessages(
  trx: ClinicTransaction,
  { client, limit }: { readonly client: string; readonly limit: number },
): Promise<KeptMessage[]> {
  const rows = await newestFirst(messageQuery(trx).where('message.client_id', '=', client), limit).execute()
  return rows.map(messageFrom)
}

export type MessageCounts = {
  /** Those that a person is to call about are not among them. */
  readonly waiting: number
  readonly toCall: number
  readonly failed: number
}

export async function countMessages(trx: ClinicTransaction): Promise<MessageCounts> {
  const { waiting, calls, failed } = await trx
    .selectFrom('message')
    .select(sql<number>`count(*) filter (where state <> 'failed' and channel <> 'phone')`.as('waiting'))
    .select(sql<number>`count(*) filter (where state <> 'failed' and channel = 'phone')`.as('calls'))
    .select(sql<number>`count(*) filter (where state = 'failed')`.as('failed'))
    .where('clinic_id', '=', trx.clinic)
    .where('state', 'in', ['waiting', 'sending', 'failed'])
    .executeTakeFirstOrThrow()
  return { waiting, toCall: calls, failed }
}

export function messageQuery(trx: ClinicTransaction) {
  return trx
    .selectFrom('message')
    .innerJoin('client', (join) =>
      join
        .onRef('client.clinic_id', '=', 'message.clinic_id')
        .onRef('client.client_id', '=', 'message.client_id'),
    )
    .select(['message_id', 'kind', 'message.language', 'channel', 'payload', 'state', 'message.created_at'])
    .select(['due_at', 'sent_at', 'tries', 'failure', 'answer_code'])
    .select(['client.client_id', 'client.name', 'client.email', 'client.phone'])
    .where('message.clinic_id', '=', trx.clinic)
}

type Row = Awaited<ReturnType<ReturnType<typeof messageQuery>['execute']>>[number]

export function messageFrom(row: Row): KeptMessage {
  return {
    id: row.message_id,
    kind: oneOf(letterKinds, row.kind),
    language: isLanguage(row.language) ? row.language : 'sv',
    channel: oneOf(['email', 'sms', 'phone'], row.channel),
    payload: messagePayload.parse(row.payload),
    state: oneOf(messageStates, row.state),
    createdAt: row.created_at,
    dueAt: row.due_at,
    sentAt: row.sent_at,
    tries: row.tries,
    failure: row.failure === null ? undefined : oneOf(failures, row.failure),
    answerCode: row.answer_code ?? undefined,
    client: { id: row.client_id, name: row.name, email: row.email, phone: row.phone },
  }
}

function newestFirst<DB, TB extends keyof DB>(query: SelectQueryBuilder<DB, TB, Row>, limit: number) {
  return query.orderBy(sql`message.created_at`, 'desc').orderBy(sql`message_id`, 'desc').limit(limit)
}

function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((one) => one === text)
  if (found === undefined) throw new Error(`A message with an unknown word in it: ${text}`)
  return found
}
