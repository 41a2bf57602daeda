import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { DraftService } from '#set-up/contract'
import { minorFromWords, wordsFromMinor } from '#set-up/pure'
import type { Problems } from './set-up-frame.panel.tsx'

type Form = Readonly<Record<string, string>>
type Fields = Omit<DraftService, 'id' | 'shown' | 'segments'>

export function serviceValues(service: DraftService): Form {
  return {
    kind: service.kind,
    'name-sv': service.name.sv,
    'name-en': service.name.en,
    'summary-sv': service.summary.sv,
    'summary-en': service.summary.en,
    visits: String(service.visits),
    least: String(service.rest?.atLeastDays ?? ''),
    ideal: String(service.rest?.idealDays ?? ''),
    most: String(service.rest?.atMostDays ?? ''),
    price: wordsFromMinor(service.priceMinor),
    vat: String(service.vatPercent).replace('.', ','),
  }
}

/** A service's own fields; each thing that cannot be taken is named at its field. */
export function readService(
  form: Form,
  language: Language,
): { readonly fields: Fields } | { readonly problems: Problems } {
  const locale = { locale: language }
  const problems: Record<string, string> = {}
  const text = (name: string, most: number) => (form[name] ?? '').trim().slice(0, most)
  const whole = (name: string, least: number, most: number) => {
    const number = /^\d{1,3}$/.test(text(name, 5)) ? Number(text(name, 5)) : -1
    if (number < least || number > most) problems[name] = m.setup_bad_number({ least, most }, locale)
    return number
  }
  const name = { sv: text('name-sv', 80), en: text('name-en', 80) }
  if (name.sv === '' && name.en === '') problems[`name-${language}`] = m.setup_missing({}, locale)
  const summary = { sv: text('summary-sv', 600), en: text('summary-en', 600) }
  const visits = whole('visits', 1, 10)
  const rest =
    visits > 1
      ? {
          atLeastDays: whole('least', 1, 365),
          idealDays: whole('ideal', 1, 365),
          atMostDays: whole('most', 1, 365),
        }
      : undefined
  const priceMinor = minorFromWords(text('price', 20))
  if (priceMinor === undefined) problems['price'] = m.setup_bad_price({}, locale)
  const vat = text('vat', 6).replace(',', '.').replace('%', '').trim()
  const vatPercent = /^\d{1,2}(\.\d{1,2})?$/.test(vat) ? Number(vat) : undefined
  if (vatPercent === undefined) problems['vat'] = m.setup_bad_vat({}, locale)
  if (priceMinor === undefined || vatPercent === undefined || Object.keys(problems).length > 0)
    return { problems }
  return {
    fields: {
      kind: form['kind'] === 'analysis' ? 'analysis' : 'treatment',
      name: inBoth(name),
      summary: inBoth(summary),
      visits,
      ...(rest && { rest }),
      priceMinor,
      vatPercent,
    },
  }
}

/** What is written in one language only is shown in both, rather than nothing in one of them. */
export function inBoth({ sv, en }: { readonly sv: string; readonly en: string }) {
  return { sv: sv || en, en: en || sv }
}
