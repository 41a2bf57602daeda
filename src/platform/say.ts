/** Times and prices as a person says them, in her language and on the clinic's clock. */
import { Temporal } from 'temporal-polyfill'
import type { Language } from './language.ts'

export type Saying = { readonly language: Language; readonly zone: string }

const tags: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' }

/** "tisdag 12 januari", "Tuesday 12 January"; with the year where it is not this one. */
export function sayDay(minute: number, { language, zone }: Saying, thisYear?: number): string {
  const at = wallClock(minute, zone)
  return inWords(at.toPlainDate(), language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(thisYear !== undefined && at.year !== thisYear && { year: 'numeric' }),
  })
}

/** "tis 12 jan.", "Tue 12 Jan". */
export function sayShortDay(minute: number, { language, zone }: Saying): string {
  return inWords(wallClock(minute, zone).toPlainDate(), language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  })
}

/** "10:30" */
export function sayTime(minute: number, { zone }: Saying): string {
  return wallClock(minute, zone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** "Tuesday 12 January, 10:30" */
export function sayDayAndTime(minute: number, saying: Saying): string {
  return saying.language === 'sv'
    ? `${sayDay(minute, saying)} kl. ${sayTime(minute, saying)}`
    : `${sayDay(minute, saying)}, ${sayTime(minute, saying)}`
}

/** "12 januari 2027", from 'YYYY-MM-DD'. */
export function sayDate(date: string, language: Language): string {
  return inWords(Temporal.PlainDate.from(date), language, { day: 'numeric', month: 'long', year: 'numeric' })
}

/** "måndag", "Monday"; 1 is Monday. */
export function sayWeekday(weekday: number, language: Language): string {
  return inWords(Temporal.PlainDate.from('2024-01-01').add({ days: weekday - 1 }), language, {
    weekday: 'long',
  })
}

/** "5 850 kr", "SEK 5,850"; the amount is in the currency's minor unit. */
export function sayPrice(amountMinor: number, currency: string, language: Language): string {
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const amount = amountMinor / 10 ** digits
  const minimumFractionDigits = Number.isInteger(amount) ? 0 : digits
  return new Intl.NumberFormat(tags[language], { style: 'currency', currency, minimumFractionDigits }).format(
    amount,
  )
}

/** "040-628 04 15" as it is said in Sweden, from E.164; numbers of other lands stay as they are. */
export function sayPhone(e164: string): string {
  const swedish = /^\+46(\d{2})(\d{3})(\d{2})(\d{2})$/.exec(e164)
  return swedish ? `0${swedish[1]}-${swedish[2]} ${swedish[3]} ${swedish[4]}` : e164
}

function wallClock(minute: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone)
}

function inWords(date: Temporal.PlainDate, language: Language, options: Intl.DateTimeFormatOptions): string {
  const noon = Date.UTC(date.year, date.month - 1, date.day, 12)
  const words = new Intl.DateTimeFormat(tags[language], { ...options, timeZone: 'UTC' }).format(noon)
  return words.replace(',', '')
}
