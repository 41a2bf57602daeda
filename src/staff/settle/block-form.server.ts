import type { Temporal } from 'temporal-polyfill'
import type { Language } from '#platform/language'
import { dayIn } from '#platform/time'
import { m } from '#platform/words'
import { type AskedTime, readTimeOff } from './absence-form.server.ts'

type Form = Readonly<Record<string, string>>

/** What the board's link names: whose, which day, and from when; half an hour where nothing else is said. */
export function blockFieldsFrom(
  query: URLSearchParams,
  { zone, now }: { readonly zone: string; readonly now: Temporal.Instant },
): Form {
  const one = (name: string) => (query.get(name) ?? '').slice(0, 40)
  const from = one('at')
  return {
    whose: one('whose'),
    'from-date': one('date') || dayIn(zone, now).toString(),
    'from-time': from,
    'until-time': laterBy30(from),
  }
}

/** A block begins and ends on one day, and is of one person, room or pen. */
export function readBlock(
  form: Form,
  zone: string,
  language: Language,
): { readonly time: AskedTime } | { readonly problems: Readonly<Record<string, string>> } {
  const missing = m.setup_missing({}, { locale: language })
  const read = readTimeOff({ ...form, 'until-date': '' }, zone, language)
  const problems: Record<string, string> = { ...('problems' in read && read.problems) }
  if (form['whose'] === 'clinic') problems['whose'] = missing
  for (const field of ['from-time', 'until-time']) if (!form[field]?.trim()) problems[field] ??= missing
  const [time] = 'times' in read ? read.times : []
  return time && Object.keys(problems).length === 0 ? { time } : { problems }
}

function laterBy30(time: string): string {
  const [, hour, minute] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? []
  if (hour === undefined || minute === undefined) return ''
  const later = Math.min(24 * 60 - 1, Number(hour) * 60 + Number(minute) + 30)
  return `${String(Math.floor(later / 60)).padStart(2, '0')}:${String(later % 60).padStart(2, '0')}`
}
