/**
 * How long ago, as a person says it: "nyss", "för 20 minuter sedan", "i går", "för 3 dagar sedan". Hours are counted
 * within the day; what was before midnight was yesterday, however few hours that is. Minutes since 1970.
 */
import type { Language } from '#platform/language'
import { dayIn, instantFrom } from '#platform/time'
import { m } from '#platform/words'

type Saying = { readonly language: Language; readonly zone: string }

const mostDays = 13

export function sayAge(since: number, now: number, { language, zone }: Saying): string {
  const minutes = now - since
  if (minutes < 2) return m.questions_inbox_just_now({}, { locale: language })
  const say = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const { days } = dayIn(zone, instantFrom(since)).until(dayIn(zone, instantFrom(now)), {
    largestUnit: 'days',
  })
  if (days > mostDays) return say.format(-Math.floor(days / 7), 'week')
  if (days > 0) return say.format(-days, 'day')
  return minutes < 60 ? say.format(-minutes, 'minute') : say.format(-Math.floor(minutes / 60), 'hour')
}
