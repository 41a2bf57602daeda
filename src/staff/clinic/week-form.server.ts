import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { DayHours } from '#set-up/contract'
import { hoursFromWords, wordsFromHours } from '#set-up/pure'
import type { Problems } from './set-up-frame.panel.tsx'

const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** Seven fields, `PREFIX-1` to `PREFIX-7`, with their hours in words. */
export function weekValues(prefix: string, hours: readonly DayHours[]): Record<string, string> {
  return Object.fromEntries(
    weekdays.map((weekday) => [
      `${prefix}-${weekday}`,
      wordsFromHours(hours.filter((one) => one.weekday === weekday)),
    ]),
  )
}

export function readWeek(
  form: Readonly<Record<string, string>>,
  prefix: string,
  language: Language,
): { readonly hours: readonly DayHours[]; readonly problems: Problems } {
  const problems: Record<string, string> = {}
  const hours = weekdays.flatMap((weekday) => {
    const name = `${prefix}-${weekday}`
    const read = hoursFromWords((form[name] ?? '').slice(0, 200))
    if (!read) problems[name] = m.setup_bad_hours({}, { locale: language })
    return (read ?? []).map((one) => ({ weekday, ...one }))
  })
  return { hours, problems }
}
