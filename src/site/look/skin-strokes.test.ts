import { describe, expect, test } from 'vitest'
import { channels, collagen, junctionAt, livingCells, surfaceAt } from './skin-strokes.ts'

describe('the skin in section', () => {
  test('is the same picture each time', () => {
    expect([collagen(), channels(), livingCells()]).toEqual([collagen(), channels(), livingCells()])
  })

  test('keeps its layers in order everywhere', () => {
    for (let x = 0; x <= 960; x += 1) expect(junctionAt(x)).toBeGreaterThan(surfaceAt(x) + 80)
  })

  test('lets each channel end in the dermis, below the junction', () => {
    for (const { walls } of channels()) {
      const [x = 0, tip = 0] = (/C\S+ \S+ \S+ \S+ (\S+) ([\d.]+)C/.exec(walls)?.slice(1) ?? []).map(Number)
      expect(tip).toBeGreaterThan(junctionAt(x))
    }
  })

  test('has no stroke that is not a number', () => {
    const { under, over, again } = collagen()
    expect([under, over, again, livingCells()].join('')).not.toMatch(/NaN|Infinity|undefined/)
  })
})
