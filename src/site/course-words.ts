import type { OfferedCourse } from '#booking'
import type { BookedVisit, VisitTime } from '#booking/contract'
import type { Service } from '#clinic/contract'
import { minutesUntilClientLeaves } from '#booking/pure'
import type { ThreadProps } from '#look/thread.panel.tsx'
import { type Saying, sayPrice, sayShortDay, sayTime } from '#platform/say'
import { m } from '#platform/words'
import { restDaysBetween } from '#booking/pure'

/** A course as the thread draws it. */
export function threadFrom(
  visits: readonly (VisitTime | BookedVisit)[],
  saying: Saying,
  label: string,
): ThreadProps {
  const locale = { locale: saying.language }
  return {
    label,
    visits: visits.map((visit) => ({
      date: sayShortDay(visit.start, saying),
      time: sayTime(visit.start, saying),
      with: visit.therapist && m.with_therapist({ name: visit.therapist.name }, locale),
      ...('state' in visit && stateFor(visit, saying)),
    })),
    rests: visits.slice(1).map((visit, index) => {
      const before = visits[index]?.start ?? visit.start
      return m.rest_days({ days: restDaysBetween(before, visit.start, saying.zone) }, locale)
    }),
  }
}

function stateFor({ state }: BookedVisit, { language }: Saying) {
  if (state === 'cancelled')
    return { state: 'cancelled' as const, stateWord: m.state_cancelled({}, { locale: language }) }
  if (state === 'done') return { state: 'done' as const, stateWord: m.state_done({}, { locale: language }) }
  return {}
}

export function sayVisitMinutes(service: Service, language: Saying['language']): string {
  return m.minutes({ minutes: minutesUntilClientLeaves(service.segments) }, { locale: language })
}

export function sayServiceHint(service: Service, currency: string, language: Saying['language']): string {
  const minutes = minutesUntilClientLeaves(service.segments)
  const price = sayPrice(service.priceMinor, currency, language)
  const { rest } = service
  return rest
    ? m.service_hint_course(
        { minutes, least: rest.atLeastDays, most: rest.atMostDays, price },
        { locale: language },
      )
    : m.service_hint_single({ minutes, price }, { locale: language })
}

/** "The earliest possible start, the same therapist throughout." */
export function sayReasons(reasons: OfferedCourse['reasons'], language: Saying['language']): string {
  const words = reasons.map((reason) => reasonWords[reason]({}, { locale: language }))
  const text = words.join(', ')
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

const reasonWords = {
  soonest: m.reason_soonest,
  'same-therapist': m.reason_same_therapist,
  'ideal-rest': m.reason_ideal_rest,
  'same-weekday': m.reason_same_weekday,
  'same-time': m.reason_same_time,
}
