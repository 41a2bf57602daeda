import { data } from 'react-router'
import { importVisits } from '#booking/desk'
import { importClients } from '#clients'
import type { LineFault, Table } from '#clients/contract'
import {
  type ClientField,
  clientFields,
  type Columns,
  guessClientColumns,
  guessVisitColumns,
  type VisitField,
  visitFields,
} from '#clients/pure'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Temporal } from 'temporal-polyfill'
import type { AtWork } from '../staff-context.ts'
import { decodeTable } from './read-table.server.ts'

export type Kind = 'clients' | 'visits'

const largest = 5 * 1024 * 1024

/** The form with its file, its pasted lines, or the text that a page before carried on. */
export async function readImportForm(request: Request) {
  if (request.method !== 'POST') throw data(null, { status: 405 })
  const form = await request.formData().catch(() => new FormData())
  const file = form.get('file')
  const pasted = form.get('text')
  const sent = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
  const text = sent ? (sent.length > largest ? undefined : decodeTable(sent)) : textOf(pasted)
  const kind: Kind = form.get('kind') === 'visits' ? 'visits' : 'clients'
  return { kind, text, goes: form.get('act') === 'read', columns: form.getAll('column').map(textOf) }
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : ''
}

export function guessColumns(kind: Kind, header: readonly string[]): readonly string[] {
  const guessed = kind === 'clients' ? guessClientColumns(header) : guessVisitColumns(header)
  return guessed.map((field) => field ?? '')
}

/** Why these columns cannot be read; undefined when they can. */
export function columnsFault(
  kind: Kind,
  columns: readonly string[],
): 'twice' | 'need-name' | 'need-visit' | undefined {
  const chosen = columns.filter((column) => column !== '')
  if (new Set(chosen).size < chosen.length) return 'twice'
  if (kind === 'clients')
    return ['name', 'given', 'family'].some((field) => chosen.includes(field)) ? undefined : 'need-name'
  return ['client', 'date', 'time', 'service'].every((field) => chosen.includes(field))
    ? undefined
    : 'need-visit'
}

export type Imported =
  | { readonly added: number; readonly known: number }
  | (Refusal<'faults'> & { readonly faults: readonly LineFault<ClientField | VisitField, string>[] })

export async function importTable(
  trx: ClinicTransaction,
  asked: {
    readonly kind: Kind
    readonly table: Table
    readonly columns: readonly string[]
    readonly now: Temporal.Instant
  },
  { staff, clinic }: AtWork,
): Promise<Imported> {
  const { kind, table, columns, now } = asked
  const who = { table, by: `staff:${staff.id}` as const, staff: staff.id, now }
  if (kind === 'visits') return importVisits(trx, { ...who, columns: fieldsFrom(columns, visitFields) })
  const language = clinic.languages[0] ?? 'sv'
  return importClients(trx, { ...who, columns: fieldsFrom(columns, clientFields), language })
}

function fieldsFrom<Field extends string>(
  columns: readonly string[],
  fields: readonly Field[],
): Columns<Field> {
  return columns.map((column) => fields.find((field) => field === column))
}
