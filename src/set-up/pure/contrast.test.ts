import { describe, expect, it, test } from 'vitest'
import { colourFromWords, contrast, mix } from './contrast.ts'

describe('the contrast of two colours', () => {
  // Pairs as published: WCAG 2.2's own ends of the scale, and the greys and colours that are known by their ratio.
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.47],
    ['#949494', '#ffffff', 3.03],
    ['#ff0000', '#ffffff', 3.99],
    ['#0000ff', '#ffffff', 8.59],
  ])('%s on %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBe(ratio)
    expect(contrast(other, one)).toBe(ratio)
  })

  it('takes six digits after a hash, and nothing else', () => {
    expect(colourFromWords(' #AbCdEf ')).toBe('#abcdef')
    for (const text of ['', 'red', '#abc', 'abcdef', '#abcdeg', '#abcdef80', '#abcdef;}'])
      expect(colourFromWords(text)).toBeUndefined()
  })

  it('mixes channel by channel', () => {
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
    expect(mix('#12ab9f', '#ffffff', 0)).toBe('#12ab9f')
  })
})
