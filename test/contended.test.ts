/**
 * The short form of `node faults/contend.ts`: the same crowd before the same two desks. LYSTER_SEED=… repeats the
 * choices of the clients.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openContendedClinic, tryNaiveDesk, tryRealDesk } from '../faults/try-desks.ts'
import { keysFrom } from '../src/platform/keys.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

const seed = Number(process.env['LYSTER_SEED'] ?? Date.now() % 1_000_000)
const keys = keysFrom(Buffer.alloc(32, 7))
let at: TestDatabase
beforeAll(async () => {
  at = await openTestDatabase()
})
afterAll(() => at.close())

test('forty-eight clients on six calendars: the real desk books nothing twice, the naive one does', async () => {
  const clinic = await openContendedClinic(at)
  const crowd = { ...at, keys, clinic, clients: 48, seed }
  const real = await tryRealDesk({ ...crowd, attempts: 800 })
  const { p50, p99, longest } = real.waits
  const waits = `p50 ${p50.toFixed(0)}, p99 ${p99.toFixed(0)}, longest ${longest.toFixed(0)} ms`
  process.stdout.write(
    `LYSTER_SEED=${seed}: ${real.attempts} attempts, ${waits}, ${JSON.stringify(real.counts)}\n`,
  )
  expect(real.errors).toEqual([])
  expect(real.faults).toEqual([])
  expect(real.deadlocks).toBe(0)
  for (const act of ['single', 'course', 'hold', 'confirm', 'move', 'block', 'cancel'])
    expect([act, real.counts[act] ?? 0]).toSatisfy(([, count]) => Number(count) > 0)
  // The long form holds waits to 2 s; here other tests share the processors.
  expect(longest).toBeLessThan(8_000)
  const naive = await tryNaiveDesk({ ...crowd, attempts: 800 })
  process.stdout.write(`the naive desk: ${naive.overlaps} overlaps in ${naive.attempts} attempts\n`)
  expect(naive.overlaps).toBeGreaterThan(0)
})
