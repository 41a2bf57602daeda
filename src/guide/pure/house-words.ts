/**
 * What an article may not say, and which of its sentences owe a source. No treatment is safe or guaranteed
 * (Konsumentverket holds "safe" to be misleading), nobody's skin is flawless, and nothing shouts. A sentence
 * with a figure, or with a number word before a unit, is a clinical claim and must carry a mark; the emergency
 * numbers 112 and 1177 are the exception.
 */
import { plainText, sentencesIn } from './sentences.ts'
import { factIdsIn } from './source-marks.ts'

type Language = 'sv' | 'en'

const forbidden: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:safe|safely|safest|safety|guarantee\w*|flawless\w*|perfect\w*|risk-free|painless|miracle\w*)\b|!/giu,
  sv: /(?<!\p{L})(?:säker|säkert|säkra|säkrare|säkerhet|trygg|tryggt|garant\p{L}*|felfri\p{L}*|perfekt\p{L}*|riskfri\p{L}*|smärtfri\p{L}*|mirak\p{L}*)(?!\p{L})|!/giu,
}

const numberWithUnit: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\s+(?:minutes|hours|days|weeks|months|years|percent|millimetres)\b/iu,
  sv: /(?<!\p{L})(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv)\s+(?:minuter|timmar|dagar|dygn|veckor|månader|år|procent|millimeter)(?!\p{L})/iu,
}

const emergencyNumber = /(?<!\d)(?:112|1177)(?!\d)/g

export function forbiddenWordsIn(markdown: string, language: Language): string[] {
  return [...markdown.matchAll(forbidden[language])].map(([word]) => word)
}

/** Sentences that hold a number and name no source. */
export function unsourcedSentencesIn(markdown: string, language: Language): string[] {
  return sentencesIn(markdown).filter((sentence) => {
    const words = plainText(sentence).replace(emergencyNumber, '')
    const claims = /\d/.test(words) || numberWithUnit[language].test(words)
    return claims && factIdsIn(sentence).length === 0
  })
}
