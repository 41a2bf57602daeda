/**
 * Visits for a calendar. A calendar is shared and lies open on screens, so an entry says "Visit at CLINIC" and
 * never what for. The visit's own id makes the UID and its sequence rises with each change, so a calendar that has
 * it follows. Times are UTC instants: no calendar has to know our zone.
 */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { Temporal } from 'temporal-polyfill'
import type { Clinic } from '#clinic/contract'
import type { Language } from '#platform/language'
import { instantFrom } from '#platform/time'

export type CalendarVisit = {
  readonly id: string
  readonly start: number
  readonly clientLeaves: number
  readonly sequence: number
  readonly state: string
}

export type CalendarToWrite = {
  readonly clinic: Clinic
  readonly visits: readonly CalendarVisit[]
  readonly language: Language
  readonly now: Temporal.Instant
  /** CANCEL takes entries out of a calendar that has them; without it they are put in, or follow a change. */
  readonly method?: 'PUBLISH' | 'CANCEL'
}

export type WrittenCalendar = {
  readonly fileName: string
  readonly method: 'PUBLISH' | 'CANCEL'
  readonly text: string
}

const titles: Record<Language, (clinic: string) => string> = {
  sv: (clinic) => `Besök hos ${clinic}`,
  en: (clinic) => `Visit at ${clinic}`,
}

/**
 * Published, not requested (RFC 5546, 4.1): a request asks for an answer that nobody here reads, and holds one visit
 * only, where a course has several. A change is published under the same UID, and a cancelled entry is cancelled.
 */
export function writeCalendar({
  clinic,
  visits,
  language,
  now,
  method = 'PUBLISH',
}: CalendarToWrite): WrittenCalendar {
  const title = titles[language](clinic.name)
  const calendar = ical({
    prodId: { company: 'Lyster', product: 'Lyster', language: language.toUpperCase() },
    method: method === 'CANCEL' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  for (const visit of visits) {
    calendar.createEvent({
      id: `${visit.id}@${clinic.id}`,
      sequence: visit.sequence,
      stamp: now,
      start: instantFrom(visit.start),
      end: instantFrom(visit.clientLeaves),
      summary: title,
      organizer: { name: clinic.name, email: clinic.email },
      location: `${clinic.name}, ${clinic.street}, ${clinic.postcode} ${clinic.city}`,
      status: visit.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return { fileName: `${fileWords(title)}.ics`, method, text: calendar.toString() }
}

/** Plain letters, since a header carries them: "besok-hos-kliniken". */
function fileWords(title: string): string {
  return title
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9 -]/g, '')
    .trim()
    .replace(/\s+/g, '-')
    .toLowerCase()
}
