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
}

const titles: Record<Language, (clinic: string) => string> = {
  sv: (clinic) => `Besök hos ${clinic}`,
  en: (clinic) => `Visit at ${clinic}`,
}

export function writeCalendar({ clinic, visits, language, now }: CalendarToWrite): {
  readonly fileName: string
  readonly text: string
} {
  const title = titles[language](clinic.name)
  const calendar = ical({
    prodId: { company: 'Lyster', product: 'Lyster', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const visit of visits) {
    calendar.createEvent({
      id: `${visit.id}@${clinic.id}`,
      sequence: visit.sequence,
      stamp: now,
      start: instantFrom(visit.start),
      end: instantFrom(visit.clientLeaves),
      summary: title,
      location: `${clinic.name}, ${clinic.street}, ${clinic.postcode} ${clinic.city}`,
      status: visit.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    })
  }
  return { fileName: `${fileWords(title)}.ics`, text: calendar.toString() }
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
