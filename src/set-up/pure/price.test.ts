import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minorFromWords, splitVat, wordsFromMinor } from './price.ts'

describe('a price', () => {
  it.each([
    ['5850', 585_000],
    ['5 850', 585_000],
    ['5 850,50', 585_050],
    ['5850.5 kr', 585_050],
    ['0', 0],
    ['1 200:-', 120_000],
  ])('%j is read as %i öre', (text, minor) => {
    expect(minorFromWords(text)).toBe(minor)
  })

  it.each(['', '-5', '1,234', 'gratis', '12345678', '5,', 'NaN', '1e3'])('%j is no price', (text) => {
    expect(minorFromWords(text)).toBeUndefined()
  })

  it('is read again as it was said', () => {
    fc.assert(fc.property(fc.nat(999_999_999), (minor) => minorFromWords(wordsFromMinor(minor)) === minor))
  })

  it('is net and VAT, which always add up to it', () => {
    expect(splitVat(585_000, 25)).toEqual({ netMinor: 468_000, vatMinor: 117_000 })
    expect(splitVat(100, 6)).toEqual({ netMinor: 94, vatMinor: 6 })
    expect(splitVat(45_000, 0)).toEqual({ netMinor: 45_000, vatMinor: 0 })
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 0, max: 30 }), (price, percent) => {
        const { netMinor, vatMinor } = splitVat(price, percent)
        expect(netMinor + vatMinor).toBe(price)
        expect(Math.abs(vatMinor - (netMinor * percent) / 100)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
