import { isLanguage, type Language } from '#platform/language'

/**
 * The first language that we speak of those a person's browser lists (RFC 9110, 12.5.4), by what she prefers:
 * `da, en;q=0.4, sv-SE;q=0.9` is Swedish. A quality of 0 means "not this one".
 */
export function languageFromHeader(
  header: string | undefined,
  spoken: readonly Language[],
): Language | undefined {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
      const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find(Boolean)
      return { language: tag.split('-')[0]?.trim(), quality: Number(quality ?? 1) }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  for (const { language } of wanted) {
    if (isLanguage(language) && spoken.includes(language)) return language
  }
  return undefined
}
