import type { DayVisit } from '#booking/desk'
import type { BookedVisit, VisitState } from '#booking/contract'
import { restDaysBetween } from '#booking/pure'
import type { Localised } from '#platform/language'
import { sayDay, sayDayAndTime, sayPhone, sayShortDay, sayTime } from '#platform/say'
import { dayIn, instantFrom } from '#platform/time'
import { m } from '#platform/words'
import type { AtWork } from '../staff-context.ts'
import { saySpan, textureOf } from './board-visit.server.ts'
import type { VisitCard } from './visit-card.panel.tsx'

export type CardToDraw = {
  readonly visit: DayVisit
  readonly courseVisits: readonly BookedVisit[]
  readonly serviceName: Localised | undefined
  readonly now: number
}

export function visitCardFrom(
  { visit, courseVisits, serviceName, now }: CardToDraw,
  { clinic, language }: AtWork,
): VisitCard {
  const saying = { zone: clinic.zone, language }
  const locale = { locale: language }
  const { position, visitsInCourse, client } = visit
  const coming = courseVisits.filter(({ state, start }) => state === 'booked' && start > now)
  return {
    id: visit.id,
    client: client.name,
    clientCard: `/staff/clients/${client.id}`,
    phone: { href: `tel:${client.phone}`, words: sayPhone(client.phone) },
    email: client.email,
    state: { kind: visit.state, words: sayState(visit.state, locale) },
    reason: visit.cancelReason,
    override: visit.overrideReason,
    what: [
      serviceName?.[language],
      visitsInCourse > 1 && m.staff_visit_of({ position, count: visitsInCourse }, locale),
    ]
      .filter(Boolean)
      .join(' · '),
    when: {
      iso: instantFrom(visit.start).toString(),
      words: `${sayDayAndTime(visit.start, saying)}–${sayTime(visit.clientLeaves, saying)}`,
    },
    day: {
      href: `/staff/day/${dayIn(clinic.zone, instantFrom(visit.start)).toString()}`,
      words: sayDay(visit.start, saying),
    },
    therapist: visit.therapist?.name,
    places: [visit.room?.name, visit.device?.name].filter((name) => name !== undefined),
    segments: visit.segments.map((segment) => ({
      name: segment.name[language],
      time: saySpan(segment, saying),
      texture: textureOf(segment, visit),
    })),
    course: courseVisits.length > 1 ? threadFrom(courseVisits, visit.id, saying) : undefined,
    canCancel: {
      this: coming.some(({ id }) => id === visit.id),
      all: coming.some(({ id }) => id !== visit.id),
      count: coming.length,
    },
    begun: visit.state === 'booked' && visit.start <= now,
  }
}

type Saying = { readonly zone: string; readonly language: AtWork['language'] }

function threadFrom(visits: readonly BookedVisit[], here: string, saying: Saying): VisitCard['course'] {
  const locale = { locale: saying.language }
  return {
    visits: visits.map((visit) => ({
      date: sayShortDay(visit.start, saying),
      time: sayTime(visit.start, saying),
      with: visit.therapist?.name,
      state: threadState(visit.state),
      ...(visit.state !== 'booked' && { stateWord: sayState(visit.state, locale) }),
    })),
    rests: visits.slice(1).map((visit, at) => {
      const days = restDaysBetween(visits[at]?.start ?? visit.start, visit.start, saying.zone)
      return days === 1 ? m.staff_day_of_rest({}, locale) : m.staff_days_of_rest({ days }, locale)
    }),
    others: visits
      .filter(({ id }) => id !== here)
      .map(({ id, position, start }) => ({
        href: `/staff/visits/${id}`,
        words: m.staff_other_visit({ position, when: sayDayAndTime(start, saying) }, locale),
      })),
  }
}

function threadState(state: VisitState): 'planned' | 'cancelled' | 'done' {
  if (state === 'cancelled' || state === 'missed') return 'cancelled'
  return state === 'done' ? 'done' : 'planned'
}

function sayState(state: VisitState, locale: { readonly locale: AtWork['language'] }): string {
  switch (state) {
    case 'held':
      return m.staff_state_held({}, locale)
    case 'booked':
      return m.staff_state_booked({}, locale)
    case 'arrived':
      return m.staff_state_arrived({}, locale)
    case 'done':
      return m.staff_state_done({}, locale)
    case 'cancelled':
      return m.staff_state_cancelled({}, locale)
    case 'missed':
      return m.staff_state_missed({}, locale)
  }
}
