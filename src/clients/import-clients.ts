import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit } from '#clinic'
import type { ClinicTransaction, Refusal } from '#platform/db'
import type { Language } from '#platform/language'
import { addClients } from './add-clients.ts'
import type { LineFault, Table } from './contract.ts'
import { importedLines } from './imports.store.ts'
import { cellsByField, type ClientField, type Columns } from './pure/index.ts'
import { type ClientReason, type ReadLine, readClientLine } from './read-client-line.ts'

export type ClientFault = LineFault<ClientField, ClientReason>

export type ImportClients = {
  readonly table: Table
  readonly columns: Columns<ClientField>
  /** For lines that name none. */
  readonly language: Language
  readonly by: Extract<Actor, `staff:${string}`>
  /** Whose act the line in the audit is. */
  readonly staff: string
  readonly now: Temporal.Instant
}

/**
 * Adds every client of a file, or none: a single line that cannot be taken refuses them all, and each such line is
 * named with its field and reason. A line that was read before, by its number or by its name with number and
 * address, is known and adds nobody, so a mended file may be sent again and again.
 */
export async function importClients(
  trx: ClinicTransaction,
  request: ImportClients,
): Promise<
  | { readonly added: number; readonly known: number }
  | (Refusal<'faults'> & { readonly faults: readonly ClientFault[] })
> {
  const { table, now } = request
  const { lines, faults } = readLines(request)
  if (faults.length > 0) return { refused: 'faults', faults }
  await importedLines.lock(trx)
  const before = await importedLines.list(
    trx,
    lines.flatMap(({ keys }) => keys),
  )
  const fresh = lines.filter(({ keys }) => !keys.some((key) => before.has(key)))
  const ids = await addClients(
    trx,
    fresh.map(({ client }) => ({ ...client, createdAt: now })),
  )
  const became = fresh.flatMap(({ keys }, at) => keys.map((key) => ({ key, subject: ids[at] ?? '' })))
  await importedLines.add(trx, became, now)
  const counts = { added: fresh.length, known: table.rows.length - fresh.length }
  await addAudit(trx, {
    at: now,
    actor: request.by,
    act: 'clients-imported',
    subject: request.staff,
    detail: counts,
  })
  return counts
}

function readLines({ table, columns, language }: ImportClients) {
  const lines: ReadLine[] = []
  const faults: ClientFault[] = []
  const seen = new Map<string, number>()
  for (const { line, cells } of table.rows) {
    if (cells.length !== table.header.length) {
      faults.push({ line, field: 'line', reason: 'wrong-columns' })
      continue
    }
    const read = readClientLine(cellsByField(cells, columns), language)
    if ('faults' in read) {
      faults.push(...read.faults.map((fault) => ({ line, ...fault })))
      continue
    }
    const other = seen.get(read.keys[0])
    if (other !== undefined) faults.push({ line, field: 'line', reason: 'twice', other })
    seen.set(read.keys[0], other ?? line)
    lines.push(read)
  }
  return { lines, faults }
}
