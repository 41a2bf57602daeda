import type { TimeOff } from '#set-up/contract'
import { type Saying, sayDay, sayDayAndTime, sayTime } from '#platform/say'
import { m } from '#platform/words'

/** Who or what is away, and when. */
export function timeOffInWords(
  time: TimeOff,
  saying: Saying,
): { readonly who: string; readonly when: string } {
  return {
    who: time.whose ?? m.setup_whole_clinic({}, { locale: saying.language }),
    when: sayTimeOff(time, saying),
  }
}

/** Whole days are said as days, the last one included: nobody is off "until Sunday 00:00". */
export function sayTimeOff({ start, end }: Pick<TimeOff, 'start' | 'end'>, saying: Saying): string {
  const [first, last] = [sayDay(start, saying), sayDay(end - 1, saying)]
  const isMidnight = (minute: number) => sayTime(minute, saying) === '00:00'
  if (isMidnight(start) && isMidnight(end)) return first === last ? first : `${first} – ${last}`
  const until = first === last ? sayTime(end, saying) : ` ${sayDayAndTime(end, saying)}`
  return `${sayDayAndTime(start, saying)} –${first === last ? ' ' : ''}${until}`
}
