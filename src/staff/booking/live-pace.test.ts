import { expect, test } from 'vitest'
import { waitBeforeLook, waitBeforeSaying } from './live-pace.ts'

test('a board that has been quiet asks at once, though not all boards in the same moment', () => {
  expect(waitBeforeLook(Infinity, 0)).toBe(0)
  expect(waitBeforeLook(Infinity, 1)).toBe(500)
})

test('a board that is told without end asks every two seconds', () => {
  expect(waitBeforeLook(0, 0)).toBe(2000)
  expect(waitBeforeLook(1500, 0)).toBe(500)
})

test('that it was updated is said at once, and again after half a minute', () => {
  expect(waitBeforeSaying(Infinity)).toBe(100)
  expect(waitBeforeSaying(10_000)).toBe(20_000)
})
