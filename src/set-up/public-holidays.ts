import Holidays from 'date-holidays'
import type { Temporal } from 'temporal-polyfill'
import type { Language } from '#platform/language'

/** 'YYYY-MM-DD' and the day's name. */
export type Holiday = { readonly date: string; readonly name: string }

type Asked = {
  readonly country: string
  readonly language: Language
  readonly from: Temporal.PlainDate
  readonly months: number
}

/** Days on which a country is closed by law or by custom (Christmas Eve); a country unknown to the library has none. */
export function publicHolidays({ country, language, from, months }: Asked): Holiday[] {
  const calendar = new Holidays(country)
  const until = from.add({ months })
  const years = Array.from({ length: until.year - from.year + 1 }, (_, at) => from.year + at)
  const days = years
    .flatMap((year) => calendar.getHolidays(year, language))
    .filter(({ type }) => type === 'public' || type === 'bank')
    .map(({ date, name }) => ({
      date: date.slice(0, 10),
      name: name.charAt(0).toUpperCase() + name.slice(1),
    }))
    .filter(({ date }) => date >= from.toString() && date < until.toString())
  return [...new Map(days.map((day) => [day.date, day])).values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}
