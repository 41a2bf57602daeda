import { Temporal } from 'temporal-polyfill'
import type { Resource, Service } from '#clinic/contract'
import type { Client, LineFault, Table } from '#clients/contract'
import { cellsByField, type Columns, fold, type VisitField } from '#clients/pure'
import { minuteFrom } from '#platform/time'

export type VisitReason =
  | 'wrong-columns'
  | 'unknown-client'
  | 'many-clients'
  | 'bad-date'
  | 'bad-time'
  | 'past'
  | 'too-far'
  | 'unknown-service'
  | 'unknown-therapist'
  | 'no-therapist'
  | 'no-room'
  | 'no-device'
  | 'twice'

type Fault = LineFault<VisitField, VisitReason>

/** A coming visit as a line says it. */
export type VisitLine = {
  readonly line: number
  readonly client: Client
  readonly start: number
  readonly service: Service
  readonly therapist?: string | undefined
}

type Asked = {
  readonly table: Table
  readonly columns: Columns<VisitField>
  readonly zone: string
  readonly services: readonly Service[]
  readonly therapists: readonly Resource[]
  readonly now: Temporal.Instant
  readonly until: Temporal.Instant
  readonly identify: (texts: readonly string[]) => Promise<ReadonlyMap<string, readonly Client[]>>
}

/** The lines that say who, when and what; and everything in the others that does not. */
export async function readVisitLines(
  asked: Asked,
): Promise<{ readonly lines: readonly VisitLine[]; readonly faults: Fault[] }> {
  const { table, columns } = asked
  const cells = table.rows.map((row) => ({ line: row.line, row, cell: cellsByField(row.cells, columns) }))
  const clients = await asked.identify(cells.map(({ cell }) => cell('client')))
  const lines: VisitLine[] = []
  const faults: Fault[] = []
  for (const { line, row, cell } of cells) {
    const wrong = (field: Fault['field'], reason: VisitReason) => faults.push({ line, field, reason })
    if (row.cells.length !== table.header.length) {
      wrong('line', 'wrong-columns')
      continue
    }
    const found = clients.get(cell('client')) ?? []
    const [client] = found
    if (!client) wrong('client', 'unknown-client')
    else if (found.length > 1) wrong('client', 'many-clients')
    const start = readStart(cell, asked, wrong)
    const service = asked.services.find(({ name }) => isNamed(Object.values(name), cell('service')))
    if (!service) wrong('service', 'unknown-service')
    const therapist = asked.therapists.find(({ name }) => isNamed([name], cell('therapist')))
    if (!therapist && cell('therapist') !== '') wrong('therapist', 'unknown-therapist')
    if (faults.at(-1)?.line === line || !client || start === undefined || !service) continue
    lines.push({ line, client, start, service, therapist: therapist?.id })
  }
  return { lines, faults }
}

function isNamed(names: readonly string[], asked: string): boolean {
  return names.some((name) => fold(name) === fold(asked))
}

/** A wall time that the clinic's clock does not show that day, or shows twice, is no time to meet. */
function readStart(
  cell: (field: VisitField) => string,
  { zone, now, until }: Asked,
  wrong: (field: VisitField, reason: VisitReason) => void,
): number | undefined {
  const date = dateFrom(cell('date'))
  if (!date) wrong('date', 'bad-date')
  const time = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]00)?$/.exec(cell('time'))
  if (!time) wrong('time', 'bad-time')
  if (!date || !time) return undefined
  const wall = date.toPlainDateTime({ hour: Number(time[1]), minute: Number(time[2]) })
  const start = instantOf(wall, zone)
  if (!start) wrong('time', 'bad-time')
  else if (Temporal.Instant.compare(start, now) <= 0) wrong('date', 'past')
  else if (Temporal.Instant.compare(start, until) > 0) wrong('date', 'too-far')
  else return minuteFrom(start)
  return undefined
}

function instantOf(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant | undefined {
  try {
    return wall.toZonedDateTime(zone, { disambiguation: 'reject' }).toInstant()
  } catch {
    return undefined
  }
}

/** 2027-01-12, 2027/01/12, 20270112; other orders could be two days. */
function dateFrom(text: string): Temporal.PlainDate | undefined {
  const found = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/.exec(text)
  if (!found) return undefined
  try {
    const [year, month, day] = [found[1], found[3], found[4]].map(Number)
    return Temporal.PlainDate.from(
      { year: year ?? 0, month: month ?? 0, day: day ?? 0 },
      { overflow: 'reject' },
    )
  } catch {
    return undefined
  }
}
