import { expect, test } from 'vitest'
import { readingMinutes } from './reading-time.ts'

test('reading time is whole minutes, rounded up, and never none', () => {
  expect(readingMinutes('Kort.')).toBe(1)
  expect(readingMinutes('ord '.repeat(180))).toBe(1)
  expect(readingMinutes('ord '.repeat(181))).toBe(2)
})
