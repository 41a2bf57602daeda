import type { Language } from '#platform/language'
import { m } from '#platform/words'
import type { ColourName } from '#set-up/pure'

export function colourWords(colour: ColourName, language: Language): string {
  const words: Record<ColourName, string> = {
    actLight: m.setup_act_light({}, { locale: language }),
    actDark: m.setup_act_dark({}, { locale: language }),
    warmthLight: m.setup_warmth_light({}, { locale: language }),
    warmthDark: m.setup_warmth_dark({}, { locale: language }),
  }
  return words[colour]
}
