import { expect, test } from 'vitest'
import { openFloodGate } from './flood.ts'

const pace = { most: 3, perSecond: 1, networks: 2 }

test('a network gets as many at once as the bucket holds, then one at a time as it fills', () => {
  const passes = openFloodGate(pace)
  expect([0, 0, 0, 0, 0].map((now) => passes('a', now))).toEqual([true, true, true, false, false])
  expect(passes('a', 999)).toBe(false)
  expect(passes('a', 2_100)).toBe(true)
  expect(passes('a', 2_100)).toBe(false)
  expect([0, 0, 0, 0].map(() => passes('a', 100_000))).toEqual([true, true, true, false])
})

test('one network’s flood is not another’s, and a clock that goes back gives nothing', () => {
  const passes = openFloodGate(pace)
  for (let i = 0; i < 10; i += 1) passes('a', 0)
  expect(passes('b', 0)).toBe(true)
  expect(passes('a', -5_000)).toBe(false)
})

test('it remembers only so many networks, and forgets the one that was quiet longest', () => {
  const passes = openFloodGate(pace)
  for (let i = 0; i < 4; i += 1) passes('a', 0)
  passes('b', 0)
  passes('a', 0)
  passes('c', 0)
  expect(passes('a', 0)).toBe(false)
})
