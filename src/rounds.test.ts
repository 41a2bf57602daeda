import { afterEach, expect, test, vi } from 'vitest'
import { goRounds } from './rounds.ts'

const everyMilliseconds = 10
let end: () => Promise<void>
afterEach(() => end())

test('a clinic at which something breaks keeps no other clinic from being swept, in this round and the next', async () => {
  const swept: string[] = []
  const told: unknown[] = []
  const stops = async () => [
    () => Promise.reject(new Error('broken')),
    async () => {
      swept.push('the second clinic')
    },
  ]
  end = goRounds({ everyMilliseconds, stops, onError: (error) => told.push(error) })
  await vi.waitUntil(() => swept.length >= 2)
  expect(told).toEqual(told.map(() => new Error('broken')))
  expect(told.length).toBeGreaterThanOrEqual(2)
})

test('when the clinics cannot be listed it is told, and asked again', async () => {
  let asked = 0
  const told: unknown[] = []
  const stops = async () => {
    asked++
    throw new Error('no database')
  }
  end = goRounds({ everyMilliseconds, stops, onError: (error) => told.push(error) })
  await vi.waitUntil(() => asked >= 2)
  expect(told.length).toBeGreaterThanOrEqual(1)
})

test('a round that takes long is not overtaken by the next, and whoever ends it waits for what is under way', async () => {
  let [now, most, done] = [0, 0, 0]
  const slow = async () => {
    most = Math.max(most, ++now)
    await new Promise((resolve) => setTimeout(resolve, everyMilliseconds * 4))
    now--
    done++
  }
  end = goRounds({ everyMilliseconds, stops: async () => [slow, slow], onError: () => undefined })
  await vi.waitUntil(() => done >= 3)
  await end()
  expect({ most, now }).toEqual({ most: 1, now: 0 })
  const before = done
  await new Promise((resolve) => setTimeout(resolve, everyMilliseconds * 6))
  expect(done, 'nothing begins after the end').toBe(before)
})
