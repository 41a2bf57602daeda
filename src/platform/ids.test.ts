import { expect, test } from 'vitest'
import { newId } from './ids.ts'

test('an id is a uuid of the seventh kind, begins with the time, and comes once', () => {
  const before = Date.now()
  const ids = Array.from({ length: 1000 }, newId)
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const time = Number.parseInt(id.slice(0, 13).replace('-', ''), 16)
    expect(time).toBeGreaterThanOrEqual(before)
    expect(time).toBeLessThanOrEqual(Date.now())
  }
  expect(new Set(ids).size).toBe(1000)
})
