import { expect, test } from 'vitest'
import { afterTry } from './next-try.ts'

const later = { sent: false, again: 'later', why: 'no-answer' } as const

test('each wait is longer than the one before it, whatever the spread, and in the end it is given up', () => {
  const waits: number[] = []
  for (let tries = 1; tries <= 20; tries++) {
    const [low, high] = [0, 1].map((spread) => afterTry(later, { tries, doubts: 0, spread }))
    if (low?.state !== 'waiting' || high?.state !== 'waiting') break
    expect(high.waitSeconds).toBeGreaterThan(low.waitSeconds)
    waits.push((low.waitSeconds + high.waitSeconds) / 2)
  }
  expect(waits[0]).toBe(60)
  expect(waits).toEqual(waits.toSorted((a, b) => a - b))
  const hours = waits.reduce((sum, seconds) => sum + seconds, 0) / 3600
  expect(hours).toBeGreaterThan(24)
  expect(hours).toBeLessThan(48)
  expect(afterTry(later, { tries: waits.length + 1, doubts: 0, spread: 0.5 })).toEqual({
    state: 'failed',
    why: 'no-answer',
  })
})

test('a no for good ends it at once, and what was sent is sent', () => {
  const never = { sent: false, again: 'never', why: 'refused', code: 550 } as const
  expect(afterTry(never, { tries: 1, doubts: 0, spread: 0.5 })).toEqual({ state: 'failed', why: 'refused' })
  expect(afterTry({ sent: true }, { tries: 3, doubts: 1, spread: 0.5 })).toEqual({ state: 'sent' })
})

test('the first doubt is followed by one more try, the second by none', () => {
  const doubt = { sent: false, again: 'in-doubt', why: 'in-doubt' } as const
  expect(afterTry(doubt, { tries: 1, doubts: 1, spread: 0.5 })).toMatchObject({ state: 'waiting' })
  expect(afterTry(doubt, { tries: 2, doubts: 2, spread: 0.5 })).toEqual({ state: 'failed', why: 'in-doubt' })
})
