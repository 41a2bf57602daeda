import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Table } from '#clients/contract'
import type { Refusal } from '#platform/db'

const mostRows = 20_000
const records = z.array(z.object({ info: z.object({ lines: z.int() }), record: z.array(z.string()) }))

/** UTF-8, or what Windows wrote where it is none. */
export function decodeTable(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Columns are set apart by semicolons, commas or tabs: by what the header has most of. */
export function readTable(
  text: string,
): Table | Refusal<'empty-table' | 'too-many-lines'> | (Refusal<'broken-table'> & { readonly line: number }) {
  const first =
    text
      .slice(0, 10_000)
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? ''
  const delimiter = [';', ',', '\t'].reduce((best, sign) =>
    count(first, sign) > count(first, best) ? sign : best,
  )
  try {
    const sent: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    })
    const [header, ...rows] = records
      .parse(sent)
      .map(({ info, record }) => ({ line: info.lines, cells: record }))
    if (!header || rows.length === 0) return { refused: 'empty-table' }
    if (rows.length > mostRows) return { refused: 'too-many-lines' }
    return { header: header.cells, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { refused: 'broken-table', line: typeof error['lines'] === 'number' ? error['lines'] : 1 }
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length
}
