import type { SkinWords, Zone } from '#guide/pure'
import type { Language } from '#platform/language'
import { m } from '#platform/words'

/** A sentence with its places left open, for the script to fill as the server does. */
const open = { low: '{low}', high: '{high}', length: '{length}', count: '{count}' }

export function skinWordsFor(language: Language): SkinWords {
  const locale = { locale: language }
  return {
    decimal: language === 'sv' ? ',' : '.',
    prick: m.model_prick({}, locale),
    hours: m.model_hours(open, locale),
    days: m.model_days(open, locale),
    weeks: m.model_weeks(open, locale),
    months: m.model_months(open, locale),
    reached: m.model_say_reached(open, locale),
    mayGoThrough: m.model_say_through({}, locale),
    closing: m.model_say_closing(open, locale),
    closed: m.model_say_closed({}, locale),
    collagen: m.model_say_collagen(open, locale),
    noCollagen: m.model_say_no_collagen({}, locale),
    redness: m.model_say_redness({}, locale),
    noRedness: m.model_say_no_redness({}, locale),
    phases: {
      closing: m.model_phase_closing({}, locale),
      calming: m.model_phase_calming({}, locale),
      building: m.model_phase_building({}, locale),
      maturing: m.model_phase_maturing({}, locale),
    },
  }
}

export function sayZone(zone: Zone, language: Language): string {
  const locale = { locale: language }
  const said: Readonly<Record<Zone, string>> = {
    forehead: m.model_zone_forehead({}, locale),
    glabella: m.model_zone_glabella({}, locale),
    temple: m.model_zone_temple({}, locale),
    nose: m.model_zone_nose({}, locale),
    cheekbone: m.model_zone_cheekbone({}, locale),
    jaw: m.model_zone_jaw({}, locale),
    neck: m.model_zone_neck({}, locale),
  }
  return said[zone]
}
