import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type CourseRecord, recordBookedCourses } from '#booking/desk'
import { minutesUntilClientLeaves } from '#booking/pure'
import { addClients } from '#clients'
import { type Auth, freshPassword } from '#platform/auth'
import type { Connection, Db } from '#platform/db'
import { instantFrom, minuteFrom } from '#platform/time'
import { withDirectory } from './directory.store.ts'
import { fillCalendar, type PlannedCourse } from './fill-calendar.ts'
import { type MadeUpClient, madeUpClient } from './made-up-clients.ts'
import { madeUpClinic, type Person, people } from './made-up-clinic.ts'
import { planSeason } from './plan-season.ts'
import { setUpClinic } from './set-up-clinic.ts'

type Demonstration = {
  /** Only the owner enters a clinic in the directory. */
  readonly owner: Connection
  readonly db: Db
  readonly auth: Auth
  readonly now: Temporal.Instant
  readonly log: (line: string) => void
  readonly calendars?: 'half-full' | 'empty'
}

/**
 * Makes the made-up clinic in an empty database; does nothing where there is a clinic already. One
 * that is interrupted leaves rows that nobody finds, and the next attempt begins anew. Its people sign in with
 * passwords that nobody knows; `npm run lyster -- sign-in` gives a new one.
 */
export async function openDemonstration(
  parts: Demonstration,
): Promise<{ readonly made: boolean; readonly clinic: string }> {
  return withDirectory(parts.owner, async (directory) => {
    const there = await directory.findAnyClinic()
    if (there) return { made: false, clinic: there }
    const clinic = randomUUID()
    const users = await addUsers(parts.auth)
    await parts.db.inClinic(clinic, (trx) => setUpClinic(trx, { users, now: parts.now }))
    const courses = parts.calendars === 'empty' ? [] : await fillCalendars(parts, clinic)
    await directory.enterClinic(clinic)
    const visits = courses.reduce((sum, course) => sum + course.visits.length, 0)
    parts.log(`${madeUpClinic.name} is made: a demonstration with made-up people and ${visits} visits.`)
    return { made: true, clinic }
  })
}

async function addUsers(auth: Auth): Promise<ReadonlyMap<Person, string>> {
  const users = new Map<Person, string>()
  for (const person of people) {
    if (!person.email) continue
    const who = { name: person.name, email: person.email, password: freshPassword() }
    users.set(person, await auth.setPassword(who))
  }
  return users
}

/** In several transactions, each a short one: the clinic is not to be found before all of them are done. */
async function fillCalendars({ db, now }: Demonstration, clinic: string): Promise<readonly PlannedCourse[]> {
  const courses = fillCalendar(await db.inClinic(clinic, (trx) => planSeason(trx, now)))
  const clients = clientsOf(courses, now)
  const added = await db.inClinic(clinic, (trx) => addClients(trx, [...clients.values()]))
  const ids = new Map([...clients.keys()].map((client, at) => [client, added[at]]))
  const records = courses.map((course) => {
    const client = clients.get(course.client)
    const id = ids.get(course.client)
    if (!client || !id) throw new Error(`The made-up client ${course.client} was not written.`)
    return recordFrom(course, { id, language: client.language, now })
  })
  for (let from = 0; from < records.length; from += atOnce) {
    await db.inClinic(clinic, (trx) => recordBookedCourses(trx, records.slice(from, from + atOnce)))
  }
  return courses
}

const atOnce = 500

/** Each client once, on record since she first booked. */
function clientsOf(courses: readonly PlannedCourse[], now: Temporal.Instant) {
  const clients = new Map<number, MadeUpClient & { readonly createdAt: Temporal.Instant }>()
  for (const course of courses) {
    const bookedAt = bookedAtOf(course, now)
    const known = clients.get(course.client)
    if (known && known.createdAt.epochMilliseconds <= bookedAt.epochMilliseconds) continue
    clients.set(course.client, { ...madeUpClient(course.client), createdAt: bookedAt })
  }
  return clients
}

function recordFrom(
  course: PlannedCourse,
  {
    id,
    language,
    now,
  }: { readonly id: string; readonly language: MadeUpClient['language']; readonly now: Temporal.Instant },
): CourseRecord {
  const { service, visits } = course
  const clientMinutes = minutesUntilClientLeaves(service.segments)
  const nowMinute = minuteFrom(now)
  const stateOf = (start: number) => {
    if (start + clientMinutes <= nowMinute) return 'done'
    return start <= nowMinute ? 'arrived' : 'booked'
  }
  return {
    service: service.id,
    client: id,
    language,
    bookedAt: bookedAtOf(course, now),
    visits: visits.map((place) => ({ ...place, state: stateOf(place.start) })),
  }
}

/** Some days before the first visit; and what lies far ahead was booked within the last days. */
function bookedAtOf({ visits, bookedDaysBefore }: PlannedCourse, now: Temporal.Instant): Temporal.Instant {
  const first = visits[0]?.start ?? minuteFrom(now)
  const before = first - bookedDaysBefore * 24 * 60
  return instantFrom(Math.min(before, minuteFrom(now) - bookedDaysBefore * 5 * 60))
}
