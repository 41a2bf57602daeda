/** When the made-up clinic is closed, and when one of its people is away. Days of the clinic's own calendar. */
import { Temporal } from 'temporal-polyfill'

export type DaysOff = {
  /** Whose; the whole clinic's where nobody is named. */
  readonly person?: string
  readonly from: Temporal.PlainDate
  readonly days: number
  readonly why: string
}

/** Public holidays from last year to two years on, a week's holiday some weeks away, and a day of training. */
export function daysOffAround(today: Temporal.PlainDate): DaysOff[] {
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const away: DaysOff[] = [
    { person: 'Freja Fiktiv', from: monday.add({ weeks: 7 }), days: 7, why: 'Semester' },
    { person: 'Milo Låtsas', from: monday.add({ weeks: 3, days: 3 }), days: 1, why: 'Utbildning' },
  ]
  return [-1, 0, 1, 2].flatMap((years) => closuresIn(today.year + years)).concat(away)
}

function closuresIn(year: number): DaysOff[] {
  const day = (month: number, dayOfMonth: number, why: string) => ({
    from: Temporal.PlainDate.from({ year, month, day: dayOfMonth }),
    days: 1,
    why,
  })
  return [
    day(1, 1, 'Nyårsdagen'),
    day(1, 6, 'Trettondedag jul'),
    day(5, 1, 'Första maj'),
    day(6, 6, 'Nationaldagen'),
    { from: midsummerEve(year), days: 2, why: 'Midsommar' },
    { from: Temporal.PlainDate.from({ year, month: 12, day: 24 }), days: 3, why: 'Jul' },
    day(12, 31, 'Nyårsafton'),
  ]
}

/** The Friday between 19 and 25 June. */
function midsummerEve(year: number): Temporal.PlainDate {
  const earliest = Temporal.PlainDate.from({ year, month: 6, day: 19 })
  return earliest.add({ days: (5 - earliest.dayOfWeek + 7) % 7 })
}
