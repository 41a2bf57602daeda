import type { Temporal } from 'temporal-polyfill'
import { type Actor, addAudit, readSetting } from '#clinic'
import type { Service } from '#clinic/contract'
import { identifyClients, importedLines } from '#clients'
import type { Client, LineFault, Table } from '#clients/contract'
import type { Columns, VisitField } from '#clients/pure'
import type { ClinicTransaction, Refusal } from '#platform/db'
import { dayIn, instantFrom, minuteFrom } from '#platform/time'
import { readCalendar } from './calendar.ts'
import { freeExpired, lockResources } from './occupancy.store.ts'
import { type Calendar, clearIntervals, occupancyOf, placeAtStart, type VisitPlace } from './pure/index.ts'
import { readVisitLines, type VisitLine, type VisitReason } from './read-visit-lines.ts'
import { type CourseRecord, recordBookedCourses } from './record-booked-courses.ts'
import { takingsOf } from './visit-times.ts'
import { listVisitsOfClients } from './visits.store.ts'

export type VisitFault = LineFault<VisitField, VisitReason>

export type ImportVisits = {
  readonly table: Table
  readonly columns: Columns<VisitField>
  readonly by: Extract<Actor, `staff:${string}`>
  readonly staff: string
  readonly now: Temporal.Instant
}

type Placed = VisitLine & { readonly place: VisitPlace; readonly key: string }

/**
 * Books the coming visits of a file as they were agreed elsewhere, or none of them: room and pen are chosen by the
 * calendar, the therapist too where none is named. Lines of one client and service are a course, as many in each
 * as the service has. Nobody is told: they were told by whoever agreed it. A line that was read before is known.
 */
export async function importVisits(
  trx: ClinicTransaction,
  request: ImportVisits,
): Promise<
  | { readonly added: number; readonly known: number }
  | (Refusal<'faults'> & { readonly faults: readonly VisitFault[] })
> {
  const { table, now } = request
  await importedLines.lock(trx)
  const { clinic, resources, services } = await readSetting(trx)
  const { lines, faults } = await readVisitLines({
    ...request,
    zone: clinic.zone,
    services,
    therapists: resources.filter(({ kind }) => kind === 'therapist'),
    until: instantFrom(minuteFrom(now) + 729 * 24 * 60),
    identify: (texts) => identifyClients(trx, texts),
  })
  const before = await importedLines.list(trx, lines.map(keyOf))
  const there = await listThere(trx, lines)
  const fresh = lines.filter((line) => !before.has(keyOf(line)) && !there.has(keyOf(line)))
  await lockResources(
    trx,
    resources.map(({ id }) => id),
  )
  // Only now that nobody else can book: what would have been seen before the locks may have been taken since.
  const { zone, gridMinutes } = clinic
  const window = { zone, gridMinutes, from: dayIn(zone, now), days: 731, resources }
  const placed = placeAll(fresh, (await readCalendar(trx, window, now)).calendar, faults)
  if (faults.length > 0) return { refused: 'faults', faults: faults.toSorted((a, b) => a.line - b.line) }
  await record(trx, placed, request)
  const counts = { added: placed.length, known: table.rows.length - placed.length }
  const detail = { ...counts }
  await addAudit(trx, { at: now, actor: request.by, act: 'visits-imported', subject: request.staff, detail })
  return counts
}

/** What is booked already, cancelled or not: a client's lines are known also when her card was merged since. */
async function listThere(trx: ClinicTransaction, lines: readonly VisitLine[]): Promise<ReadonlySet<string>> {
  const visits = await listVisitsOfClients(trx, [...new Set(lines.map(({ client }) => client.id))])
  return new Set(
    visits.map(({ client, service, start }) => keyOf({ client, service: { id: service }, start })),
  )
}

function placeAll(lines: readonly VisitLine[], calendar: Calendar, faults: VisitFault[]): Placed[] {
  const { horizon } = calendar
  const resources = calendar.resources.map((one) => ({ ...one, free: one.free.slice() }))
  const seen = new Map<string, number>()
  return lines.flatMap((line) => {
    const key = keyOf(line)
    const other = seen.get(key)
    if (other !== undefined) {
      faults.push({ line: line.line, field: 'line', reason: 'twice', other })
      return []
    }
    seen.set(key, line.line)
    const { segments } = line.service
    const found = placeAtStart(
      { start: line.start, therapist: line.therapist, segments },
      { ...calendar, resources },
    )
    if ('missing' in found) {
      faults.push({ line: line.line, field: 'time', reason: `no-${found.missing}` })
      return []
    }
    for (const { resource, during } of occupancyOf(found.place, segments)) {
      const taken = resources.find(({ id }) => id === resource)
      if (taken) clearIntervals(taken.free, [during], horizon)
    }
    return [{ ...line, place: found.place, key }]
  })
}

const takingsAtOnce = 500

async function record(
  trx: ClinicTransaction,
  placed: readonly Placed[],
  { now }: ImportVisits,
): Promise<void> {
  const takings = placed.flatMap(({ place, service }) => takingsOf([place], service))
  for (let from = 0; from < takings.length; from += takingsAtOnce) {
    await freeExpired(trx, { takings: takings.slice(from, from + takingsAtOnce), now })
  }
  await recordBookedCourses(trx, coursesOf(placed, now))
  await importedLines.add(
    trx,
    placed.map(({ key, client }) => ({ key, subject: client.id })),
    now,
  )
}

function coursesOf(placed: readonly Placed[], now: Temporal.Instant): CourseRecord[] {
  const agreed = Map.groupBy(placed, ({ client, service }) => `${client.id} ${service.id}`)
  return [...agreed.values()].flatMap((visits) => {
    const inOrder = visits.toSorted((a, b) => a.start - b.start)
    return inOrder.flatMap((first, at) =>
      at % first.service.visits === 0
        ? [courseOf(first, inOrder.slice(at, at + first.service.visits), now)]
        : [],
    )
  })
}

function courseOf(
  { client, service }: { readonly client: Client; readonly service: Service },
  visits: readonly Placed[],
  now: Temporal.Instant,
): CourseRecord {
  return {
    client: client.id,
    service: service.id,
    language: client.language,
    bookedAt: now,
    visits: visits.map(({ place }) => ({ ...place, state: 'booked' })),
  }
}

type Agreed = {
  readonly client: { readonly id: string }
  readonly service: { readonly id: string }
  readonly start: number
}

function keyOf({ client, service, start }: Agreed): string {
  return `visit:${client.id} ${service.id} ${start}`
}
