import { data } from 'react-router'
import { requestContext } from '#platform/context'
import type { Route } from './+types/import.page'
import { atWorkFor } from '../may.server.ts'
import { columnsFault, guessColumns, importTable, readImportForm } from './import-file.server.ts'
import { ImportPanel, type ImportStep } from './import.panel.tsx'
import { readTable } from './read-table.server.ts'

const shownRows = 5
const shownFaults = 500

export function loader({ context }: Route.LoaderArgs) {
  const { clinic, language } = atWorkFor(context, 'import-clients')
  return { clinic: clinic.name, language }
}

/** First the columns are shown, then all is read in one transaction or nothing is. */
export async function action({ request, context }: Route.ActionArgs) {
  const atWork = atWorkFor(context, 'import-clients')
  const { inClinic, now } = context.get(requestContext)
  const { kind, text, goes, columns: sent } = await readImportForm(request)
  const step = (shown: ImportStep, status: number) => data(shown, { status })
  if (text === undefined) return step({ at: 'file', kind, trouble: 'large', line: 0 }, 413)
  const table = readTable(text)
  if ('refused' in table) {
    const trouble = troubles[table.refused]
    return step({ at: 'file', kind, trouble, line: 'line' in table ? table.line : 0 }, 422)
  }
  const columns = goes && sent.length === table.header.length ? sent : guessColumns(kind, table.header)
  const preview: ImportStep = {
    at: 'columns',
    kind,
    text,
    columns,
    header: table.header,
    rows: table.rows.slice(0, shownRows).map(({ cells }) => cells),
    count: table.rows.length,
    fault: undefined,
    faults: [],
    wrongLines: 0,
  }
  if (!goes) return step(preview, 200)
  const fault = columnsFault(kind, columns)
  if (fault) return step({ ...preview, fault }, 422)
  const answer = await inClinic((trx) => importTable(trx, { kind, table, columns, now: now() }, atWork))
  if (!('refused' in answer)) return step({ at: 'done', ...answer }, 200)
  const wrongLines = new Set(answer.faults.map(({ line }) => line)).size
  return step({ ...preview, faults: answer.faults.slice(0, shownFaults), wrongLines }, 422)
}

const troubles = { 'empty-table': 'empty', 'broken-table': 'broken', 'too-many-lines': 'many' } as const

export default function ImportPage({ loaderData, actionData }: Route.ComponentProps) {
  return (
    <ImportPanel
      {...loaderData}
      step={actionData ?? { at: 'file', kind: 'clients', trouble: undefined, line: 0 }}
    />
  )
}
