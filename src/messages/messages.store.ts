import type { Temporal } from 'temporal-polyfill'
import { isLanguage, type Language } from '#platform/language'
import type { ClinicTransaction } from '#platform/db'
import {
  type Channel,
  type MessageKind,
  type MessagePayload,
  messagePayload,
  type NewMessage,
} from './contract.ts'

/** An outbox row, written in the transaction of the act that it tells of: no act without it, none without the act. */
export async function postMessage(
  trx: ClinicTransaction,
  message: NewMessage & { readonly now: Temporal.Instant },
): Promise<string> {
  const row = await trx
    .insertInto('message')
    .values({
      clinic_id: trx.clinic,
      client_id: message.client,
      kind: message.kind,
      language: message.language,
      channel: message.channel,
      payload: JSON.stringify(message.payload),
      created_at: message.now,
    })
    .returning('message_id')
    .executeTakeFirstOrThrow()
  return row.message_id
}

export type KeptMessage = {
  readonly id: string
  readonly kind: MessageKind
  readonly language: Language
  readonly channel: Channel
  readonly payload: MessagePayload
  readonly state: string
  readonly createdAt: Temporal.Instant
  readonly client: { readonly name: string; readonly email: string; readonly phone: string }
}

/** The newest messages first. */
export async function listMessages(trx: ClinicTransaction, limit: number): Promise<KeptMessage[]> {
  const rows = await trx
    .selectFrom('message')
    .innerJoin('client', (join) =>
      join
        .onRef('client.clinic_id', '=', 'message.clinic_id')
        .onRef('client.client_id', '=', 'message.client_id'),
    )
    .select(['message_id', 'kind', 'message.language', 'channel', 'payload', 'state', 'message.created_at'])
    .select(['client.name', 'client.email', 'client.phone'])
    .where('message.clinic_id', '=', trx.clinic)
    .orderBy('message.created_at', 'desc')
    .orderBy('message_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.message_id,
    kind: row.kind === 'course-booked' ? 'course-booked' : 'visits-cancelled',
    language: isLanguage(row.language) ? row.language : 'sv',
    channel: row.channel === 'sms' || row.channel === 'phone' ? row.channel : 'email',
    payload: messagePayload.parse(row.payload),
    state: row.state,
    createdAt: row.created_at,
    client: { name: row.name, email: row.email, phone: row.phone },
  }))
}
