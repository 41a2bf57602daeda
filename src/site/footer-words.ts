import type { Clinic, WeeklyHours } from '#clinic/contract'
import type { Language } from '#platform/language'
import { sayPhone, sayWeekday } from '#platform/say'
import { m } from '#platform/words'
import type { FooterProps } from './look/footer.panel.tsx'
import type { OpeningHoursProps } from './look/opening-hours.panel.tsx'

export function footerFor(clinic: Clinic, language: Language): FooterProps {
  const locale = { locale: language }
  return {
    clinic: clinic.name,
    address: addressLines(clinic),
    phone: { href: `tel:${clinic.phone}`, words: sayPhone(clinic.phone) },
    email: { href: `mailto:${clinic.email}`, words: clinic.email },
    hours: clinic.openingHours.length > 0 ? hoursFor(clinic.openingHours, language) : undefined,
    headings: {
      visit: m.footer_visit({}, locale),
      hours: m.footer_hours({}, locale),
      reach: m.footer_reach({}, locale),
    },
    links: [
      { href: `/${language}/ask`, words: m.questions_ask_nav({}, locale) },
      { href: `/${language}/privacy`, words: m.footer_privacy({}, locale) },
    ],
    demonstration: clinic.demonstration ? m.demonstration({}, locale) : undefined,
  }
}

export function addressLines(clinic: Clinic): string[] {
  return [clinic.street, `${clinic.postcode} ${clinic.city}`.trim()].filter((line) => line !== '')
}

/** Days with the same hours stand together: "Monday to Thursday, 09:00–18:00". */
export function hoursFor(hours: readonly WeeklyHours[], language: Language): OpeningHoursProps {
  const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, hours: hoursOn(weekday, hours, language) }))
  const runs: { first: number; last: number; hours: string }[] = []
  for (const day of week) {
    const run = runs.at(-1)
    if (run?.hours === day.hours) run.last = day.weekday
    else runs.push({ first: day.weekday, last: day.weekday, hours: day.hours })
  }
  return {
    label: m.footer_hours({}, { locale: language }),
    rows: runs.map((run) => ({ days: daysFrom(run, language), hours: run.hours })),
  }
}

function hoursOn(weekday: number, hours: readonly WeeklyHours[], language: Language): string {
  const open = hours.filter((row) => row.weekday === weekday)
  if (open.length === 0) return m.hours_closed({}, { locale: language })
  return open.map(({ from, to }) => `${from.slice(0, 5)}–${to.slice(0, 5)}`).join(', ')
}

function daysFrom({ first, last }: { first: number; last: number }, language: Language): string {
  const names = { from: capital(sayWeekday(first, language)), to: sayWeekday(last, language) }
  if (first === last) return names.from
  return last === first + 1
    ? m.hours_and(names, { locale: language })
    : m.hours_to(names, { locale: language })
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
