import { describe, expect, test } from 'vitest'
import { contentHash } from './content-hash.ts'
import type { Fact } from './read-fact-file.ts'

const fact: Fact = {
  factId: 'a',
  value: '1',
  unit: 'mm',
  wording: { sv: 'en', en: 'one' },
  source: 'Somebody 2014',
  sourceUrl: null,
  grade: 'verified',
  reviewedOn: '2026-11-01',
}
const other: Fact = { ...fact, factId: 'b' }
const text = {
  title: 't',
  summary: 's',
  body: 'One.[^a]',
  questions: [{ question: 'q', answer: 'r' }],
  concern: 'basics' as const,
}
const hash = contentHash(text, [fact, other])

describe('what a review approves', () => {
  test('is the same for the same text, in whatever order the facts are kept', () => {
    expect(contentHash({ ...text }, [other, fact])).toBe(hash)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each([
    { title: 'T' },
    { summary: 'S' },
    { body: 'One.[^a] ' },
    { questions: [{ question: 'q', answer: 'R' }] },
    { concern: 'texture' as const },
  ])('is voided by a changed text: %o', (change) => {
    expect(contentHash({ ...text, ...change }, [fact, other])).not.toBe(hash)
  })

  test.each([
    { value: '2' },
    { unit: 'cm' },
    { wording: { sv: 'två', en: 'one' } },
    { wording: { sv: 'en', en: 'two' } },
    { source: 'Nobody' },
    { sourceUrl: 'https://doi.org/10.1/a' },
    { grade: 'memory' as const },
  ])('is voided by a changed fact that it cites: %o', (change) => {
    expect(contentHash(text, [{ ...fact, ...change }, other])).not.toBe(hash)
  })

  test('outlives a change of a fact that it does not cite, and a new look at one that it does', () => {
    expect(contentHash(text, [fact, { ...other, value: '2' }])).toBe(hash)
    expect(contentHash(text, [{ ...fact, reviewedOn: '2027-01-01' }, other])).toBe(hash)
  })
})
