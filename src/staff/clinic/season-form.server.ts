/**
 * A season's form: its days, whether week A and week B differ, and a line of hours for each day. Its fields carry the
 * season's key in their names, so that each field of the page has a name of its own.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { Season, Weeks } from '#set-up/contract'
import type { Problems } from './set-up-frame.panel.tsx'
import { readWeek, weekValues } from './week-form.server.ts'

type Values = Readonly<Record<string, string>>

/** 'FROM_UNTIL', each a day or nothing; 'ordinary' and 'new', for a season that is not there yet, have no days. */
export function seasonFrom(key: string): Season {
  const [from, until] = key.split('_')
  return { ...(isDay(from) && { validFrom: from }), ...(isDay(until) && { validUntil: until }) }
}

export function seasonValues({ season, weeks }: { readonly season: Season; readonly weeks: Weeks }): Values {
  const dated = season.validFrom !== undefined || season.validUntil !== undefined
  const key = dated ? `${season.validFrom ?? ''}_${season.validUntil ?? ''}` : 'ordinary'
  return {
    key,
    [`from-${key}`]: season.validFrom ?? '',
    [`until-${key}`]: season.validUntil ?? '',
    [`rhythm-${key}`]: weeks.b ? 'alternating' : 'same',
    [`anchor-${key}`]: weeks.b?.anchor ?? '',
    ...weekValues(`a-${key}`, weeks.a),
    ...weekValues(`b-${key}`, weeks.b?.hours ?? []),
  }
}

type ReadSeason = { readonly season: Season; readonly weeks: Weeks; readonly instead?: Season }

export function readSeason(form: Values, language: Language): ReadSeason | { readonly problems: Problems } {
  const key = form['key'] ?? 'new'
  const of = (name: string) => (form[`${name}-${key}`] ?? '').trim()
  const alternating = of('rhythm') === 'alternating'
  const [a, b] = [readWeek(form, `a-${key}`, language), readWeek(form, `b-${key}`, language)]
  const problems: Record<string, string> = { ...a.problems, ...(alternating && b.problems) }
  const locale = { locale: language }
  for (const name of ['from', 'until']) {
    if (of(name) !== '' && !isDay(of(name))) problems[`${name}-${key}`] = m.setup_bad_date({}, locale)
  }
  // The ordinary weeks have no days; a season that has none would be them.
  if (key === 'new' && of('from') === '') problems[`from-${key}`] = m.setup_bad_date({}, locale)
  if (alternating && !isDay(of('anchor'))) problems[`anchor-${key}`] = m.setup_bad_date({}, locale)
  if (Object.keys(problems).length > 0) return { problems }
  return {
    season: key === 'ordinary' ? {} : seasonFrom(`${of('from')}_${of('until')}`),
    weeks: {
      a: a.hours,
      ...(alternating && { b: { anchor: mondayOf(of('anchor')), hours: b.hours } }),
    },
    ...(key !== 'new' && { instead: seasonFrom(key) }),
  }
}

export function refusalProblems(
  refused: 'ends-before-begins' | 'no-hours' | 'not-a-monday',
  form: Values,
  language: Language,
): Problems {
  const key = form['key'] ?? 'new'
  const locale = { locale: language }
  switch (refused) {
    case 'ends-before-begins':
      return { [`until-${key}`]: m.setup_ends_before({}, locale) }
    case 'no-hours':
      return { [`a-${key}-1`]: m.setup_no_hours({}, locale) }
    case 'not-a-monday':
      return { [`anchor-${key}`]: m.setup_bad_date({}, locale) }
  }
}

/** Any day of a week A will do: it is the week that is meant. */
function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day)
  return date.subtract({ days: date.dayOfWeek - 1 }).toString()
}

function isDay(text: string | undefined): text is string {
  return z.iso.date().safeParse(text).success
}
