/**
 * A price as it is written, in kronor with öre, and what of it is VAT. Money is whole minor units all the way; the
 * VAT of a price that includes it is price × percent / (100 + percent), rounded once, and the net is what remains, so
 * that the two always add up to the price.
 */

/** "5 850", "5850,50", "5 850.50 kr" in minor units (öre). Undefined where it cannot be read. */
export function minorFromWords(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(/(kr|sek|:-)$/i, '')
  const found = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(plain)
  if (!found) return undefined
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}

/** "5850,50", without öre where there are none. */
export function wordsFromMinor(amountMinor: number): string {
  const rest = amountMinor % 100
  const whole = (amountMinor - rest) / 100
  return rest === 0 ? String(whole) : `${whole},${String(rest).padStart(2, '0')}`
}

export function splitVat(
  priceMinor: number,
  vatPercent: number,
): { readonly netMinor: number; readonly vatMinor: number } {
  const vatMinor = Math.round((priceMinor * vatPercent) / (100 + vatPercent))
  return { netMinor: priceMinor - vatMinor, vatMinor }
}
