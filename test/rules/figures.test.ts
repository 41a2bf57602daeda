import { describe, expect, it } from 'vitest'
import { madeUpTherapist } from '../../bench/made-up-clinic.ts'
import { quantile, timingOf } from '../../bench/take-turns.ts'
import { withSection } from '../../bench/write-figures.ts'

describe('the figures of a bench', () => {
  const document = '# Benchmarks\n\n<!-- bench:a -->\nold\n<!-- /bench:a -->\n\nbetween\n'

  it('take the place of its last ones and leave the rest alone', () => {
    expect(withSection(document, 'a', 'new')).toBe(document.replace('old', 'new'))
  })

  it('come last where it has none yet', () => {
    expect(withSection(document, 'b', 'first')).toBe(
      `${document}\n<!-- bench:b -->\nfirst\n<!-- /bench:b -->\n`,
    )
  })

  it('are the middle round, the least and the most, in whatever order they came', () => {
    expect(timingOf([5, 1, 9, 2, 3])).toEqual({ median: 3, least: 1, most: 9, rounds: 5 })
    expect(quantile([1, 2, 3, 4], 0.99)).toBe(4)
  })

  it('are of the same made-up rows wherever it runs', () => {
    const span = { zone: 'Europe/Stockholm', from: '2027-03-22', days: 10 }
    expect(madeUpTherapist(3, span, 0.6)).toEqual(madeUpTherapist(3, span, 0.6))
    expect(madeUpTherapist(3, span, 0.6).booked).not.toEqual(madeUpTherapist(4, span, 0.6).booked)
  })
})
