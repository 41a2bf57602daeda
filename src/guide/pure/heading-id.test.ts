import { describe, expect, test } from 'vitest'
import { headingId } from './heading-id.ts'

describe('a heading’s address', () => {
  test('is plain letters, in Swedish too', () => {
    expect(headingId('Så går det till – steg för steg?', new Set())).toBe('sa-gar-det-till-steg-for-steg')
  })

  test('is never given twice', () => {
    expect(headingId('Pain', new Set(['pain', 'pain-2']))).toBe('pain-3')
  })

  test('exists for a heading without letters', () => {
    expect(headingId('…', new Set())).toBe('part')
  })
})
