/**
 * What must be true of the rows, whoever wrote them. They are read as they lie there and reckoned over here:
 * no constraint, no policy and no code of the room is trusted.
 */
import { Temporal } from 'temporal-polyfill'

type Raw = (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>

export type RawStretch = {
  readonly resource: string
  readonly visit: string
  /** Minutes since 1970. */
  readonly starts: number
  readonly ends: number
  readonly isHeld: boolean
}

type RawVisit = {
  readonly id: string
  readonly course: string
  readonly position: number
  readonly state: string
  readonly start: number
  readonly resources: Readonly<Record<string, string | null>>
  readonly segments: readonly { from: number; until: number; holds: readonly string[] }[]
}

type RawCourse = {
  readonly id: string
  readonly state: string
  readonly visits: number
  readonly least: number
  readonly most: number
  readonly messages: number
  readonly audits: number
  readonly keys: number
  /** Audit lines of its moves and of what was cancelled, and messages that tell of them. */
  readonly moves: number
  readonly moveMessages: number
  readonly therapistMessages: number
  /** Visits that were handed to another therapist. */
  readonly handOvers: number
  readonly cancels: number
  readonly cancelMessages: number
  /** The desk has moved some of it against a rule, and said why. */
  readonly isOverridden: boolean
}

export async function readStretches(raw: Raw, table = 'occupancy'): Promise<RawStretch[]> {
  const rows = await raw(`select resource_id, visit_id, held_until is not null as held,
    extract(epoch from lower(during)) / 60 as starts, extract(epoch from upper(during)) / 60 as ends from ${table}`)
  return rows.map((row) => ({
    resource: String(row['resource_id']),
    visit: String(row['visit_id']),
    starts: Number(row['starts']),
    ends: Number(row['ends']),
    isHeld: row['held'] === true,
  }))
}

/** Sweeps over each resource's time: whatever begins before the furthest end so far overlaps it. */
export function findOverlaps(stretches: readonly RawStretch[]): string[] {
  const faults: string[] = []
  for (const [resource, own] of Map.groupBy(stretches, (stretch) => stretch.resource)) {
    let furthest: RawStretch | undefined
    for (const next of own.toSorted((a, b) => a.starts - b.starts)) {
      if (furthest && next.starts < furthest.ends)
        faults.push(
          `${resource}: ${furthest.visit} ${furthest.starts}-${furthest.ends}, ${next.visit} ${next.starts}`,
        )
      if (!furthest || next.ends > furthest.ends) furthest = next
    }
  }
  return faults
}

/**
 * Every fault in the rows of a database. A booked course is whole, told of once and written down once; those that
 * were recorded without having been booked here, such as a demonstration's, are known by their ids.
 */
export async function findFaults(raw: Raw, recorded: ReadonlySet<string> = new Set()): Promise<string[]> {
  const stretches = await readStretches(raw)
  const visits = await readVisits(raw)
  const courses = await readCourses(raw)
  const known = new Set(visits.map((visit) => visit.id))
  const byVisit = Map.groupBy(stretches, (stretch) => stretch.visit)
  const byCourse = Map.groupBy(visits, (visit) => visit.course)
  return [
    ...findOverlaps(stretches),
    ...visits.flatMap((visit) => stretchFaults(visit, byVisit.get(visit.id) ?? [])),
    ...stretches
      .filter((stretch) => !known.has(stretch.visit))
      .map((stretch) => `time is taken for the visit ${stretch.visit}, which there is not`),
    ...courses
      .filter((course) => !recorded.has(course.id))
      .flatMap((course) => courseFaults(course, byCourse.get(course.id) ?? [])),
    ...(await strayFaults(raw)),
  ]
}

function stretchFaults(visit: RawVisit, own: readonly RawStretch[]): string[] {
  const taken = own.map(wordsOf).toSorted()
  if (visit.state === 'cancelled') return taken.map((one) => `the cancelled visit ${visit.id} takes ${one}`)
  const promised = promisedBy(visit).toSorted()
  const missing = promised.filter((one) => !taken.includes(one)).map((one) => `${visit.id} lacks ${one}`)
  const surplus = taken
    .filter((one) => !promised.includes(one))
    .map((one) => `${visit.id} has ${one} besides`)
  // Of a hold that ran out parts may have gone to somebody else.
  // Nobody came: what was left of it is free.
  if (visit.state === 'missed' && taken.length === 0) return []
  if (visit.state === 'held') return surplus
  const held = own.filter((one) => one.isHeld).map(() => `${visit.id} is booked, but held for a while only`)
  return [...missing, ...surplus, ...held]
}

/** What the visit's protocol takes of each resource, minute by minute, joined where minutes touch. */
function promisedBy({ start, resources, segments }: RawVisit): string[] {
  return Object.entries(resources).flatMap(([kind, resource]) => {
    if (resource === null) return []
    const minutes = segments
      .filter(({ holds }) => holds.includes(kind))
      .flatMap(({ from, until }) =>
        Array.from({ length: until - from }, (_, minute) => start + from + minute),
      )
    const begins = minutes.filter((minute) => !minutes.includes(minute - 1))
    const ends = minutes.filter((minute) => !minutes.includes(minute + 1)).map((minute) => minute + 1)
    return begins.map((from, index) => `${resource} ${from}-${ends[index]}`)
  })
}

function courseFaults(course: RawCourse, visits: readonly RawVisit[]): string[] {
  const own = visits.toSorted((a, b) => a.position - b.position)
  const positions = own.map(({ position }) => position).join()
  const wanted = Array.from({ length: course.visits }, (_, index) => index + 1).join()
  const tells = (count: number, wantedCount: number, what: string) =>
    count === wantedCount ? [] : [`${course.id} (${course.state}) has ${count} ${what}`]
  const once = course.state === 'held' ? 0 : 1
  return [
    ...(positions === wanted ? [] : [`${course.id} (${course.state}) has the visits ${positions || 'none'}`]),
    ...restFaults(course, own),
    ...tells(course.messages, once, 'messages of its booking'),
    ...tells(course.audits, once, 'audit lines of its booking'),
    // A move may have a key of its own.
    ...(course.keys >= once && course.keys <= once + course.moves
      ? []
      : [`${course.id} (${course.state}) has ${course.keys} keys and ${course.moves} moves`]),
    // To another room at the same time with the same therapist is nothing to tell a client.
    ...tells(course.moveMessages, Math.min(course.moveMessages, course.moves), 'messages of its moves'),
    ...tells(
      course.therapistMessages,
      Math.min(course.therapistMessages, course.moves + course.handOvers),
      'messages of its therapist',
    ),
    ...tells(course.cancelMessages, course.cancels, 'messages of what was cancelled'),
  ]
}

/** Between neighbours that both stand. Where the desk has gone against the rule with a reason, it is not asked. */
function restFaults(course: RawCourse, visits: readonly RawVisit[]): string[] {
  if (course.isOverridden) return []
  return visits.slice(1).flatMap((visit, index) => {
    const before = visits[index]
    if (!before || [before.state, visit.state].some((state) => state === 'cancelled' || state === 'missed'))
      return []
    const rest = dayOf(before).until(dayOf(visit), { largestUnit: 'days' }).days
    return rest >= course.least && rest <= course.most ? [] : [`${course.id} rests for ${rest} days`]
  })
}

function dayOf({ start }: RawVisit): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(start * 60_000)
    .toZonedDateTimeISO('Europe/Stockholm')
    .toPlainDate()
}

