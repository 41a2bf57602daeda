import type { Language } from '#platform/language'
import { m } from '#platform/words'

/** Why a service or its segments were not kept, at the field that it is about. */
export function serviceRefusals(refused: string, language: Language): Readonly<Record<string, string>> {
  const locale = { locale: language }
  switch (refused) {
    case 'rest-missing':
    case 'rest-out-of-order':
      return { least: m.setup_bad_rest({}, locale) }
    case 'nobody-there':
      return { 'minutes-0': m.setup_nobody_there({}, locale) }
    case 'holds-nothing':
      return { 'minutes-0': m.setup_holds_nothing({}, locale) }
    case 'unknown-anaesthetic':
      return { 'product-0': m.setup_missing({}, locale) }
    default:
      return { segments: m.setup_no_segments({}, locale) }
  }
}
