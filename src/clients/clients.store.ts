import { sql } from 'kysely'
import type { Temporal } from 'temporal-polyfill'
import type { NewClient } from '#clinic/contract'
import type { ClinicTransaction } from '#platform/db'
import { isLanguage, type Language } from '#platform/language'
import type { Client } from './contract.ts'
import type { ClientWord } from './pure/client-words.ts'

export type ClientRow = NewClient & { readonly language: Language; readonly createdAt: Temporal.Instant }

export type NewClientRow = ClientRow & { readonly id: string; readonly words: readonly ClientWord[] }

/** With the words by which they are found; all in one statement, whatever their number. */
export async function addClientRows(trx: ClinicTransaction, rows: readonly NewClientRow[]): Promise<void> {
  await sql`/* add-clients */
    with record as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as record (id uuid, name text, email text,
        phone text, contact text, language text, "createdAt" timestamptz, words jsonb)),
    added as (
      insert into client (clinic_id, client_id, name, email, phone, contact, language, created_at)
      select ${trx.clinic}::uuid, id, name, email, phone, contact, language, "createdAt" from record)
    insert into client_word (clinic_id, client_id, word, is_mark)
    select ${trx.clinic}::uuid, id, word, "isMark"
    from record, jsonb_to_recordset(words) as w (word text, "isMark" boolean)`.execute(trx)
}

export async function listClientsById(trx: ClinicTransaction, ids: readonly string[]): Promise<Client[]> {
  if (ids.length === 0) return []
  const rows = await clientQuery(trx).where('client_id', 'in', ids).execute()
  return rows.map(clientFrom)
}

export async function listNewestClients(trx: ClinicTransaction, limit: number): Promise<Client[]> {
  const rows = await clientQuery(trx)
    .where('merged_into', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('client_id')
    .limit(limit)
    .execute()
  return rows.map(clientFrom)
}

/**
 * Waits for whoever merges or changes them; always in the order of ids, so that two never wait on each other. Not so
 * strong that a row which names the client would have to wait: who writes one may hold what a merge waits for.
 */
export async function lockClients(trx: ClinicTransaction, ids: readonly string[]): Promise<Client[]> {
  const rows = await clientQuery(trx)
    .where('client_id', 'in', ids)
    .orderBy('client_id')
    .forNoKeyUpdate()
    .execute()
  return rows.map(clientFrom)
}

/** Keeps her from being merged away while something is written that names her. */
export async function keepClient(trx: ClinicTransaction, id: string): Promise<Client | undefined> {
  const row = await clientQuery(trx).where('client_id', '=', id).forShare().executeTakeFirst()
  return row && clientFrom(row)
}

export async function updateClient(
  trx: ClinicTransaction,
  id: string,
  values: NewClient & { readonly language: Language },
): Promise<void> {
  const { name, email, phone, contact, language } = values
  await trx
    .updateTable('client')
    .set({ name, email, phone, contact, language })
    .where('clinic_id', '=', trx.clinic)
    .where('client_id', '=', id)
    .execute()
}

function clientQuery(trx: ClinicTransaction) {
  return trx.selectFrom('client').selectAll().where('clinic_id', '=', trx.clinic)
}

type Row = Awaited<ReturnType<ReturnType<typeof clientQuery>['executeTakeFirstOrThrow']>>

function clientFrom(row: Row): Client {
  return {
    id: row.client_id,
    name: row.name,
    email: row.email,
    phone: row.phone,
    contact: row.contact === 'sms' || row.contact === 'phone' ? row.contact : 'email',
    language: isLanguage(row.language) ? row.language : 'sv',
    mergedInto: row.merged_into,
  }
}