/** What a refused or broken attempt would leave behind. */
async function strayFaults(raw: Raw): Promise<string[]> {
  const stray = await raw(`
    select 'the client ' || client_id || ' has no course' as fault from client
      where not exists (select from course where course.client_id = client.client_id)
    union all select 'the key ' || key || ' has no booked course' from idempotency
      where not exists (select from course where course.course_id = idempotency.course_id and state <> 'held')
    union all select 'the message ' || message_id || ' has no booked course' from message
      where not exists (select from course where course_id = (payload ->> 'course')::uuid and state <> 'held')
    union all select 'the audit line ' || audit_id || ' has no booked course' from audit where act = 'course-booked'
      and not exists (select from course where course_id = subject_id and state <> 'held')`)
  return stray.map((row) => String(row['fault']))
}

async function readVisits(raw: Raw): Promise<RawVisit[]> {
  const rows =
    await raw(`select visit_id, course_id, position, state, therapist_id, room_id, device_id, segments,
    extract(epoch from starts) / 60 as start from visit`)
  return rows.map((row) => ({
    id: String(row['visit_id']),
    course: String(row['course_id']),
    position: Number(row['position']),
    state: String(row['state']),
    start: Number(row['start']),
    resources: {
      therapist: row['therapist_id'] as string | null,
      room: row['room_id'] as string | null,
      device: row['device_id'] as string | null,
    },
    segments: row['segments'] as RawVisit['segments'],
  }))
}

async function readCourses(raw: Raw): Promise<RawCourse[]> {
  const rows = await raw(`
    with told as (select payload ->> 'course' as course,
        count(*) filter (where kind = 'course-booked') as messages,
        count(*) filter (where kind = 'visit-moved') as move_messages,
        count(*) filter (where kind = 'therapist-changed') as therapist_messages,
        count(*) filter (where kind = 'visits-cancelled') as cancel_messages from message group by 1),
      written as (select subject_id as course, count(*) filter (where act = 'course-booked') as audits,
        count(*) filter (where act = 'visits-moved') as moves,
        bool_or(act = 'visits-moved' and detail ? 'rules') as overridden,
        count(*) filter (where act = 'visits-cancelled') as cancels from audit group by 1),
      handed as (select v.course_id as course, count(*) as hand_overs from audit a
        join visit v on v.visit_id = a.subject_id where a.act = 'visits-handed-over' group by 1),
      keyed as (select course_id as course, count(*) as keys from idempotency group by 1)
    select c.course_id, c.state, s.visits, s.rest_least_days, s.rest_most_days, told.*, written.*, handed.*, keyed.*
    from course c join service s using (clinic_id, service_id)
      left join told on told.course = c.course_id::text
      left join written on written.course = c.course_id left join keyed on keyed.course = c.course_id
      left join handed on handed.course = c.course_id`)
  return rows.map((row) => ({
    id: String(row['course_id']),
    state: String(row['state']),
    visits: Number(row['visits']),
    least: Number(row['rest_least_days']),
    most: Number(row['rest_most_days']),
    messages: Number(row['messages']),
    audits: Number(row['audits']),
    keys: Number(row['keys']),
    moves: Number(row['moves']),
    moveMessages: Number(row['move_messages']),
    cancels: Number(row['cancels']),
    therapistMessages: Number(row['therapist_messages']),
    handOvers: Number(row['hand_overs']),
    cancelMessages: Number(row['cancel_messages']),
    isOverridden: row['overridden'] === true,
  }))
}

function wordsOf({ resource, starts, ends }: RawStretch): string {
  return `${resource} ${starts}-${ends}`
}
